import { uuidv7 } from 'uuidv7';
import type { ExchangeQuote, Transaction, Wallet } from '../entities/index.js';
import { MAX_AMOUNT } from '../money/amount.js';
import type { Currency } from '../money/currency.js';
import { balanceOf, type Balance, type ChainHead } from './balance.js';
import { emptyDraft, type Draft, type NewEntry } from './draft.js';
import type { AccountHead } from './heads.js';
import { Journal } from './journal.js';
import type { AccountName, CreditTerms, LockedState, Plan, Posting, Settings } from './movement.js';
import type { Refusal } from './refusal.js';
import type { HouseShard } from './shard.js';
import { WALLET_ACCOUNTS, type WalletAccount } from './vocabulary.js';

/** What was read under the locks. */
export interface LoadedRows {
  readonly now: Date;
  readonly currencies: ReadonlyMap<string, Currency>;
  readonly settings: Settings;
  readonly wallets: readonly Wallet[];
  readonly transactions: readonly Transaction[];
  /** What names one of the transactions as its original. */
  readonly followers: readonly Transaction[];
  readonly heads: readonly AccountHead[];
  /** Where system accounts are posted to; undefined if none is. */
  readonly shard: HouseShard | undefined;
  /** By transaction. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** By wallet, with the seq of the row in force. */
  readonly creditLines: ReadonlyMap<string, CreditTerms & { readonly seq: number }>;
  /** By wallet. */
  readonly lastBonuses: ReadonlyMap<string, Date>;
  readonly quotes: readonly ExchangeQuote[];
  readonly usedQuotes: readonly string[];
}

const NO_CREDIT = { approved: false, limit: 0n, seq: 0 };

/**
 * The locked rows in memory, moved forward by one command after another: each sees what those
 * before it in the batch did. `draft` gathers what must be written for it to be so in the book.
 */
export class BatchState implements LockedState {
  readonly now: Date;
  readonly settings: Settings;
  readonly draft: Draft = emptyDraft();
  readonly #journal = new Journal();
  readonly #currencies: ReadonlyMap<string, Currency>;
  readonly #wallets = new Map<string, Wallet>();
  readonly #walletsByOwner = new Map<string, Wallet>();
  readonly #transactions = new Map<string, Transaction>();
  /** By the original's id. */
  readonly #followers = new Map<string, readonly Transaction[]>();
  readonly #heads = new Map<string, AccountHead>();
  readonly #shard: number;
  /** By `accountText`: the system accounts that may be posted to. */
  readonly #house: ReadonlySet<string>;
  readonly #postings: Map<string, readonly Posting[]>;
  readonly #creditLines: Map<string, CreditTerms & { readonly seq: number }>;
  readonly #lastBonuses: Map<string, Date>;
  readonly #quotes = new Map<string, ExchangeQuote>();
  readonly #usedQuotes: Map<string, true>;

  constructor(rows: LoadedRows) {
    this.now = rows.now;
    this.settings = rows.settings;
    this.#currencies = rows.currencies;
    for (const wallet of rows.wallets) this.#keepWallet(wallet);
    for (const transaction of rows.transactions)
      this.#transactions.set(transaction.id, transaction);
    for (const follower of rows.followers) this.#keepFollower(follower);
    for (const head of rows.heads) this.#heads.set(accountText(head), head);
    this.#shard = rows.shard?.number ?? 0;
    this.#house = new Set(rows.shard?.accounts.map(accountText));
    for (const quote of rows.quotes) this.#quotes.set(quote.id, quote);
    this.#postings = new Map(rows.postings);
    this.#creditLines = new Map(rows.creditLines);
    this.#lastBonuses = new Map(rows.lastBonuses);
    this.#usedQuotes = new Map(rows.usedQuotes.map((id) => [id, true]));
  }

  newId(): string {
    return uuidv7();
  }
  currency(code: string): Currency | undefined {
    return this.#currencies.get(code);
  }
  wallet(id: string): Wallet | undefined {
    return this.#wallets.get(id);
  }
  walletOf(ownerId: string, currency: string): Wallet | undefined {
    return this.#walletsByOwner.get(`${ownerId}\0${currency}`);
  }
  transaction(id: string): Transaction | undefined {
    return this.#transactions.get(id);
  }
  followersOf(transactionId: string): readonly Transaction[] {
    return this.#followers.get(transactionId) ?? [];
  }
  postings(transactionId: string): readonly Posting[] {
    return this.#postings.get(transactionId) ?? [];
  }
  creditLine(walletId: string): CreditTerms {
    return this.#creditLines.get(walletId) ?? NO_CREDIT;
  }
  lastBonusAt(walletId: string): Date | undefined {
    return this.#lastBonuses.get(walletId);
  }
  quote(id: string): ExchangeQuote | undefined {
    return this.#quotes.get(id);
  }
  isQuoteUsed(quoteId: string): boolean {
    return this.#usedQuotes.has(quoteId);
  }
  balance(wallet: Wallet): Balance {
    return balanceOf(wallet.currency, this.#headsOf(wallet));
  }
  isEmpty(wallet: Wallet): boolean {
    return Object.values(this.#headsOf(wallet)).every((head) => head.balance === 0n);
  }

  /** Does the work, and takes back all that it applied where it gives false. */
  attempt(work: () => boolean): void {
    this.#journal.attempt(work);
  }

  /**
   * Moves the state forward, or leaves it untouched and says why: no account carries more than
   * numeric(38,0) holds.
   */
  apply(plan: Plan, by: string): Refusal | undefined {
    const entries = this.#nextEntries(plan);
    if (!entries) return amountTooLarge();
    if (plan.opened) this.#open(plan.opened);
    if (plan.walletChange) this.#changeWallet(plan.walletChange, by);
    if (plan.transaction) this.#record(plan.transaction);
    if (plan.transactionChange) this.#changeTransaction(plan.transactionChange, by);
    if (plan.postings) this.#keepPostings(plan, plan.postings);
    if (plan.creditLine) this.#setCreditLine(plan.creditLine, by);
    if (plan.quote) this.#addQuote(plan.quote);
    if (plan.revocation) this.#revoke(plan.revocation, by);
    for (const entry of entries) this.#append(entry);
    return undefined;
  }

  /** The entries that the postings make, or undefined where one would not fit. */
  #nextEntries(plan: Plan): NewEntry[] | undefined {
    const heads = new Map<string, AccountHead>();
    const entries: NewEntry[] = [];
    for (const posting of plan.postings ?? []) {
      const name = accountText(posting.account);
      const account = heads.get(name) ?? this.#headFor(posting.account);
      const balance = account.balance + posting.amount;
      if (balance > MAX_AMOUNT || balance < -MAX_AMOUNT) return undefined;
      const seq = account.seq + 1;
      entries.push({
        account,
        seq,
        transactionId: transactionOf(plan),
        phase: posting.phase,
        amount: posting.amount,
        balance,
      });
      heads.set(name, { ...account, seq, balance });
    }
    return entries;
  }

  /** An account begins with its first entry; so does a system account in a shard that is new to it. */
  #headFor(account: AccountName): AccountHead {
    const head = this.#heads.get(accountText(account));
    if (head) return head;
    const { walletId } = account;
    if (walletId === null ? !this.#house.has(accountText(account)) : !this.#wallets.has(walletId))
      throw new Error(`a movement posts to ${account.kind}, which it did not lock`);
    return { ...account, accountId: uuidv7(), seq: 0, balance: 0n, lastAt: null };
  }

  #append(entry: NewEntry): void {
    const name = accountText(entry.account);
    if (!this.#heads.has(name)) this.#openAccount(entry.account);
    this.#journal.set(this.#heads, name, {
      ...entry.account,
      seq: entry.seq,
      balance: entry.balance,
      lastAt: this.now,
    });
    this.#journal.push(this.draft.entries, entry);
  }

  #openAccount(account: AccountHead): void {
    const shard = account.walletId === null ? this.#shard : 0;
    this.#journal.push(this.draft.openedAccounts, { ...account, shard });
  }

  #open(wallet: Wallet): void {
    this.#keepWallet(wallet);
    this.#journal.push(this.draft.openedWallets, wallet);
  }

  #changeWallet(change: NonNullable<Plan['walletChange']>, by: string): void {
    const wallet = this.#wallets.get(change.id);
    if (!wallet) throw new Error('a movement changes a wallet that it did not lock');
    const changed: Wallet = {
      ...wallet,
      status: change.status,
      statusReason: change.reason,
      statusChangedBy: by,
      statusChangedAt: this.now,
    };
    this.#keepWallet(changed);
    this.#journal.set(this.draft.changedWallets, changed.id, changed);
  }

  #record(transaction: Transaction): void {
    this.#journal.set(this.#transactions, transaction.id, transaction);
    this.#journal.set(this.draft.newTransactions, transaction.id, transaction);
    if (transaction.originalId) this.#keepFollower(transaction);
    if (transaction.quoteId) this.#journal.set(this.#usedQuotes, transaction.quoteId, true);
    if (transaction.kind === 'BONUS')
      this.#journal.set(this.#lastBonuses, transaction.walletId, transaction.createdAt);
  }

  #changeTransaction(change: NonNullable<Plan['transactionChange']>, by: string): void {
    const transaction = this.#transactions.get(change.id);
    if (!transaction) throw new Error('a movement changes a transaction that it did not lock');
    const changed: Transaction = {
      ...transaction,
      status: change.status,
      statusReason: change.reason,
      completedAt: change.status === 'COMPLETED' ? this.now : transaction.completedAt,
      statusChangedBy: by,
      statusChangedAt: this.now,
    };
    this.#journal.set(this.#transactions, changed.id, changed);
    this.#journal.set(this.draft.changedTransactions, changed.id, changed);
  }

  #keepPostings(plan: Plan, postings: readonly Posting[]): void {
    const id = transactionOf(plan);
    this.#journal.set(this.#postings, id, [...this.postings(id), ...postings]);
  }

  #setCreditLine({ walletId, approved, limit }: NonNullable<Plan['creditLine']>, by: string): void {
    const seq = (this.#creditLines.get(walletId)?.seq ?? 0) + 1;
    const line = { walletId, seq, approved, limit, setBy: by, createdAt: this.now };
    this.#journal.set(this.#creditLines, walletId, line);
    this.#journal.push(this.draft.creditLines, line);
  }

  #addQuote(quote: ExchangeQuote): void {
    this.#journal.set(this.#quotes, quote.id, quote);
    this.#journal.push(this.draft.quotes, quote);
  }

  /** The first of a commit is written down: a second says the same of the same tokens. */
  #revoke({ subject, reason }: NonNullable<Plan['revocation']>, by: string): void {
    if (this.draft.revocations.has(subject)) return;
    const revocation = { subject, revokedAt: this.now, reason, revokedBy: by };
    this.#journal.set(this.draft.revocations, subject, revocation);
  }

  #keepFollower(follower: Transaction): void {
    const original = follower.originalId ?? '';
    this.#journal.set(this.#followers, original, [...this.followersOf(original), follower]);
  }

  #keepWallet(wallet: Wallet): void {
    this.#journal.set(this.#wallets, wallet.id, wallet);
    this.#journal.set(this.#walletsByOwner, `${wallet.ownerId}\0${wallet.currency}`, wallet);
  }

  #headsOf(wallet: Wallet): Partial<Record<WalletAccount, ChainHead>> {
    const heads: Partial<Record<WalletAccount, ChainHead>> = {};
    for (const kind of WALLET_ACCOUNTS) {
      const head = this.#heads.get(
        accountText({ walletId: wallet.id, kind, currency: wallet.currency }),
      );
      if (head) heads[kind] = head;
    }
    return heads;
  }
}

function accountText({ walletId, kind, currency }: AccountName): string {
  return `${walletId ?? ''}/${currency}/${kind}`;
}

/** The transaction that a plan's postings belong to. */
function transactionOf(plan: Plan): string {
  const id = plan.transaction?.id ?? plan.transactionChange?.id;
  if (id === undefined) throw new Error('postings without a transaction');
  return id;
}

function amountTooLarge(): Refusal {
  return {
    code: 'AMOUNT_TOO_LARGE',
    message: `This would bring an account past ${MAX_AMOUNT} minor units, the most that one can hold.`,
  };
}
