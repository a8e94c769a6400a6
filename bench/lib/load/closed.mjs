import { Connection } from './connection.mjs';
import { requestsAbout } from './kept-wallets.mjs';
import { Tally } from './tally.mjs';

/**
 * Closed load: always `inFlight` requests at once, each on its own connection, equally distributed over the servers.
 * @param tokens the callers, each with every nth connection @param asked kind of request and its parameters, as for
 *   `requestsFor`
 * @param abandon whether to hang up at the end; if not, the last answers are awaited. What was held up counts with
 *   the time that it had waited.
 * @param pauseMs how long a connection rests after a refusal
 * @returns the tally; `loadCpu`, the processor time of this process for each request in microseconds
 */
export async function closed({
  urls,
  tokens,
  asked,
  inFlight,
  seconds,
  abandon = false,
  pauseMs = 0,
}) {
  const requests = requestsAbout(asked);
  const tally = new Tally(requests);
  const began = performance.now();
  const until = began + seconds * 1_000;
  const cpu = process.cpuUsage();
  const workers = Array.from({ length: inFlight }, (_, index) => {
    const to = { url: urls[index % urls.length], token: tokens[index % tokens.length] };
    return new Worker({ index, ...to, requests, tally, until, pauseMs });
  });
  const timer = abandon && setTimeout(() => workers.forEach((one) => one.abandon()), until - began);
  await Promise.all(workers.map((one) => one.ended));
  clearTimeout(timer);
  const summary = tally.summary((performance.now() - began) / 1_000);
  const { user, system } = process.cpuUsage(cpu);
  return { ...summary, loadCpu: (user + system) / Math.max(1, summary.done + summary.refused) };
}

/** Sends one request after another. A connection that the server closes is replaced. */
class Worker {
  #options;
  #connection;
  #sent;
  #isOver = false;
  #resolve;

  constructor(options) {
    this.#options = options;
    this.ended = new Promise((resolve) => (this.#resolve = resolve));
    this.#connect();
  }

  /** Hangs up. */
  abandon() {
    const { tally } = this.#options;
    if (this.#sent !== undefined) tally.abandoned(performance.now() - this.#sent);
    this.#end();
  }

  #connect() {
    const { url, token, tally } = this.#options;
    this.#connection = new Connection(url, token, (error) => {
      if (this.#isOver) return this.#resolve();
      if (error) tally.broke(error.message);
      // A server that is gone must not be asked again and again.
      if (error && this.#sent === undefined) return this.#resolve();
      this.#sent = undefined;
      this.#connect();
    });
    this.#next();
  }

  #next = () => {
    const { index, requests, tally, until, pauseMs } = this.#options;
    if (this.#isOver) return;
    const now = performance.now();
    if (now >= until) return this.#end();
    this.#sent = now;
    this.#connection.ask(requests.body(index), (status, body) => {
      const isDone = tally.answered(status, body, performance.now() - this.#sent);
      this.#sent = undefined;
      if (this.#connection.isClosing) return this.#connection.end();
      if (isDone || pauseMs === 0) this.#next();
      else setTimeout(this.#next, pauseMs);
    });
  };

  #end() {
    this.#isOver = true;
    this.#connection.end();
  }
}
