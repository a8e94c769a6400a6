import type { TransactionKind, TransactionStatus } from '../../domain/index.js';

/** A validated mapping file: where the balances of another system are, and how they come into the book. */
export interface Mapping {
  /** The file's path. Relative paths in it are relative to its folder, and are absolute here. */
  readonly file: string;
  /** At least one. The first is authoritative: its balances are those that the book takes over. */
  readonly sources: readonly Source[];
  readonly history: HistoryMapping | undefined;
  /** What is to become of the triggers, rules and functions that write mapped columns, by their names. */
  readonly adopt: { readonly drop: readonly string[]; readonly keep: readonly string[] };
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
  readonly reference: string | undefined;
  readonly description: string | undefined;
  readonly where: Readonly<Record<string, string | null>>;
}

/**
 * The kinds as which past transactions can be imported: those that one line explains whole. A COMMISSION, a REFUND or a
 * REVERSAL follows from another transaction, a TRANSFER or an EXCHANGE has a second wallet, a BONUS is paid once a day.
 * An ADJUSTMENT takes the sign of its amount.
 */
export type ImportedKind = Extract<
  TransactionKind,
  'DEPOSIT' | 'WITHDRAWAL' | 'PURCHASE' | 'EARNING' | 'ADJUSTMENT'
>;
