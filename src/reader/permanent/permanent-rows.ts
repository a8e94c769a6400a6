import type { BookClock } from '../book-clock.js';
import type { Soon } from '../rounds/rows.js';

export interface PermanentRowsOptions<Row> {
  readonly clock: BookClock;
  nameOf(row: Row): string;
  /** Reads the rows of these names that are in the book now. */
  read(names: readonly string[]): Promise<readonly Row[]>;
}

/**
 * Rows of the book that never change and never go, such as currencies. What is known of them stays true, so they are kept
 * in memory, and a known one costs no read and no promise. Another gateway can have added one that is not known yet: it is
 * looked up in the book, so that no gateway depends on a notification. That costs one read at a time, whoever asks for
 * what: all who ask meanwhile share the next one.
 */
export class PermanentRows<Row extends { readonly createdAt: Date }> {
  readonly #known = new Map<string, Row>();
  #wanted = new Set<string>();
  /** The read that has not begun. */
  #next: Promise<void> | undefined;
  /** Resolves when no read is under way. */
  #idle: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: PermanentRowsOptions<Row>) {}

  /** The row, if this gateway knows it. That it does not says nothing about the book. */
  get(name: string): Row | undefined {
    return this.#known.get(name);
  }

  /**
   * Keeps rows that are in the book. Whatever this gateway commits from now on is not earlier than any of them: by that a
   * replay can tell what was known when its key was stored.
   */
  learn(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#known.set(this.options.nameOf(row), row);
      this.options.clock.observe(row.createdAt);
    }
  }

  /**
   * The row; undefined if the book does not have it. A row that was committed before the call is found.
   * @throws the error of the read
   */
  find(name: string): Soon<Row | undefined> {
    const known = this.#known.get(name);
    if (known) return known;
    this.#wanted.add(name);
    this.#next ??= this.#idle.then(() => this.#read());
    return this.#next.then(() => this.#known.get(name));
  }

  #read(): Promise<void> {
    const names = [...this.#wanted];
    this.#wanted = new Set();
    this.#next = undefined;
    const reading = this.options.read(names).then((rows) => this.learn(rows));
    this.#idle = reading.catch(() => undefined); // those who asked get the error
    return reading;
  }
}
