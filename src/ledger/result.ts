import type { Transaction, Wallet } from '../entities/index.js';
import type { AffectedIds } from './movement.js';
import type { Balance, Refusal } from '../domain/index.js';

/** The outcome of a command, as it is stored with its key. */
export type Outcome =
  { readonly done: AffectedIds } | { readonly refused: Refusal } | { readonly many: ManyOutcome };

/** The outcome of each line of a command with several lines. */
export interface ManyOutcome {
  readonly done: readonly { readonly index: number; readonly transactionId: string }[];
  /** The refused lines. If all or none should succeed, it has only the first of them, and `done` is empty. */
  readonly refused: readonly { readonly index: number; readonly refused: Refusal }[];
}

/**
 * Rows that a commit locked or wrote, at its moment: those that are in the book once it has happened. A row that it neither
 * locked nor wrote is not known here.
 */
export interface CommittedRows {
  transaction(id: string): Transaction | undefined;
  wallet(id: string): Wallet | undefined;
  /** @param wallet one that is known here */
  balance(wallet: Wallet): Balance;
}

/** The result of `Ledger.submit`, after the commit. */
export interface Result {
  readonly outcome: Outcome;
  /** True if this is the outcome of an earlier command with the same key, or if there was nothing to do. */
  readonly replayed: boolean;
  /**
   * The rows as the commit left them. Absent if the command itself changed nothing in it: a replay, a refusal.
   */
  readonly committed?: CommittedRows;
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

const NOTHING_EXECUTED = 'Nothing was executed. Retry with the same idempotencyKey.';

/** Why a command was not executed. */
const REASONS = {
  database: 'The database is unreachable, or it could not do this.',
  closed: 'The gateway is shutting down.',
  late: 'The turn of this mutation did not come in time.',
  abandoned: 'The client went away before the turn of this mutation came.',
  paused: 'The gateway was stopped for a while, and this mutation may be older than it.',
} as const;

/** Nothing was committed, for the reason that the message says. The same key is safe to retry. */
export class UnavailableError extends Error {
  override readonly name: string = 'UnavailableError';
  constructor(
    reason: keyof typeof REASONS | { readonly words: string } = 'database',
    options?: { cause: unknown },
  ) {
    const words = typeof reason === 'string' ? REASONS[reason] : reason.words;
    super(`${words} ${NOTHING_EXECUTED}`, options);
  }
}

/** What a command names that leads to a locked row. Ids are UUIDs; a row without a name of its own has none. */
export interface NamedByCommand {
  readonly type: 'wallet' | 'transaction' | 'quote' | 'other';
  readonly id?: string;
}

/** Another session of the database holds a row that the command needs, and did so until the command's time was over. */
export class LockedError extends UnavailableError {
  override readonly name = 'LockedError';
  constructor(readonly named: NamedByCommand) {
    super({ words: lockedWords(named, (_, id) => id) });
  }

  /** The message with the ids as clients know them. */
  messageWith(idOf: (type: NamedByCommand['type'], uuid: string) => string): string {
    return `${lockedWords(this.named, idOf)} ${NOTHING_EXECUTED}`;
  }
}

function lockedWords(
  { type, id }: NamedByCommand,
  idOf: (type: NamedByCommand['type'], uuid: string) => string,
): string {
  const by = 'is locked by another session of the database.';
  if (id === undefined) return `A row that this mutation needs ${by}`;
  const text = idOf(type, id);
  // A caller who may not see a transaction must not learn its wallet from an error.
  return type === 'wallet' ? `Wallet ${text} ${by}` : `A row of ${type} ${text} ${by}`;
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
