import { setTimeout as delay } from 'node:timers/promises';
import type { Book } from '../book/index.js';
import type { Viewer } from '../domain/index.js';
import {
  type EventFilter,
  type EventPlace,
  isEventAfter,
  type LogEvent,
  matchesEvent,
} from '../reader/index.js';
import { Bell } from './bell.js';
import { RecentEvents } from './recent-events.js';

const DEFAULT_TIMES = {
  /** How often the log is looked at, announced or not: what was written past the gateways is not announced. */
  everyMs: 1_000,
  /** How long a look waits until the newest commits are settled. */
  settleMs: 500,
  /** Pause after a look that failed. */
  afterFailureMs: 500,
};

/** Most events that are read at once. */
const PAGE = 500;
/** The number of the newest events that are kept for those who follow the log at its end. */
const RECENT = 10_000;

type FedBook = Pick<Book, 'log' | 'read'>;

/**
 * Feeds those who follow the log with its events, in its order, each once. It reads the log once for all who are at its
 * end; who is further behind reads for themselves. It keeps no place for anyone: whoever comes back says where to go on.
 */
export class EventFeed {
  readonly #closing = new AbortController();
  readonly #recent = new RecentEvents(RECENT);
  readonly #times: typeof DEFAULT_TIMES;
  #followers = 0;
  #running: Promise<void> | undefined;
  /** Rings when a commit was announced, or someone begins to follow. */
  readonly #wanted = new Bell();
  /** Rings when the log was read to its end. */
  readonly #advanced = new Bell();

  constructor(
    private readonly book: FedBook,
    /** Receives the error of a look. The next look goes on where it failed. */
    private readonly onError: (error: unknown) => void,
    times: Partial<typeof DEFAULT_TIMES> = {},
  ) {
    this.#times = { ...DEFAULT_TIMES, ...times };
  }

  /** Says that a commit has happened. */
  announced(): void {
    this.#wanted.ring();
  }

  /**
   * Follows the log until `signal` aborts.
   * @param after the place after which to begin; undefined: at the end of the log as it is now
   * @throws ReadUnavailableError, also later, if the book cannot be read for those who are behind
   */
  async *follow(
    viewer: Viewer | undefined,
    after: EventPlace | undefined,
    filter: EventFilter,
    signal: AbortSignal,
  ): AsyncGenerator<LogEvent> {
    this.#followers += 1;
    this.#running ??= this.#run();
    this.#wanted.ring();
    const left = aborted(AbortSignal.any([signal, this.#closing.signal]));
    try {
      let place = after ?? endOf(await this.book.log.settle(this.#times.settleMs));
      while (!signal.aborted && !this.#closing.signal.aborted) {
        const advanced = this.#advanced.next();
        const { events, upTo } = await this.#eventsAfter(viewer, place, filter);
        yield* events;
        if (isEventAfter(upTo, place)) place = upTo;
        else await Promise.race([advanced, left]);
      }
    } finally {
      this.#followers -= 1;
    }
  }

  /** Ends all who follow. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wanted.ring();
    await this.#running;
  }

  /** Events after a place, and the place up to which there is no other one that matches. */
  async #eventsAfter(
    viewer: Viewer | undefined,
    place: EventPlace,
    filter: EventFilter,
  ): Promise<{ events: readonly LogEvent[]; upTo: EventPlace }> {
    const recent = this.#recent.after(place);
    if (recent)
      return {
        events: recent.events.filter((event) => matchesEvent(event, filter)),
        upTo: recent.upTo,
      };
    const reader = this.book.read(viewer);
    try {
      const events = await reader.eventsAfter(place, filter, PAGE);
      const last = events.at(-1);
      return { events, upTo: events.length < PAGE || !last ? endOf(reader.logEnd) : last };
    } finally {
      await reader.end();
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const wanted = this.#wanted.next();
      let pause = this.#times.everyMs;
      try {
        if (this.#followers === 0) this.#recent.forget();
        else await this.#advance();
      } catch (error) {
        if (!this.#isClosing()) this.onError(error);
        pause = this.#times.afterFailureMs;
      }
      const timer = new AbortController();
      await Promise.race([
        wanted,
        delay(pause, undefined, { signal: timer.signal }).catch(() => undefined), // ended: the loop goes on
      ]);
      timer.abort();
    }
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Reads what has settled since the last look. */
  async #advance(): Promise<void> {
    const end = endOf(await this.book.log.settle(this.#times.settleMs));
    this.#recent.beginAt(end);
    while (isEventAfter(end, this.#recent.upTo)) {
      const reader = this.book.read();
      try {
        const events = await reader.eventsAfter(this.#recent.upTo, {}, PAGE);
        const last = events.at(-1);
        this.#recent.add(events, events.length < PAGE || !last ? endOf(reader.logEnd) : last);
      } finally {
        await reader.end();
      }
    }
    this.#advanced.ring();
  }
}

/** The place after everything up to a position. */
function endOf(position: bigint): EventPlace {
  return { position, index: Number.MAX_SAFE_INTEGER };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
