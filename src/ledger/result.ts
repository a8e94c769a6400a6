import type { Transaction } from '../entities/index.js';
import type { AffectedIds } from './movement.js';
import type { Refusal } from '../domain/index.js';

/** What a key led to, as it is stored with it. */
export type Outcome =
  { readonly done: AffectedIds } | { readonly refused: Refusal } | { readonly many: ManyOutcome };

/** What became of each line of a command that has several. Every `index` is in one of the two. */
export interface ManyOutcome {
  readonly done: readonly { readonly index: number; readonly transactionId: string }[];
  /** Where all or none was asked for and one was refused: that one alone, and nothing was done. */
  readonly refused: readonly { readonly index: number; readonly refused: Refusal }[];
}

/** What `Ledger.submit` resolves to, after the commit. */
export interface Result {
  readonly outcome: Outcome;
  /** True where this is the first outcome of an earlier send of the same key, or nothing had to be done. */
  readonly replayed: boolean;
  /**
   * The transaction just written, so that an answer needs no read for it: only one that cannot have changed
   * by the time that the rest of the answer is read. Not on a replay.
   */
  readonly transaction?: Transaction;
}

/** The queue is full. Nothing was done; the same key can be sent again. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  constructor() {
    super(
      'The gateway has more commands waiting than it can carry. Nothing was done: send the same key again in a moment.',
    );
  }
}

/** The database could not be reached, or a lock was not had in time, before anything was committed. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor(options?: { cause: unknown }) {
    super(
      'The book cannot be reached, or others hold what this needs. Nothing was done: send the same key again in a moment.',
      options,
    );
  }
}

/** The connection was lost during the commit: it may have happened or not. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  constructor(options?: { cause: unknown }) {
    super(
      'The connection to the book was lost during the commit: whether this was done is unknown. Send the same key again to learn it.',
      options,
    );
  }
}
