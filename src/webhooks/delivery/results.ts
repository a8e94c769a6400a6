import { setTimeout as delay } from 'node:timers/promises';
import { type EventPlace, type LogEvent, placeText } from '../../reader/index.js';
import type { DeliveryRow } from './delivery-table.js';

/** Pause between two writes, so that each writes many outcomes. After a crash, what came in it is sent again. Milliseconds. */
const BETWEEN_MS = 25;
/** Time after which the place is written although nothing was tried. Milliseconds. */
const PLACE_AFTER_MS = 1_000;
const AGAIN_MS = 500;
/** Most outcomes in one statement. */
const MAX_ROWS = 2_000;

interface Options {
  /** The place that is in the book. */
  readonly place: bigint;
  /** @returns false: a replay has begun another round, and nothing is to be written any more */
  readonly write: (place: bigint, rows: readonly DeliveryRow[]) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  /** Time after which an event that could not be tried yet gets a row. Milliseconds. */
  readonly parkAfterMs: number;
}

/** An event of the log that has no row yet. */
interface Begun {
  readonly event: LogEvent;
  /** Monotonic milliseconds. */
  readonly since: number;
}

/**
 * Writes what became of deliveries, many at once, with the place up to which each event has a row. An event without a row
 * holds the place back, so one that waits behind a failure for long gets a row that says so.
 */
export class Results {
  /** In the order of the log. */
  readonly #withoutRow = new Map<string, Begun>();
  /** The newest outcome of each event that is not written. */
  readonly #rows = new Map<string, DeliveryRow>();
  #writing: ReadonlySet<string> = new Set();
  #read: bigint;
  #written: bigint;
  #isOver = false;
  #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly options: Options) {
    this.#read = options.place;
    this.#written = options.place;
  }

  get unwritten(): number {
    return this.#rows.size + this.#writing.size;
  }

  isUnwritten(event: EventPlace): boolean {
    return this.#rows.has(placeText(event)) || this.#writing.has(placeText(event));
  }

  /** The oldest event that was never tried; undefined: there is none. */
  get oldest(): LogEvent | undefined {
    const [oldest] = this.#withoutRow.values();
    return oldest?.event;
  }

  /** Begins to hold the place back for an event. Call it in the order of the log. */
  begin(event: LogEvent): void {
    this.#withoutRow.set(placeText(event), { event, since: performance.now() });
  }

  add(row: DeliveryRow): void {
    this.#rows.set(placeText(row.event), row);
  }

  /** Says that every event up to here was begun. */
  readUpTo(position: bigint): void {
    if (position > this.#read) this.#read = position;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when everything is written, or cannot be. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  get #place(): bigint {
    const { oldest } = this;
    return oldest ? oldest.position - 1n : this.#read;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let placeDueAt = 0;
    while (!this.#isOver) {
      const isLast = signal.aborted;
      if (!isLast) this.#park();
      if (this.#rows.size > 0 || (this.#place > this.#written && performance.now() >= placeDueAt)) {
        if (!(await this.#writeOnce(isLast)) && isLast) return;
        placeDueAt = performance.now() + PLACE_AFTER_MS;
      } else if (isLast) return;
      if (!isLast) await delay(BETWEEN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Gives rows to the events that have waited for long. */
  #park(): void {
    const until = performance.now() - this.options.parkAfterMs;
    for (const [key, { event, since }] of this.#withoutRow) {
      if (since > until || this.#rows.size >= MAX_ROWS) return;
      if (!this.#rows.has(key)) this.#rows.set(key, waitingRow(event));
    }
  }

  /** @returns whether it was written */
  async #writeOnce(isLast: boolean): Promise<boolean> {
    const rows = [...this.#rows.values()].slice(0, MAX_ROWS);
    for (const { event } of rows) {
      this.#rows.delete(placeText(event));
      this.#withoutRow.delete(placeText(event));
    }
    this.#writing = new Set(rows.map(({ event }) => placeText(event)));
    const place = this.#place;
    const { signal } = this.#stopping;
    for (;;) {
      try {
        this.#isOver = !(await this.options.write(place, rows));
        break;
      } catch (error) {
        this.options.onError(error);
      }
      // The events are delivered again.
      if (isLast || signal.aborted) return false;
      await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
    this.#written = place;
    this.#writing = new Set();
    return true;
  }
}

/** The row of an event that was not tried. Its time comes when those before it are over. */
function waitingRow(event: LogEvent): DeliveryRow {
  return {
    ...{ event, status: 'PENDING', attempts: 0, firstAt: null, lastAt: null, nextAt: 'infinity' },
    ...{ responseStatus: null, error: null, durationMs: null },
  };
}
