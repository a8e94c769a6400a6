import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { requestsAbout } from './kept-wallets.mjs';
import { Tally } from './tally.mjs';

/**
 * Open load: requests arrive at a fixed rate, independent of earlier answers, over connections that are already open,
 * like those of a proxy. A latency counts from the moment at which the request was due, even if it waited for a
 * connection or for this process.
 * @param tokens the callers, each with every nth connection
 * @returns the tally until the last answer; `offering`, the seconds in which requests arrived; `connections`, the most
 *   in use at once; `due`, the number of requests; `latest`, the largest delay of this process in ms
 */
export async function open({ url, tokens, asked, perSecond, seconds, connections }) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const pool = new ConnectionPool(url, tokens, tally);
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

  constructor(url, tokens, tally) {
    Object.assign(this, { url, tokens, tally });
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
    const token = this.tokens[this.#open % this.tokens.length];
    this.#open += 1;
    return new Promise((resolve) => {
      let wasOpen = false;
      const connection = new Connection(this.url, token, (error, wasAsking) => {
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
