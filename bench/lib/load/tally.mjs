import { percentile } from '../median.mjs';

/** One in this many answers is parsed. The others only have to contain the expected text. */
const PARSED = 50;

/** Counts answers. Latencies are in milliseconds. */
export class Tally {
  done = [];
  overloaded = [];
  failed = 0;
  /** The first failure. */
  sample;
  #requests;

  /** @param requests the requests that are answered */
  constructor(requests) {
    this.#requests = requests;
  }

  answered(status, body, ms) {
    if (status === 200 && body.includes(this.#requests.done) && this.#isDone(body))
      this.done.push(ms);
    else if (status === 503 && body.includes('"OVERLOADED"')) this.overloaded.push(ms);
    else if (status === 200 && body.includes('"OVERLOADED"')) this.overloaded.push(ms);
    else this.broke(`${status} ${body}`);
  }

  broke(what) {
    this.failed += 1;
    this.sample ??= what.slice(0, 500);
  }

  #isDone(body) {
    if (this.done.length % PARSED > 0) return !body.includes('"errors"');
    const { data, errors } = JSON.parse(Buffer.from(body, 'latin1').toString('utf8'));
    return errors === undefined && this.#requests.isDone(data);
  }

  /** @param seconds duration of the measurement */
  summary(seconds) {
    const { failed, sample } = this;
    return {
      failed,
      sample,
      seconds,
      done: this.done.length,
      perSecond: this.done.length / seconds,
      p50: percentile(this.done, 0.5),
      p99: percentile(this.done, 0.99),
      overloaded: this.overloaded.length,
      overloadedP50: percentile(this.overloaded, 0.5),
      overloadedP99: percentile(this.overloaded, 0.99),
    };
  }
}
