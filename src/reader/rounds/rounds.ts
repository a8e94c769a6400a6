import { Round, type RoundOptions } from './round.js';
import { RoundReader } from './round-reader.js';

/**
 * Rounds that may be read at once. With one, the gateway would wait while PostgreSQL reads; with many, each would have
 * few members.
 */
const IN_FLIGHT = 2;
/** A round that is older no longer counts among those in flight, so that a slow one holds up nobody. Milliseconds. */
const SLOW_MS = 100;
const MAX_MEMBERS = 1_000;
/** Most milliseconds that a request waits for a round and is in it. */
const MAX_MS = 10_000;

export interface RoundsOptions extends Omit<RoundOptions, 'maxMs'> {
  /** Replaces `MAX_MS`. */
  readonly maxMs?: number;
}

/**
 * Lets requests read the book together. A request joins the round that has not opened yet. That one opens on the next
 * turn of the event loop, so that all requests of this turn are in it, or as soon as fewer than two rounds are in flight.
 * Its snapshot begins after its members have arrived, so each of them reads what it has written.
 */
export class Rounds {
  /** In the order of their opening. Requests join the last one. */
  readonly #waiting: Round[] = [];
  /** The open ones, with the time of their opening. */
  readonly #open = new Map<Round, number>();
  readonly #options: RoundOptions;
  readonly #connections: number;
  #isScheduled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ maxMs = MAX_MS, ...options }: RoundsOptions) {
    this.#options = { ...options, maxMs };
    this.#connections = options.source.options.poolSize ?? 1;
  }

  /** A reader that joins a round at its first read. */
  reader(): RoundReader {
    return new RoundReader(this);
  }

  /** The round that opens next, with one more member. It must leave. */
  join(): Round {
    let round = this.#waiting.at(-1);
    if (!round?.accepts(MAX_MEMBERS)) {
      round = new Round(this.#options);
      this.#waiting.push(round);
    }
    round.join();
    this.#openSoon();
    return round;
  }

  #openSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#openFree();
    });
  }

  #openFree(): void {
    while (this.#waiting.length > 0) {
      if (this.#open.size >= this.#connections) return;
      if (this.#countInFlight() >= IN_FLIGHT) return this.#openLater();
      const round = this.#waiting.shift();
      if (!round) return;
      this.#open.set(round, performance.now());
      void round.open(() => {
        this.#open.delete(round);
        if (this.#waiting.length > 0) this.#openSoon();
      });
    }
  }

  #countInFlight(): number {
    const oldest = performance.now() - SLOW_MS;
    let count = 0;
    for (const openedAt of this.#open.values()) if (openedAt > oldest) count += 1;
    return count;
  }

  /** Looks again when the rounds in flight are slow ones, unless they end before. */
  #openLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#openFree();
    }, SLOW_MS);
    this.#timer.unref();
  }
}
