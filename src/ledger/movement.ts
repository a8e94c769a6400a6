import type { AccountName } from '../domain/index.js';
import type { ExchangeQuote, Transaction, Wallet } from '../entities/index.js';
import type { Viewer } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import type { Currency } from '../money/index.js';
import type { Balance } from '../domain/index.js';
import type { CreditTerms } from '../domain/index.js';
import type { Refusal } from '../domain/index.js';
import type { Phase, SystemAccount, TransactionStatus } from '../domain/index.js';

/**
 * The rules of one thing that can be done to the book. Pure: `decide` sees the locked state and says
 * what follows, and the ledger alone writes it. `I` is the input as the mutation takes it, without
 * the idempotency key; it must be JSON but for bigints and Decimals, because its hash is stored.
 */
export interface Movement<I> {
  /** The mutation's name: part of what an idempotency key stands for. */
  readonly name: string;
  /** How many lines it has, where it can have several: a commit takes so many commands, lines counted. */
  weight?(input: I): number;
  /** The rows that must be locked before `decide` may look. */
  locks(input: I): Locks;
  /** Under those locks: what follows, or why not. */
  decide(input: I, by: Viewer, state: LockedState): Changes | MultiDecision | Refusal;
}

/**
 * Several plans under one key, decided in turn: each sees what those before it did. Each stands or is
 * refused by itself; `atomic`: where one is refused none stands.
 */
export interface MultiDecision {
  readonly atomic: boolean;
  readonly lines: readonly (() => Changes | Refusal)[];
}

export interface Locks {
  readonly wallets?: readonly string[];
  /** Transactions, and with each the wallets it is about and what followed from it. */
  readonly transactions?: readonly string[];
  /** Whether the entries of those transactions are needed, and the house accounts in them. */
  readonly entries?: boolean;
  /** The wallet of this owner and currency, which may not exist yet. */
  readonly openWallet?: { readonly ownerId: string; readonly currency: string };
  /** Quotes, and with each the wallets that it is about. */
  readonly quotes?: readonly string[];
  /** Whether the credit lines of `wallets` are needed. */
  readonly creditLines?: boolean;
  /** Whether the newest bonuses of `wallets` are needed. */
  readonly bonuses?: boolean;
  /** The house's accounts, in the currency of every wallet that this command locks. */
  readonly systemAccounts?: readonly SystemAccount[];
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
  /** What names this transaction as its original: its reversal, refunds, commissions. */
  followersOf(transactionId: string): readonly Transaction[];
  /** What the transaction wrote so far. */
  postings(transactionId: string): readonly Posting[];
  /** The one in force. */
  creditLine(walletId: string): CreditTerms;
  /** When the wallet was last given a bonus. */
  lastBonusAt(walletId: string): Date | undefined;
  quote(id: string): ExchangeQuote | undefined;
  isQuoteUsed(quoteId: string): boolean;
  readonly settings: Settings;
}

/** What holds for every batch of a gateway. */
export interface RuleContext {
  readonly currencies: ReadonlyMap<string, Currency>;
  readonly settings: Settings;
}

/** What this gateway's operator decided. */
export interface Settings {
  /** Minor units of a day's bonus, for currencies where it is not one unit. */
  readonly dailyBonus: ReadonlyMap<string, Amount>;
}

/** What a command was about, by ids. */
export interface AffectedIds {
  readonly walletId?: string;
  readonly transactionId?: string;
  readonly quoteId?: string;
  readonly revocation?: Revocation;
}

/** Whose tokens were revoked, and which of them: those issued up to this moment's second. */
export interface Revocation {
  readonly subject: string;
  /** The commit's moment as `Date.toISOString` writes it, because an outcome is stored as JSON. */
  readonly revokedAt: string;
}

/** What follows from a command. Everything in it is written in one commit, or nothing. */
export interface Changes {
  readonly newWallet?: Wallet;
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
  readonly creditLine?: { readonly walletId: string } & CreditTerms;
  readonly quote?: ExchangeQuote;
  /** Of the tokens issued until now. */
  readonly revocation?: { readonly subject: string; readonly reason: string };
  /** What the command is about, if nothing follows from it. Otherwise the ledger sees it in what follows. */
  readonly affected?: AffectedIds;
  /** The command had been done before, under another key (opening a wallet that is there). */
  readonly replayed?: boolean;
}
