import type { Transaction, Wallet } from '../entities/index.js';
import type { Viewer } from '../auth/viewer.js';
import type { Amount } from '../money/amount.js';
import type { Currency } from '../money/currency.js';
import type { Balance } from './balance.js';
import type { Refusal } from './refusal.js';
import type { AccountKind, Phase, SystemAccount, TransactionStatus } from './vocabulary.js';

/**
 * The rules of one thing that can be done to the book. Pure: `decide` sees the locked state and says
 * what follows, and the ledger alone writes it. `I` is the input as the mutation takes it, without
 * the idempotency key; it must be JSON but for bigints and Decimals, because its hash is stored.
 */
export interface Movement<I> {
  /** The mutation's name: part of what an idempotency key stands for. */
  readonly name: string;
  /** The rows that must be locked before `decide` may look. */
  locks(input: I): Locks;
  /** Under those locks: what follows, or why not. */
  decide(input: I, by: Viewer, state: LockedState): Plan | Refusal;
}

export interface Locks {
  readonly wallets?: readonly string[];
  /** Transactions, and with each the wallets it is about. */
  readonly transactions?: readonly string[];
  /** Whether the entries of those transactions are needed, and the house accounts in them. */
  readonly entries?: boolean;
  /** The wallet of this owner and currency, which may not exist yet. */
  readonly opening?: { readonly ownerId: string; readonly currency: string };
  /** The house's accounts, in the currency of every wallet that this command locks. */
  readonly house?: readonly SystemAccount[];
}

/** An account, named by its wallet (`null`: the house's) and kind. */
export interface AccountName {
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
}

/** One entry to write: signed minor units on an account. */
export interface Posting {
  readonly account: AccountName;
  readonly phase: Phase;
  readonly amount: Amount;
}

/** What the rules see: rows that are locked, as they are now, with the batch's earlier commands in. */
export interface LockedState {
  /** The moment of this commit by the database's clock, in whole milliseconds. */
  readonly now: Date;
  /** A fresh UUIDv7. */
  newId(): string;
  currency(code: string): Currency | undefined;
  wallet(id: string): Wallet | undefined;
  walletOf(ownerId: string, currency: string): Wallet | undefined;
  /** The same figures that a query shows. */
  balance(wallet: Wallet): Balance;
  /** False while any account of the wallet, what is owed included, is not zero. */
  isEmpty(wallet: Wallet): boolean;
  transaction(id: string): Transaction | undefined;
  /** The transaction that reversed this one. */
  reversalOf(transactionId: string): string | undefined;
  /** What the transaction wrote so far. */
  postings(transactionId: string): readonly Posting[];
}

/** What follows from a command. Everything in it is written in one commit, or nothing. */
export interface Plan {
  readonly opened?: Wallet;
  readonly walletChange?: {
    readonly id: string;
    readonly status: Wallet['status'];
    readonly reason: string;
  };
  readonly transaction?: Transaction;
  readonly transactionChange?: {
    readonly id: string;
    readonly status: TransactionStatus;
    readonly reason: string | null;
  };
  readonly postings?: readonly Posting[];
  /** What the answer is about. At least one of the two. */
  readonly answer: { readonly walletId?: string; readonly transactionId?: string };
  /** The command had been done before, under another key (opening a wallet that is there). */
  readonly replayed?: boolean;
}
