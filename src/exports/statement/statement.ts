import type { Balance, TransactionKind } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';

/** The wallet of a statement, as a reader knows it. */
export interface StatementWallet {
  /** `wal_…` */
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  /** The name that the owner has set. */
  readonly displayName: string | null;
  readonly currency: string;
  /** Digits of the currency after the point. */
  readonly digits: number;
}

/** What moved a wallet's money in a period. Amounts are in minor units. */
export interface Statement {
  readonly wallet: StatementWallet;
  /** The beginning, inclusive. */
  readonly from: Date;
  /** The end, exclusive. Nothing that is written later has an earlier moment. */
  readonly to: Date;
  /** The IANA name of the time zone in which moments are shown. */
  readonly timeZone: string;
  /** When the book was read. */
  readonly asOf: Date;
  /** The balance right before `from`. */
  readonly opening: Balance;
  /** The balance right before `to`. Its total is that of `opening` and the amounts of all lines. */
  readonly closing: Balance;
  /** In the order of the vocabulary, without kinds that have no line. */
  readonly totals: readonly StatementTotal[];
}

/** The lines of one kind. */
export interface StatementTotal {
  readonly kind: TransactionKind;
  /** Number of lines. */
  readonly count: number;
  /** Sum of the lines that added money; not below zero. */
  readonly moneyIn: Amount;
  /** Sum of the lines that took money away; not above zero. */
  readonly moneyOut: Amount;
}

/** One event that changed `Balance.total`. */
export interface StatementLine {
  readonly at: Date;
  /** When the transaction took effect, if the caller sent a moment of its own. */
  readonly effectiveAt: Date | null;
  readonly kind: TransactionKind;
  /** FAILED: a completed transaction was taken back. */
  readonly status: 'COMPLETED' | 'FAILED';
  /** `txn_…` */
  readonly transactionId: string;
  /** The change of `Balance.total`; negative if it went down. */
  readonly amount: Amount;
  /** `Balance.total` right after it. */
  readonly balance: Amount;
  readonly reference: string | null;
  readonly description: string | null;
  /** The name of the wallet on the other side, as far as the reader of the statement may know it. */
  readonly counterparty: string | null;
}

/** The lines of a statement in the order of the book, oldest first, some at a time. */
export type StatementLines = AsyncIterable<readonly StatementLine[]>;

/**
 * Writes a statement in a format of files, a piece at a time. It reads on only when the piece before was taken, so that a
 * slow reader costs no memory.
 */
export type StatementFormat = (
  statement: Statement,
  lines: StatementLines,
) => AsyncIterable<Uint8Array | string>;
