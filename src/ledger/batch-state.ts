import { uuidv7 } from 'uuidv7';
import type {
  Currency,
  ExchangeQuote,
  SystemAccount as SystemAccountRow,
  Transaction,
  Wallet,
} from '../entities/index.js';
import {
  type AccountName,
  type Balance,
  balanceOf,
  type ChainHead,
  type CreditTerms,
  type Refusal,
  type SystemAccount,
  WALLET_ACCOUNTS,
  type WalletAccount,
  walletIdsOf,
} from '../domain/index.js';
import { transactionOf } from './affected.js';
import { AlertState } from './alert-state.js';
import { withFurtherWallets } from './further-wallets.js';
import { accountText, ownerText, walletText } from './row-texts.js';
import { chainTooLargeRefusal, fitsChain } from './chain-limit.js';
import {
  changedColumns,
  emptyPendingWrites,
  type PendingWrites,
  type NewEntry,
} from './pending-writes.js';
import type { AccountHead } from '../reader/index.js';
import { firstAccountsOf } from './currencies.js';
import type { LoadedRows } from './load/loaded-rows.js';
import { GrowingLookUp } from './load/looked-up.js';
import { ScheduleState } from './schedule-state.js';
import { WebhookState } from './webhook-state.js';
import { UndoLog } from './undo-log.js';
import type { LockedState, Changes, LastBonus, Posting, Settings, WalletName } from './movement.js';

/**
 * The locked rows in memory. One command after another changes them, and each sees the changes of the commands before it
 * in the batch. `pendingWrites` collects the rows to write.
 */
export class BatchState implements LockedState {
  readonly now: Date;
  readonly settings: Settings;
  readonly pendingWrites: PendingWrites = emptyPendingWrites();
  readonly #undoLog = new UndoLog();
  /** By code. */
  readonly currencies: GrowingLookUp<Currency>;
  readonly #systemAccounts: GrowingLookUp<Pick<SystemAccountRow, 'name'>>;
  readonly #wallets = new Map<string, Wallet>();
  readonly #walletsByName = new Map<string, Wallet>();
  readonly #walletCounts: Map<string, number>;
  readonly #transactions = new Map<string, Transaction>();
  readonly #pending: readonly Transaction[];
  /** By the original's id. */
  readonly #followers = new Map<string, readonly Transaction[]>();
  readonly #heads = new Map<string, AccountHead>();
  /** undefined: no command posts to a system account. */
  readonly #shard: number | undefined;
  /** The system accounts to which commands may post, by `accountText`. */
  readonly #lockedAccounts: ReadonlySet<string>;
  readonly #postings: Map<string, readonly Posting[]>;
  readonly #creditLines: Map<string, CreditTerms & { readonly seq: number }>;
  readonly #lastBonuses: Map<string, LastBonus>;
  readonly #quotes = new Map<string, ExchangeQuote>();
  readonly #usedQuotes: Map<string, true>;
  readonly schedules: ScheduleState;
  readonly alerts: AlertState;
  readonly webhooks: WebhookState;
  readonly isFindingAbout: (findingId: string, walletId: string) => boolean;

  constructor(rows: LoadedRows) {
    this.now = rows.now;
    this.settings = rows.settings;
    this.currencies = new GrowingLookUp(rows.currencies, this.#undoLog);
    this.#systemAccounts = new GrowingLookUp(rows.systemAccounts, this.#undoLog);
    this.#walletCounts = new Map(rows.walletCounts);
    for (const wallet of rows.wallets) this.#keepWallet(wallet);
    for (const one of rows.transactions) this.#transactions.set(one.id, one);
    this.#pending = rows.pending;
    for (const follower of rows.followers) this.#keepFollower(follower);
    for (const head of rows.heads) this.#heads.set(accountText(head), head);
    this.#shard = rows.shard?.number;
    this.#lockedAccounts = new Set(rows.shard?.accounts.map(accountText));
    for (const quote of rows.quotes) this.#quotes.set(quote.id, quote);
    this.schedules = new ScheduleState(rows, this.pendingWrites, this.#undoLog);
    this.alerts = new AlertState(rows, this.pendingWrites, this.#undoLog);
    this.webhooks = new WebhookState(rows, this.pendingWrites, this.#undoLog);
    this.#postings = new Map(rows.postings);
    this.#creditLines = new Map(rows.creditLines);
    this.#lastBonuses = new Map(rows.lastBonuses);
    this.isFindingAbout = (id, walletId) => rows.walletsOfFindings.get(id) === walletId;
    this.#usedQuotes = new Map(rows.usedQuotes.map((id) => [id, true]));
  }

  readonly newId = uuidv7;

  currency(code: string): Currency | undefined {
    return this.currencies.get(code);
  }
  systemAccount(name: string): SystemAccount | undefined {
    return this.#systemAccounts.get(name)?.name as SystemAccount | undefined;
  }
  wallet(id: string): Wallet | undefined {
    return this.#wallets.get(id);
  }
  walletNamed(name: WalletName): Wallet | undefined {
    return this.#walletsByName.get(walletText(name));
  }
  walletsOf(ownerId: string): number {
    return this.#walletCounts.get(ownerId) ?? 0;
  }
  transaction(id: string): Transaction | undefined {
    return this.#transactions.get(id);
  }
  pendingOf(walletId: string): readonly Transaction[] {
    const others = this.#pending.filter(({ id }) => !this.#transactions.has(id));
    return [...others, ...this.#transactions.values()]
      .filter((one) => one.status === 'PENDING' && walletIdsOf(one).includes(walletId))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }
  followersOf(transactionId: string): readonly Transaction[] {
    return this.#followers.get(transactionId) ?? [];
  }
  postings(transactionId: string): readonly Posting[] {
    return this.#postings.get(transactionId) ?? [];
  }
  creditLine(walletId: string): CreditTerms {
    return this.#creditLines.get(walletId) ?? { approved: false, limit: 0n, seq: 0 };
  }
  lastBonus(wallet: Wallet): LastBonus | undefined {
    return this.#lastBonuses.get(ownerText(wallet));
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

  /** Does the work. Undoes everything that it applied if it returns false or throws. */
  attempt(work: () => boolean): void {
    this.#undoLog.attempt(work);
  }

  /**
   * Applies the changes to the state.
   * @returns a refusal, with the state untouched, if an account would hold more than numeric(38,0) can
   */
  apply(changes: Changes, by: string): Refusal | undefined {
    const entries = this.#nextEntries(changes);
    if (!entries) return chainTooLargeRefusal();
    if (changes.newCurrency) this.#addCurrency(changes.newCurrency);
    if (changes.newSystemAccount) this.#addSystemAccount(changes.newSystemAccount);
    this.#ask(changes);
    for (const part of [this.schedules, this.alerts, this.webhooks]) part.apply(changes);
    if (changes.newWallet) this.#open(changes.newWallet);
    if (changes.walletChange) this.#changeWallet(changes.walletChange, by);
    if (changes.transaction)
      this.#record(withFurtherWallets(changes.transaction, changes.postings ?? []));
    if (changes.transactionChange) this.#changeTransaction(changes.transactionChange, by);
    if (changes.postings) this.#keepPostings(changes, changes.postings);
    if (changes.creditLine) this.#setCreditLine(changes.creditLine, by);
    if (changes.quote) this.#addQuote(changes.quote);
    if (changes.revocation) this.#revoke(changes.revocation, by);
    for (const entry of entries) this.#append(entry);
    return undefined;
  }

  /** The entries that the postings make, or undefined if a balance would be out of bounds. */
  #nextEntries(changes: Changes): NewEntry[] | undefined {
    const heads = new Map<string, AccountHead>();
    const entries: NewEntry[] = [];
    for (const posting of changes.postings ?? []) {
      const name = accountText(posting.account);
      const account = heads.get(name) ?? this.#headFor(posting.account, changes.newWallet?.id);
      const balance = account.balance + posting.amount;
      if (!fitsChain(balance)) return undefined;
      const seq = account.seq + 1;
      entries.push({
        account,
        seq,
        transactionId: transactionOf(changes),
        phase: posting.phase,
        amount: posting.amount,
        balance,
      });
      heads.set(name, { ...account, seq, balance });
    }
    return entries;
  }

  /**
   * The head of an account. An account, or a system account in a new shard, begins with its first entry.
   * @param opened the wallet that the same changes open
   */
  #headFor(account: AccountName, opened: string | undefined): AccountHead {
    const head = this.#heads.get(accountText(account));
    if (head) return head;
    const { walletId } = account;
    if (
      walletId === null
        ? !this.#lockedAccounts.has(accountText(account))
        : walletId !== opened && !this.#wallets.has(walletId)
    )
      throw new Error(`a movement posts to ${account.kind}, which it did not lock`);
    return { ...account, accountId: uuidv7(), seq: 0, balance: 0n, lastAt: null };
  }

  #append(entry: NewEntry): void {
    const { account, seq, balance } = entry;
    const name = accountText(account);
    if (!this.#heads.has(name)) this.#openAccount(account);
    this.#undoLog.set(this.#heads, name, { ...account, seq, balance, lastAt: this.now });
    this.#undoLog.push(this.pendingWrites.entries, entry);
  }

  #openAccount(account: AccountHead): void {
    const shard = account.walletId === null ? (this.#shard ?? 0) : 0;
    this.#undoLog.push(this.pendingWrites.newAccounts, { ...account, shard });
  }

  /** Adds a currency with the chains of its system accounts in shard 0. Those in other shards begin with their first entry. */
  #addCurrency(currency: Currency): void {
    this.currencies.add(currency.code, currency);
    this.#undoLog.push(this.pendingWrites.newCurrencies, currency);
    for (const account of firstAccountsOf(currency.code)) {
      this.#undoLog.push(this.pendingWrites.newAccounts, { ...account, shard: 0 });
      // A later command of this commit that posts to it continues this chain.
      if (this.#shard === 0) this.#undoLog.set(this.#heads, accountText(account), account);
    }
  }

  #addSystemAccount(account: SystemAccountRow): void {
    this.#systemAccounts.add(account.name, account);
    this.#undoLog.push(this.pendingWrites.newSystemAccounts, account);
  }

  /** What gateways are to carry out. */
  #ask({ newReconciliation, newErasure }: Changes): void {
    if (newReconciliation)
      this.#undoLog.push(this.pendingWrites.newReconciliations, newReconciliation);
    if (newErasure) this.#undoLog.push(this.pendingWrites.newErasures, newErasure);
  }

  #open(wallet: Wallet): void {
    this.#keepWallet(wallet);
    this.#undoLog.set(this.#walletCounts, wallet.ownerId, wallet.ownerNumber);
    this.#undoLog.push(this.pendingWrites.newWallets, wallet);
  }

  #changeWallet(change: NonNullable<Changes['walletChange']>, by: string): void {
    const wallet = this.#wallets.get(change.id);
    if (!wallet) throw new Error('a movement changes a wallet that it did not lock');
    const changed: Wallet = { ...wallet, ...changedColumns(change, by, this.now) };
    this.#keepWallet(changed);
    this.#undoLog.set(this.pendingWrites.changedWallets, changed.id, changed);
  }

  #record(transaction: Transaction): void {
    this.#undoLog.set(this.#transactions, transaction.id, transaction);
    this.#undoLog.set(this.pendingWrites.newTransactions, transaction.id, transaction);
    if (transaction.originalId) this.#keepFollower(transaction);
    if (transaction.quoteId) this.#undoLog.set(this.#usedQuotes, transaction.quoteId, true);
    const { bonusOwner, currency } = transaction;
    if (bonusOwner !== null)
      this.#undoLog.set(
        this.#lastBonuses,
        ownerText({ ownerId: bonusOwner, currency }),
        transaction,
      );
  }

  #changeTransaction(change: NonNullable<Changes['transactionChange']>, by: string): void {
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
    this.#undoLog.set(this.#transactions, changed.id, changed);
    this.#undoLog.set(this.pendingWrites.changedTransactions, changed.id, changed);
  }

  #keepPostings(changes: Changes, postings: readonly Posting[]): void {
    const id = transactionOf(changes);
    this.#undoLog.set(this.#postings, id, [...this.postings(id), ...postings]);
  }

  #setCreditLine(
    { walletId, approved, limit }: NonNullable<Changes['creditLine']>,
    by: string,
  ): void {
    const seq = (this.#creditLines.get(walletId)?.seq ?? 0) + 1;
    const line = { walletId, seq, approved, limit, setBy: by, createdAt: this.now };
    this.#undoLog.set(this.#creditLines, walletId, line);
    this.#undoLog.push(this.pendingWrites.creditLines, line);
  }

  #addQuote(quote: ExchangeQuote): void {
    this.#undoLog.set(this.#quotes, quote.id, quote);
    this.#undoLog.push(this.pendingWrites.quotes, quote);
  }

  /** Keeps the first revocation of a subject in a commit. A second would revoke the same tokens. */
  #revoke({ subject, reason }: NonNullable<Changes['revocation']>, by: string): void {
    if (this.pendingWrites.revocations.has(subject)) return;
    const at = { revokedAt: this.now, revokedBy: by };
    this.#undoLog.set(this.pendingWrites.revocations, subject, { subject, reason, ...at });
  }

  #keepFollower(follower: Transaction): void {
    const id = follower.originalId ?? '';
    this.#undoLog.set(this.#followers, id, [...this.followersOf(id), follower]);
  }

  #keepWallet(wallet: Wallet): void {
    this.#undoLog.set(this.#wallets, wallet.id, wallet);
    this.#undoLog.set(this.#walletsByName, walletText(wallet), wallet);
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
