import type { Transaction } from '../entities/index.js';
import type { AffectedIds } from './movement.js';
import type { Refusal } from '../domain/index.js';

/** The outcome of a command, as it is stored with its key. */
export type Outcome =
  { readonly done: AffectedIds } | { readonly refused: Refusal } | { readonly many: ManyOutcome };

/** The outcome of each line of a command with several lines. */
export interface ManyOutcome {
  readonly done: readonly { readonly index: number; readonly transactionId: string }[];
  /** The refused lines. If all or none should succeed, it has only the first of them, and `done` is empty. */
  readonly refused: readonly { readonly index: number; readonly refused: Refusal }[];
}

/** The result of `Ledger.submit`, after the commit. */
export interface Result {
  readonly outcome: Outcome;
  /** True if this is the outcome of an earlier command with the same key, or if there was nothing to do. */
  readonly replayed: boolean;
  /**
   * The transaction just written, so that the payload needs no read for it. Absent on a replay, and if the transaction
   * could change before the rest of the payload is read.
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

/**
 * The database was unreachable, a lock was not granted in time, or the ledger is closed because the gateway shuts down.
 * Nothing was committed.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  constructor({ closed = false, ...options }: { closed?: boolean; cause?: unknown } = {}) {
    const reason = closed
      ? 'The gateway is shutting down.'
      : 'The database is unreachable, or the wallet is locked.';
    super(`${reason} Nothing was executed. Retry with the same idempotencyKey.`, options);
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
