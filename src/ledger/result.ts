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

/** The queue is full. Nothing was executed, so the same key is safe to retry. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  constructor() {
    super(
      "The gateway's command queue is full. Nothing was executed. Retry with the same idempotencyKey.",
    );
  }
}

/** The database was unreachable, or a lock was not granted in time. Nothing was committed. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor(options?: { cause: unknown }) {
    super(
      'The database is unreachable, or the wallet is locked. Nothing was executed. Retry with the same idempotencyKey.',
      options,
    );
  }
}

/** The connection was lost during the commit, so PostgreSQL may or may not have committed. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  constructor(options?: { cause: unknown }) {
    super(
      'The connection to the database was lost during the commit, so the outcome is unknown. Send the same idempotencyKey again to learn it.',
      options,
    );
  }
}
