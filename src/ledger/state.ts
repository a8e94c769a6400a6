import { uuidv7 } from 'uuidv7';
import type { Transaction, Wallet } from '../entities/index.js';
import { MAX_AMOUNT } from '../money/amount.js';
import type { Currency } from '../money/currency.js';
import { balanceOf, type Balance, type ChainHead } from './balance.js';
import { emptyDraft, type Draft, type NewEntry } from './draft.js';
import type { AccountHead } from './heads.js';
import type { AccountName, LockedState, Plan, Posting } from './movement.js';
import type { Refusal } from './refusal.js';
import { WALLET_ACCOUNTS, type WalletAccount } from './vocabulary.js';

/** What was read under the locks. */
export interface LoadedRows {
  readonly now: Date;
  readonly currencies: ReadonlyMap<string, Currency>;
  readonly wallets: readonly Wallet[];
  readonly transactions: readonly Transaction[];
  readonly heads: readonly AccountHead[];
  /** By transaction. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** Reversed transaction → the one that reversed it. */
  readonly reversals: ReadonlyMap<string, string>;
}

/**
 * The locked rows in memory, moved forward by one command after another: each sees what those
 * before it in the batch did. `draft` gathers what must be written for it to be so in the book.
 */
export class BatchState implements LockedState {
  readonly now: Date;
  readonly draft: Draft = emptyDraft();
  readonly #currencies: ReadonlyMap<string, Currency>;
  readonly #wallets = new Map<string, Wallet>();
  readonly #walletsByOwner = new Map<string, Wallet>();
  readonly #transactions = new Map<string, Transaction>();
  readonly #heads = new Map<string, AccountHead>();
  readonly #postings: Map<string, readonly Posting[]>;
  readonly #reversals: Map<string, string>;

  constructor(rows: LoadedRows) {
    this.now = rows.now;
    this.#currencies = rows.currencies;
    for (const wallet of rows.wallets) this.#keepWallet(wallet);
    for (const transaction of rows.transactions)
      this.#transactions.set(transaction.id, transaction);
    for (const head of rows.heads) this.#heads.set(accountText(head), head);
    this.#postings = new Map(rows.postings);
    this.#reversals = new Map(rows.reversals);
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
  reversalOf(transactionId: string): string | undefined {
    return this.#reversals.get(transactionId);
  }
  postings(transactionId: string): readonly Posting[] {
    return this.#postings.get(transactionId) ?? [];
  }
  balance(wallet: Wallet): Balance {
    return balanceOf(wallet.currency, this.#headsOf(wallet));
  }
  isEmpty(wallet: Wallet): boolean {
    return Object.values(this.#headsOf(wallet)).every((head) => head.balance === 0n);
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
    if (plan.transaction) this.#record(plan.transaction, plan.postings ?? []);
    if (plan.transactionChange) this.#changeTransaction(plan.transactionChange);
    for (const entry of entries) this.#append(entry);
    return undefined;
  }

  /** The entries that the postings make, or undefined where one would not fit. */
  #nextEntries(plan: Plan): NewEntry[] | undefined {
    const transactionId = plan.transaction?.id ?? plan.transactionChange?.id;
    const heads = new Map<string, AccountHead>();
    const entries: NewEntry[] = [];
    for (const posting of plan.postings ?? []) {
      if (transactionId === undefined) throw new Error('postings without a transaction');
      const name = accountText(posting.account);
      const account = heads.get(name) ?? this.#headFor(posting.account);
      const balance = account.balance + posting.amount;
      if (balance > MAX_AMOUNT || balance < -MAX_AMOUNT) return undefined;
      const seq = account.seq + 1;
      entries.push({
        account,
        seq,
        transactionId,
        phase: posting.phase,
        amount: posting.amount,
        balance,
      });
      heads.set(name, { ...account, seq, balance });
    }
    return entries;
  }

  /** A wallet's account comes to be with its first entry; the house's are always there. */
  #headFor(account: AccountName): AccountHead {
    const head = this.#heads.get(accountText(account));
    if (head) return head;
    if (account.walletId === null || !this.#wallets.has(account.walletId))
      throw new Error(`a movement posts to ${account.kind}, which it did not lock`);
    return { ...account, accountId: uuidv7(), seq: 0, balance: 0n, lastAt: null };
  }

  #append(entry: NewEntry): void {
    const name = accountText(entry.account);
    if (!this.#heads.has(name)) this.draft.openedAccounts.push(entry.account);
    this.#heads.set(name, {
      ...entry.account,
      seq: entry.seq,
      balance: entry.balance,
      lastAt: this.now,
    });
    this.draft.entries.push(entry);
  }

  #open(wallet: Wallet): void {
    this.#keepWallet(wallet);
    this.draft.openedWallets.push(wallet);
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
    this.draft.changedWallets.set(changed.id, changed);
  }

  #record(transaction: Transaction, postings: readonly Posting[]): void {
    this.#transactions.set(transaction.id, transaction);
    this.#postings.set(transaction.id, postings);
    if (transaction.kind === 'REVERSAL' && transaction.originalId)
      this.#reversals.set(transaction.originalId, transaction.id);
    this.draft.newTransactions.set(transaction.id, transaction);
  }

  #changeTransaction(change: NonNullable<Plan['transactionChange']>): void {
    const transaction = this.#transactions.get(change.id);
    if (!transaction) throw new Error('a movement changes a transaction that it did not lock');
    const changed: Transaction = {
      ...transaction,
      status: change.status,
      statusReason: change.reason,
      completedAt: change.status === 'COMPLETED' ? this.now : transaction.completedAt,
    };
    this.#transactions.set(changed.id, changed);
    this.draft.changedTransactions.set(changed.id, changed);
  }

  #keepWallet(wallet: Wallet): void {
    this.#wallets.set(wallet.id, wallet);
    this.#walletsByOwner.set(`${wallet.ownerId}\0${wallet.currency}`, wallet);
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

function amountTooLarge(): Refusal {
  return {
    code: 'AMOUNT_TOO_LARGE',
    message: `This would bring an account past ${MAX_AMOUNT} minor units, the most that one can hold.`,
  };
}
