import type { Round } from './round.js';
import type { Rows } from './rows.js';

/** Reads rows of the book at one moment. Call `end` afterwards. */
export interface RowReader {
  /** @throws Error if the reader has ended: a later read would see another moment */
  readonly rows: Pick<Rows, keyof Rows>;
  /** Safe to call at any time, and more than once. */
  end(): Promise<void>;
}

/** Reads the rows of one request in a round. The first read joins it. */
export class RoundReader implements RowReader {
  #round: Round | undefined;
  #ended = false;

  constructor(private readonly rounds: { join(): Round }) {}

  get rows(): Rows {
    if (this.#ended) throw new Error('the reader has ended: read through a new one');
    this.#round ??= this.rounds.join();
    return this.#round.rows;
  }

  end(): Promise<void> {
    if (!this.#ended) this.#round?.leave();
    this.#ended = true;
    return Promise.resolve();
  }
}
