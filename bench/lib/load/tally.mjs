import { percentile } from '../median.mjs';

/** One in this many answers is parsed. The others only have to contain the expected text. */
const PARSED = 50;
/** An abandoned request that is older than this was held up. A younger one was merely the last of its connection. */
const STALE_MS = 1_000;
/** Codes of errors that mean a fault of the gateway or of the benchmark. Every other code is a refusal. */
const FAULTS = new Set(
  ['INTERNAL_SERVER_ERROR', 'BAD_USER_INPUT', 'BAD_REQUEST', 'UNAUTHENTICATED', 'FORBIDDEN'].concat(
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'PAYLOAD_TOO_LARGE', 'NOT_FOUND'],
  ),
);

/** Counts answers. Latencies are in milliseconds. */
export class Tally {
  #requests;
  #done = [];
  #refused = [];
  #abandoned = [];
  #codes = {};
  #failed = 0;
  /** The first failure. */
  #sample;

  /** @param requests the requests that are answered */
  constructor(requests) {
    this.#requests = requests;
  }

  /** @returns whether the request was done */
  answered(status, body, ms) {
    if (status === 200 && body.includes(this.#requests.done) && this.#isDone(body)) {
      this.#done.push(ms);
      return true;
    }
    const code = /"code":"([A-Z_]+)"/.exec(body)?.[1];
    if (code === undefined || FAULTS.has(code)) this.broke(`${status} ${body}`);
    else {
      this.#refused.push(ms);
      this.#codes[code] = (this.#codes[code] ?? 0) + 1;
    }
    return false;
  }

  /** A request whose answer this process did not wait for any longer. */
  abandoned(ms) {
    this.#abandoned.push(ms);
  }

  broke(what) {
    this.#failed += 1;
    this.#sample ??= what.slice(0, 500);
  }

  #isDone(body) {
    if (this.#done.length % PARSED > 0) return !body.includes('"errors"');
    const { data, errors } = JSON.parse(Buffer.from(body, 'latin1').toString('utf8'));
    return errors === undefined && this.#requests.isDone(data);
  }

  /**
   * @param seconds duration of the measurement
   * @returns numbers of the requests `done`, `refused` (`codes` has them by code), `abandoned` (of those `stale` after a
   *   second) and `failed`; percentiles of the done and stale ones, and of the refused ones
   */
  summary(seconds) {
    const stale = this.#abandoned.filter((ms) => ms > STALE_MS);
    const latencies = [...this.#done, ...stale];
    return {
      seconds,
      failed: this.#failed,
      sample: this.#sample,
      done: this.#done.length,
      perSecond: this.#done.length / seconds,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      abandoned: this.#abandoned.length,
      stale: stale.length,
      refused: this.#refused.length,
      refusedP50: percentile(this.#refused, 0.5),
      refusedP99: percentile(this.#refused, 0.99),
      codes: this.#codes,
    };
  }
}
