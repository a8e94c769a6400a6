import type { TransactionKind, TransactionStatus } from '../../domain/index.js';

/** A validated mapping file: where the balances of another system are, and how they come into the book. */
export interface Mapping {
  /** The file's path. Relative paths in it are relative to its folder, and are absolute here. */
  readonly file: string;
  /**
   * The first is authoritative: its balances are those that the book takes over. At least one, except in a mapping for
   * reconciliations that has statements.
   */
  readonly sources: readonly Source[];
  readonly history: HistoryMapping | undefined;
  /** What is to become of the triggers, rules and functions that write mapped columns, by their names. */
  readonly adopt: { readonly drop: readonly string[]; readonly keep: readonly string[] };
  /** Absent: a reconciliation compares all sources, and no statement. */
  readonly reconcile?: ReconcileMapping;
}

/** A source of balances: a column of a table, or the sum of the history. */
export type Source = BalanceSource | { readonly name: string; readonly history: true };

export interface BalanceSource extends Located {
  readonly name: string;
  readonly origin: Origin;
  /** The column with the owner's id. */
  readonly owner: string;
  /** The column with the balance. */
  readonly amount: string;
  /** Rows with other values are left out, as if they were not there. By column. */
  readonly where: Readonly<Record<string, string | null>>;
  /** Columns to keep as the wallet's metadata, under their names. */
  readonly metadata: readonly string[];
}

/** How a row says which of the owner's wallets it is about, and how to read its amount. */
interface Located {
  readonly currency: Value;
  /** The wallet's name in the book. */
  readonly wallet: Value;
  /** Whether amounts are decimals in major units ("104.5"), or whole numbers of minor units ("10450"). */
  readonly unit: 'major' | 'minor';
}

/** A value that is the same for all rows, or a column. */
export type Value = { readonly constant: string } | { readonly column: string };

/** Where rows come from. */
export type Origin =
  | { readonly type: 'csv'; readonly file: string }
  | { readonly type: 'sqlite'; readonly file: string; readonly from: Relation }
  /** `url` is undefined for the database of the book. */
  | { readonly type: 'postgres'; readonly url: string | undefined; readonly from: Relation };

/** A table (PostgreSQL: with its schema, if it is not on the search path), or a SELECT. */
export type Relation = { readonly table: string } | { readonly query: string };

/** Columns of a table of past transactions. */
export interface HistoryMapping extends Located {
  readonly origin: Origin;
  readonly owner: string;
  readonly kind: { readonly column: string; readonly map: Readonly<Record<string, ImportedKind>> };
  readonly status: {
    readonly column: string;
    readonly map: Readonly<Record<string, TransactionStatus>>;
  };
  readonly amount: string;
  /** The column with the moment at which it happened: ISO 8601, with its offset, or in UTC without one. */
  readonly at: string;
  /** Whether the balance of the first source still has a pending payment of the owner, or was lowered as it was requested. */
  readonly pending: PendingIn;
  readonly reference: string | undefined;
  readonly description: string | undefined;
  readonly where: Readonly<Record<string, string | null>>;
}

/** What a reconciliation compares the book with. */
export interface ReconcileMapping {
  /** The names of the sources; undefined: all of them. */
  readonly sources: readonly string[] | undefined;
  readonly statements: readonly StatementMapping[];
}

/** Columns of the statement of a bank or a payment provider, whose lines are transactions of the book. */
export interface StatementMapping {
  readonly name: string;
  readonly origin: Origin;
  /** The column with what the book has as a transaction's reference. It may be empty in some lines. */
  readonly reference: string;
  /** The column with the amount. If a column gives the kind, a WITHDRAWAL may have either sign. */
  readonly amount: string;
  /** The column with the day or moment of booking, as in a history. */
  readonly at: string;
  /** By the value of a column (null: the line is left out), or by the sign of the amount. */
  readonly kind:
    | { readonly column: string; readonly map: Readonly<Record<string, StatementKind | null>> }
    | { readonly positive: StatementKind; readonly negative: StatementKind };
  readonly currency: Value;
  readonly unit: 'major' | 'minor';
  readonly where: Readonly<Record<string, string | null>>;
  /** Only transactions whose metadata has these values are of this statement: another provider has the others. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The days that it covers, such as 2026-11-01, with both; undefined: from its first line to its last. */
  readonly period: { readonly from: string; readonly to: string } | undefined;
  /** The IANA time zone of its days, such as Asia/Jakarta. */
  readonly timeZone: string;
  /** What may differ: an amount in major units, and days. */
  readonly tolerance: { readonly amount: string; readonly days: number };
}

/** The kinds that move money into the book or out of it. */
export type StatementKind = Extract<TransactionKind, 'DEPOSIT' | 'WITHDRAWAL'>;

export type PendingIn = 'included' | 'deducted';

/**
 * The kinds as which past transactions can be imported: those that one line explains whole. A COMMISSION, a REFUND or a
 * REVERSAL follows from another transaction, a TRANSFER or an EXCHANGE has a second wallet, a BONUS is paid once a day.
 * An ADJUSTMENT takes the sign of its amount.
 */
export type ImportedKind = Extract<
  TransactionKind,
  'DEPOSIT' | 'WITHDRAWAL' | 'PURCHASE' | 'EARNING' | 'ADJUSTMENT'
>;
