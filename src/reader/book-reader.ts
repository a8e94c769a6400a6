import type { Transaction, Wallet } from '../entities/index.js';
import type { Snapshot } from '../database/index.js';
import type { Balance, CreditTerms } from '../domain/index.js';
import { readBook } from './read-book.js';
import { BookClock } from './book-clock.js';
import { readBalances, readBalancesAt } from './balances.js';
import { readChangedWallets } from './changed-wallets.js';
import { readDueHolds, type DueHold } from './due-holds.js';
import {
  readEntries,
  readEntriesOf,
  readEntriesPage,
  type EntryKey,
  type EntryOfTransaction,
} from './entries.js';
import {
  type BalancePart,
  type CheckpointObserver,
  explain,
  type Explanation,
  readBalanceParts,
} from './history/explain.js';
import {
  type ExplainedTransaction,
  readExplainedTransactions,
} from './history/explained-transactions.js';
import { readHistoryPage, type HistoryLine } from './history/history.js';
import type { Page, PageArguments } from './pages/page.js';
import { readPurchases, type PurchaseFigures } from './purchases.js';
import { readQuotes, type Quote } from './quotes.js';
import { readRevocations } from './revocations.js';
import {
  readReversals,
  readTransactions,
  readTransactionsPage,
  type TransactionFilter,
} from './transactions.js';
import { readTreasury, type Treasury } from './treasury.js';
import { readWallets, readWalletsOfOwner, readWalletsPage, type WalletFilter } from './wallets.js';
import { readCreditLines } from './credit-lines.js';

/**
 * Reads the book in one consistent state: the state at the first read. Call `end` afterwards. Maps leave out ids that
 * do not exist. Every read throws InputError for a wrong page or cursor, and ReadUnavailableError if the database is
 * unavailable.
 */
export class BookReader {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly clock = new BookClock(),
    private readonly checkpoints?: CheckpointObserver,
  ) {}

  wallets(ids: readonly string[]): Promise<Map<string, Wallet>> {
    return readBook(this.snapshot, (manager) => readWallets(manager, ids));
  }
  walletsOfOwner(ownerId: string): Promise<Wallet[]> {
    return readBook(this.snapshot, (manager) => readWalletsOfOwner(manager, ownerId));
  }
  walletsPage(filter: WalletFilter, page: PageArguments): Promise<Page<Wallet>> {
    return readBook(this.snapshot, (manager) => readWalletsPage(manager, filter, page));
  }
  balances(walletIds: readonly string[]): Promise<Map<string, Balance>> {
    return readBook(this.snapshot, (manager) => readBalances(manager, walletIds));
  }
  /** As they were at that time, changes of exactly that time included. */
  balancesAt(walletIds: readonly string[], at: Date): Promise<Map<string, Balance>> {
    return readBook(this.snapshot, (manager) => readBalancesAt(manager, this.clock, walletIds, at));
  }
  transactions(ids: readonly string[]): Promise<Map<string, Transaction>> {
    return readBook(this.snapshot, (manager) => readTransactions(manager, ids));
  }
  /** By the id of the transaction that each reversed. */
  reversals(originalIds: readonly string[]): Promise<Map<string, Transaction>> {
    return readBook(this.snapshot, (manager) => readReversals(manager, originalIds));
  }
  /** Newest first. */
  transactionsPage(filter: TransactionFilter, page: PageArguments): Promise<Page<Transaction>> {
    return readBook(this.snapshot, (manager) => readTransactionsPage(manager, filter, page));
  }
  /** Newest first, over all accounts of the wallet. */
  entriesPage(walletId: string, page: PageArguments): Promise<Page<EntryOfTransaction>> {
    return readBook(this.snapshot, (manager) => readEntriesPage(manager, walletId, page));
  }
  /** Newest first. */
  historyPage(walletId: string, page: PageArguments): Promise<Page<HistoryLine>> {
    return readBook(this.snapshot, (manager) => readHistoryPage(manager, walletId, page));
  }
  /** The balance at a time, changes of exactly that time included; undefined means now. */
  explain(wallet: Pick<Wallet, 'id' | 'currency'>, at: Date | undefined): Promise<Explanation> {
    return readBook(this.snapshot, (manager) => explain(manager, this.clock, wallet, at));
  }
  /** Ordered by kind, then by status. */
  balanceParts(explanation: Explanation): Promise<BalancePart[]> {
    return readBook(this.snapshot, (manager) =>
      readBalanceParts(manager, explanation, this.checkpoints),
    );
  }
  /** Newest first. */
  explainedTransactions(
    part: BalancePart,
    page: PageArguments,
  ): Promise<Page<ExplainedTransaction>> {
    return readBook(this.snapshot, (manager) => readExplainedTransactions(manager, part, page));
  }
  entriesOf(transactionIds: readonly string[]): Promise<Map<string, EntryOfTransaction[]>> {
    return readBook(this.snapshot, (manager) => readEntriesOf(manager, transactionIds));
  }
  /** Keyed by `entryKeyText`. */
  entries(keys: readonly EntryKey[]): Promise<Map<string, EntryOfTransaction>> {
    return readBook(this.snapshot, (manager) => readEntries(manager, keys));
  }
  /** The credit lines in force, by wallet. Leaves out wallets without one. */
  creditLines(walletIds: readonly string[]): Promise<Map<string, CreditTerms>> {
    return readBook(this.snapshot, (manager) => readCreditLines(manager, walletIds));
  }
  purchases(ids: readonly string[]): Promise<Map<string, PurchaseFigures>> {
    return readBook(this.snapshot, (manager) => readPurchases(manager, ids));
  }
  quotes(ids: readonly string[]): Promise<Map<string, Quote>> {
    return readBook(this.snapshot, (manager) => readQuotes(manager, ids));
  }
  treasury(currency: string): Promise<Treasury | undefined> {
    return readBook(this.snapshot, (manager) => readTreasury(manager, currency));
  }
  /**
   * A page of expired holds.
   * @param after the last hold of the previous page
   * @param limit maximum number of holds on the page
   */
  dueHolds(after: DueHold | undefined, limit?: number): Promise<DueHold[]> {
    return readBook(this.snapshot, (manager) => readDueHolds(manager, this.clock, after, limit));
  }
  /** For each subject with revoked tokens, when they were last revoked. */
  revocations(): Promise<Map<string, Date>> {
    return readBook(this.snapshot, readRevocations);
  }
  /** At most `limit` + 1 ids. One more than `limit` means that there are more. */
  changedWallets(since: Date, limit: number): Promise<string[]> {
    return readBook(this.snapshot, (manager) => readChangedWallets(manager, since, limit));
  }
  end(): Promise<void> {
    return this.snapshot.end();
  }
}
