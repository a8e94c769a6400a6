// A process that puts load on gateways, over HTTP.
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '../child.mjs';
import { Line } from './line.mjs';
import { requestsFor } from './requests.mjs';
import { Tally } from './tally.mjs';

/** Wallets that are too many to be sent along with each question. */
const kept = new Map();

/** Keeps wallets under a name, by which they may be asked for. */
function keep({ name, wallets }) {
  kept.set(name, wallets);
}

function requestsAbout(asked) {
  const { wallets } = asked;
  return requestsFor({
    ...asked,
    wallets: typeof wallets === 'string' ? kept.get(wallets) : wallets,
  });
}

/**
 * So many requests in flight at all times, each on a connection of its own; over several gateways in equal shares.
 * @param asked kind and what it needs, as for `requestsFor`
 * @returns the tally, with the load's own processor time for each request, microseconds
 */
async function closed({ urls, token, asked, inFlight, seconds }) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1_000;
  const one = (index) =>
    new Promise((resolve) => {
      const line = new Line(urls[index % urls.length], token, (error) => {
        if (error) tally.broke(error.message);
        resolve();
      });
      const next = () => {
        if (performance.now() >= until) return line.end();
        const sent = performance.now();
        line.ask(requests.body(), (status, body) => {
          tally.answered(status, body, performance.now() - sent);
          next();
        });
      };
      next();
    });
  await Promise.all(Array.from({ length: inFlight }, (_, index) => one(index)));
  const summary = tally.summary((performance.now() - began) / 1_000);
  const { user, system } = process.cpuUsage(cpu);
  return { ...summary, loadCpu: (user + system) / Math.max(1, summary.done) };
}

/**
 * Requests that arrive at a rate whatever becomes of those before, over so many connections that stand already, as
 * those of a proxy do. Latencies count from the moment at which a request was due, also where it waited for a
 * connection or for this process.
 * @returns the tally, over the time until all were answered; the seconds in which requests came; how many connections
 *   were in use at most, how many requests were due, and how late this process itself was at worst, ms
 */
async function open({ url, token, asked, perSecond, seconds, connections }) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const lines = new Lines(url, token, tally);
  for (let opened = 0; opened < connections; opened += OPENING) await lines.open(OPENING);
  const began = performance.now();
  const count = Math.round(perSecond * seconds);
  let latest = 0;
  for (let sent = 0; sent < count;) {
    const due = began + (sent * 1_000) / perSecond;
    const now = performance.now();
    if (now < due) {
      await delay(1);
      continue;
    }
    latest = Math.max(latest, now - due);
    lines.send(requests.body(), due);
    sent += 1;
  }
  const offering = (performance.now() - began) / 1_000;
  await lines.settled();
  lines.end();
  return {
    ...tally.summary((performance.now() - began) / 1_000),
    offering,
    due: count,
    latest,
    connections: lines.most,
  };
}

/** Connections that are opened at once: more than a gateway can accept in time are refused by its system. */
const OPENING = 100;

/** Connections that are used again and again, and replaced where the other end closes one. */
class Lines {
  most = 0;
  #idle = [];
  #open = 0;
  #used = 0;
  #waiting = [];
  #unsettled = 0;
  #ended = false;

  constructor(url, token, tally) {
    Object.assign(this, { url, token, tally });
  }

  async open(count) {
    await Promise.all(Array.from({ length: count }, () => this.#connect()));
  }

  send(body, due) {
    this.#unsettled += 1;
    this.#waiting.push({ body, due });
    this.#sendWaiting();
  }

  async settled() {
    while (this.#unsettled > 0) {
      if (this.#open === 0) throw new Error('the gateway takes no connection any more');
      await delay(10);
    }
  }

  end() {
    this.#ended = true;
    for (const line of this.#idle) line.end();
  }

  #sendWaiting() {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const line = this.#idle.pop();
      this.#used += 1;
      this.most = Math.max(this.most, this.#used);
      const { body, due } = this.#waiting.shift();
      line.ask(body, (status, answer) => {
        this.tally.answered(status, answer, performance.now() - due);
        this.#settle();
        if (line.isClosing) line.end();
        else this.#idle.push(line);
        this.#sendWaiting();
      });
    }
  }

  #settle() {
    this.#used -= 1;
    this.#unsettled -= 1;
  }

  /** Resolves when the connection stands, or never will. One that stood and ended is replaced. */
  #connect() {
    this.#open += 1;
    return new Promise((resolve) => {
      let stood = false;
      const line = new Line(this.url, this.token, (error, wasAsking) => {
        this.#open -= 1;
        this.#idle = this.#idle.filter((one) => one !== line);
        resolve();
        if (this.#ended) return;
        if (error) this.tally.broke(error.message);
        if (wasAsking) this.#settle();
        if (stood) void this.#connect();
      });
      void line.opened.then(() => {
        stood = true;
        this.#idle.push(line);
        this.#sendWaiting();
        resolve();
      });
    });
  }
}

serve({ keep, closed, open });
