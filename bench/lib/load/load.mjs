// A process that puts load on gateways, over HTTP.
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '../child.mjs';
import { Connection } from './connection.mjs';
import { requestsFor } from './requests.mjs';
import { Tally } from './tally.mjs';

/** Lists of wallets by name: too long to send with each request for load. */
const kept = new Map();

/** Keeps a list of wallets under a name, which `asked.wallets` can use. */
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
 * Closed load: always `inFlight` requests at once, each on its own connection, equally distributed over the gateways.
 * @param asked kind of request and its parameters, as for `requestsFor`
 * @returns the tally, with the processor time of this process for each request in microseconds
 */
async function closed({ urls, token, asked, inFlight, seconds }) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1_000;
  const one = (index) =>
    new Promise((resolve) => {
      const connection = new Connection(urls[index % urls.length], token, (error) => {
        if (error) tally.broke(error.message);
        resolve();
      });
      const next = () => {
        if (performance.now() >= until) return connection.end();
        const sent = performance.now();
        connection.ask(requests.body(), (status, body) => {
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
 * Open load: requests arrive at a fixed rate, independent of earlier answers, over connections that are already open,
 * like those of a proxy. A latency counts from the moment at which the request was due, even if it waited for a
 * connection or for this process.
 * @returns the tally until the last answer; `offering`, the seconds in which requests arrived; `connections`, the most
 *   in use at once; `due`, the number of requests; `latest`, the largest delay of this process in ms
 */
async function open({ url, token, asked, perSecond, seconds, connections }) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const pool = new ConnectionPool(url, token, tally);
  for (let opened = 0; opened < connections; opened += OPENING) await pool.open(OPENING);
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
    pool.send(requests.body(), due);
    sent += 1;
  }
  const offering = (performance.now() - began) / 1_000;
  await pool.settled();
  pool.end();
  return {
    ...tally.summary((performance.now() - began) / 1_000),
    offering,
    due: count,
    latest,
    connections: pool.most,
  };
}

/** Connections opened at once. The operating system refuses more than the gateway can accept in time. */
const OPENING = 100;

/** Connections for reuse. One that the gateway closes is replaced. */
class ConnectionPool {
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
      if (this.#open === 0) throw new Error('the gateway no longer accepts connections');
      await delay(10);
    }
  }

  end() {
    this.#ended = true;
    for (const connection of this.#idle) connection.end();
  }

  #sendWaiting() {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const connection = this.#idle.pop();
      this.#used += 1;
      this.most = Math.max(this.most, this.#used);
      const { body, due } = this.#waiting.shift();
      connection.ask(body, (status, answer) => {
        this.tally.answered(status, answer, performance.now() - due);
        this.#settle();
        if (connection.isClosing) connection.end();
        else this.#idle.push(connection);
        this.#sendWaiting();
      });
    }
  }

  #settle() {
    this.#used -= 1;
    this.#unsettled -= 1;
  }

  /** Resolves when the connection is open or has failed. A connection that was open and ended is replaced. */
  #connect() {
    this.#open += 1;
    return new Promise((resolve) => {
      let wasOpen = false;
      const connection = new Connection(this.url, this.token, (error, wasAsking) => {
        this.#open -= 1;
        this.#idle = this.#idle.filter((one) => one !== connection);
        resolve();
        if (this.#ended) return;
        if (error) this.tally.broke(error.message);
        if (wasAsking) this.#settle();
        if (wasOpen) void this.#connect();
      });
      void connection.opened.then(() => {
        wasOpen = true;
        this.#idle.push(connection);
        this.#sendWaiting();
        resolve();
      });
    });
  }
}

serve({ keep, closed, open });
