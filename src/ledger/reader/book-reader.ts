import type { Transaction, Wallet } from '../../entities/index.js';
import type { Snapshot } from '../../database/snapshot.js';
import type { Balance } from '../balance.js';
import { readBook } from './read-book.js';
import { readBalances, readBalancesAt } from './balances.js';
import {
  readEntries,
  readEntriesOf,
  readEntriesPage,
  type EntryKey,
  type EntryOfTransaction,
} from './entries.js';
import type { Page, PageArguments } from './page.js';
import { readTransactions, readTransactionsPage, type TransactionFilter } from './transactions.js';
import { readTreasury, type Treasury } from './treasury.js';
import { readWallets, readWalletsOfOwner, readWalletsPage, type WalletFilter } from './wallets.js';

/**
 * Reads the book as it is at one moment: all that one reader answers is of the moment of its first
 * read. Must be ended. What is not there is not in the answer; wrong pages and cursors throw
 * InputError.
 */
export class BookReader {
  constructor(private readonly snapshot: Snapshot) {}

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
  /** As they were at that moment, the moment included. */
  balancesAt(walletIds: readonly string[], at: Date): Promise<Map<string, Balance>> {
    return readBook(this.snapshot, (manager) => readBalancesAt(manager, walletIds, at));
  }
  transactions(ids: readonly string[]): Promise<Map<string, Transaction>> {
    return readBook(this.snapshot, (manager) => readTransactions(manager, ids));
  }
  /** Newest first. */
  transactionsPage(filter: TransactionFilter, page: PageArguments): Promise<Page<Transaction>> {
    return readBook(this.snapshot, (manager) => readTransactionsPage(manager, filter, page));
  }
  /** Newest first, over all accounts of the wallet. */
  entriesPage(walletId: string, page: PageArguments): Promise<Page<EntryOfTransaction>> {
    return readBook(this.snapshot, (manager) => readEntriesPage(manager, walletId, page));
  }
  entriesOf(transactionIds: readonly string[]): Promise<Map<string, EntryOfTransaction[]>> {
    return readBook(this.snapshot, (manager) => readEntriesOf(manager, transactionIds));
  }
  /** Under `entryKeyText`. */
  entries(keys: readonly EntryKey[]): Promise<Map<string, EntryOfTransaction>> {
    return readBook(this.snapshot, (manager) => readEntries(manager, keys));
  }
  treasury(currency: string): Promise<Treasury | undefined> {
    return readBook(this.snapshot, (manager) => readTreasury(manager, currency));
  }
  end(): Promise<void> {
    return this.snapshot.end();
  }
}
