import type { DataSource } from 'typeorm';
import { type KeyedRead, type KeyedValues, SharedSnapshot } from '../../database/index.js';
import type { BookClock } from '../book-clock.js';
import { readError, ReadUnavailableError } from '../read-book.js';
import { type ReadByKeys, Rows, type RowSource } from './rows.js';

export interface RoundOptions {
  /** A pool whose connections pipeline and look rows up. */
  readonly source: DataSource;
  readonly clock: BookClock;
  /** Receives the errors of statements and connections. */
  readonly onFailure: (error: unknown) => void;
  /** Most milliseconds from the first member's arrival to the end of the round. */
  readonly maxMs: number;
}

interface QueuedRead extends KeyedRead {
  resolve(values: KeyedValues): void;
  reject(error: unknown): void;
}

/**
 * One moment of the book, shared by all requests that arrived before it. Members join until it opens, ask for rows, and
 * leave; the last one to leave ends it. Rows that members ask for in one turn of the event loop are read together.
 *
 * A read that PostgreSQL refuses fails for the keys that it concerns. If the connection is lost, or the round takes too
 * long, every member that is still in it gets a ReadUnavailableError, now and for each later read.
 */
export class Round implements RowSource {
  readonly pipelines = true;
  readonly rows: Rows;
  #members = 0;
  #snapshot: SharedSnapshot | undefined;
  #isOpen = false;
  #isReading = false;
  /** Why the members cannot read in this round any more. */
  #lost: Error | undefined;
  #dispatches: (() => void)[] = [];
  #queued: QueuedRead[] = [];
  #reading: readonly QueuedRead[] = [];
  #isScheduled = false;
  readonly #timer: NodeJS.Timeout;
  #onEnd: () => void = () => undefined;

  constructor(private readonly options: RoundOptions) {
    this.rows = new Rows(this, options.clock);
    this.#timer = setTimeout(() => this.#lose(tookTooLong()), options.maxMs);
    this.#timer.unref();
  }

  /** Whether a request may still join: the round has not opened. @param most most members */
  accepts(most: number): boolean {
    return !this.#isOpen && !this.#lost && this.#members < most;
  }

  join(): void {
    this.#members += 1;
  }

  leave(): void {
    this.#members -= 1;
    this.#endIfLeft();
  }

  /**
   * Takes a connection, and reads what the members have asked for.
   * @param onEnd called when the round has ended, or is lost
   */
  async open(onEnd: () => void): Promise<void> {
    this.#onEnd = onEnd;
    this.#isOpen = true;
    if (this.#isLost()) return onEnd();
    this.#isReading = true;
    await this.#connect();
    this.#isReading = false;
    await this.#read();
  }

  async #connect(): Promise<void> {
    try {
      const snapshot = await SharedSnapshot.open(this.options.source);
      if (this.#isLost()) snapshot.end();
      else this.#snapshot = snapshot;
    } catch (error) {
      this.#fail(error);
    }
  }

  schedule(dispatch: () => void): void {
    if (this.#isLost()) {
      setImmediate(dispatch);
      return;
    }
    this.#dispatches.push(dispatch);
    this.#readSoon();
  }

  read<K, V>(keys: readonly K[], read: ReadByKeys<K, V>): Promise<readonly (V | Error)[]> {
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#queued.push({
        count: keys.length,
        read: (manager, from, to) => read(manager, keys.slice(from, to)),
        // `read` made these values.
        resolve: (values) => resolve(this.#withReadErrors(values) as readonly (V | Error)[]),
        reject,
      });
    });
  }

  /** Reads on the next turn of the event loop, when every member whose rows have arrived has asked for more. */
  #readSoon(): void {
    if (this.#isScheduled || this.#isReading || !this.#isOpen) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#read();
    });
  }

  async #read(): Promise<void> {
    const dispatches = this.#dispatches;
    this.#dispatches = [];
    // Each calls `read`, which queues, or rejects if the round is lost.
    for (const dispatch of dispatches) dispatch();
    const snapshot = this.#snapshot;
    const reads = (this.#reading = this.#queued);
    this.#queued = [];
    if (!snapshot || reads.length === 0) return this.#endIfLeft();
    this.#isReading = true;
    try {
      const values = await snapshot.readAll(reads);
      for (const [index, read] of reads.entries()) read.resolve(values[index] ?? []);
    } catch (error) {
      this.#fail(error);
    }
    this.#reading = [];
    this.#isReading = false;
    if (this.#dispatches.length > 0) this.#readSoon();
    else this.#endIfLeft();
  }

  #isLost(): boolean {
    return this.#lost !== undefined;
  }

  #withReadErrors(values: KeyedValues): KeyedValues {
    const failed = values.find((value) => value instanceof Error);
    if (failed === undefined) return values;
    this.options.onFailure(failed);
    return values.map((value) => (value instanceof Error ? readError(value) : value));
  }

  #fail(error: unknown): void {
    if (!this.#lost) this.options.onFailure(error);
    this.#lose(readError(error));
  }

  /** Gives the round up. */
  #lose(error: Error): void {
    if (this.#lost) return;
    this.#lost = error;
    for (const read of [...this.#reading, ...this.#queued]) read.reject(error);
    this.#queued = [];
    this.#snapshot?.destroy();
    this.#end();
    // Whatever the round is doing: each asks for its rows now, and gets the error.
    for (const dispatch of this.#dispatches.splice(0)) dispatch();
  }

  #endIfLeft(): void {
    if (this.#members > 0 || !this.#snapshot || this.#isReading) return;
    if (this.#isScheduled || this.#lost) return;
    this.#lost = new Error('the round has ended');
    this.#snapshot.end();
    this.#end();
  }

  #end(): void {
    this.#snapshot = undefined;
    clearTimeout(this.#timer);
    this.#onEnd();
  }
}

function tookTooLong(): ReadUnavailableError {
  return new ReadUnavailableError({
    isUnreachable: false,
    message: 'Reading the book took too long. Send the query again later.',
  });
}
