import { setTimeout as delay } from 'node:timers/promises';
import type { Book } from '../book/index.js';
import type { Viewer } from '../domain/index.js';
import {
  endOfPosition,
  type EventFilter,
  type EventPlace,
  isEventAfter,
  type LogEvent,
  matchesEvent,
} from '../reader/index.js';
import { Flag } from './flag.js';
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

/** Events that follow a place, and the place up to which there is no other one that matches. */
export interface EventPage {
  readonly events: readonly LogEvent[];
  readonly upTo: EventPlace;
}

type FedBook = Pick<Book, 'log' | 'read'>;

/**
 * Feeds those who follow the log with its events, in its order, each once. It reads the log once for all who are at its
 * end; a follower that is further behind has a reader of its own. It keeps no place for a client: one that comes back says
 * where to go on.
 */
export class EventFeed {
  readonly #closing = new AbortController();
  readonly #recent = new RecentEvents(RECENT);
  readonly #times: typeof DEFAULT_TIMES;
  /** A flag for each follower, set when the log went on. */
  readonly #followers = new Set<Flag>();
  /** Set when a commit was announced, or a look is due. */
  readonly #wanted = new Flag();
  #running: Promise<void> | undefined;

  constructor(
    private readonly book: FedBook,
    /** Receives the error of a look. The next look goes on where it failed. */
    private readonly onError: (error: unknown) => void,
    times: Partial<typeof DEFAULT_TIMES> = {},
  ) {
    this.#times = { ...DEFAULT_TIMES, ...times };
  }

  /** Begins to look at the log, so that its settled end is known when a query asks for it. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Says that a commit has happened. Without a follower the next look is soon enough, and the commits go on faster. */
  announced(): void {
    if (this.#followers.size > 0) this.#wanted.set();
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
    for await (const { events } of this.followPages(viewer, after, filter, signal)) yield* events;
  }

  /** Like `follow`, in pages: each says up to which place there is no other event that matches. A page can be empty. */
  async *followPages(
    viewer: Viewer | undefined,
    after: EventPlace | undefined,
    filter: EventFilter,
    signal: AbortSignal,
  ): AsyncGenerator<EventPage> {
    const changed = new Flag();
    const stop = (): void => changed.set();
    signal.addEventListener('abort', stop, { once: true });
    this.#followers.add(changed);
    this.start();
    this.#wanted.set();
    try {
      let place = after ?? (await this.#settledEnd(signal));
      while (place && !signal.aborted && !this.#isClosing()) {
        changed.clear();
        const page = await this.#eventsAfter(viewer, place, filter);
        const { upTo } = page;
        yield page;
        if (isEventAfter(upTo, place)) place = upTo;
        else if (!isOver(signal)) await changed.whenSet();
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#followers.delete(changed);
    }
  }

  /** Ends all who follow. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wanted.set();
    this.#ringFollowers();
    await this.#running;
  }

  /** The end of the log, however long it takes to settle: nothing could be pushed before. undefined: it was aborted */
  async #settledEnd(signal: AbortSignal): Promise<EventPlace | undefined> {
    while (!signal.aborted && !this.#isClosing()) {
      const { end, isReached } = await this.book.log.settle(this.#times.settleMs);
      if (isReached) return endOfPosition(end);
    }
    return undefined;
  }

  /** Events after a place, and the place up to which there is no other one that matches. */
  async #eventsAfter(
    viewer: Viewer | undefined,
    place: EventPlace,
    filter: EventFilter,
  ): Promise<EventPage> {
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
      return { events, upTo: events.length < PAGE || !last ? endOfPosition(reader.logEnd) : last };
    } finally {
      await reader.end();
    }
  }

  async #run(): Promise<void> {
    while (!this.#isClosing()) {
      this.#wanted.clear();
      try {
        await this.#advance();
      } catch (error) {
        if (this.#isClosing()) return;
        this.onError(error);
        const { signal } = this.#closing;
        await delay(this.#times.afterFailureMs, undefined, { signal }).catch(() => undefined); // closing: the loop ends
        continue;
      }
      const due = setTimeout(() => this.#wanted.set(), this.#times.everyMs);
      await this.#wanted.whenSet();
      clearTimeout(due);
    }
  }

  /** Reads what has settled since the last look, if anyone follows. */
  async #advance(): Promise<void> {
    const { end, isReached } = await this.book.log.settle(this.#times.settleMs);
    if (this.#followers.size === 0) return this.#recent.forget();
    // An end that is behind would make it read all that followed.
    if (isReached && !this.#recent.hasBegun) {
      this.#recent.beginAt(endOfPosition(end));
      // One that looked before this was settled waits for it.
      this.#ringFollowers();
    }
    while (
      this.#recent.hasBegun &&
      isEventAfter(endOfPosition(end), this.#recent.upTo) &&
      this.#followers.size > 0 &&
      !this.#isClosing()
    ) {
      const reader = this.book.read();
      try {
        const events = await reader.eventsAfter(this.#recent.upTo, {}, PAGE);
        const last = events.at(-1);
        this.#recent.add(
          events,
          events.length < PAGE || !last ? endOfPosition(reader.logEnd) : last,
        );
      } finally {
        await reader.end();
      }
      this.#ringFollowers();
    }
  }

  #ringFollowers(): void {
    for (const changed of this.#followers) changed.set();
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
