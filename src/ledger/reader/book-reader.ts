import type { Transaction, Wallet } from '../../entities/index.js';
import type { Snapshot } from '../../database/snapshot.js';
import type { Balance } from '../balance.js';
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

  async wallets(ids: readonly string[]): Promise<Map<string, Wallet>> {
    return readWallets(await this.snapshot.manager(), ids);
  }
  async walletsOfOwner(ownerId: string): Promise<Wallet[]> {
    return readWalletsOfOwner(await this.snapshot.manager(), ownerId);
  }
  async walletsPage(filter: WalletFilter, page: PageArguments): Promise<Page<Wallet>> {
    return readWalletsPage(await this.snapshot.manager(), filter, page);
  }
  async balances(walletIds: readonly string[]): Promise<Map<string, Balance>> {
    return readBalances(await this.snapshot.manager(), walletIds);
  }
  /** As they were at that moment, the moment included. */
  async balancesAt(walletIds: readonly string[], at: Date): Promise<Map<string, Balance>> {
    return readBalancesAt(await this.snapshot.manager(), walletIds, at);
  }
  async transactions(ids: readonly string[]): Promise<Map<string, Transaction>> {
    return readTransactions(await this.snapshot.manager(), ids);
  }
  /** Newest first. */
  async transactionsPage(filter: TransactionFilter, page: PageArguments): Promise<Page<Transaction>> {
    return readTransactionsPage(await this.snapshot.manager(), filter, page);
  }
  /** Newest first, over all accounts of the wallet. */
  async entriesPage(walletId: string, page: PageArguments): Promise<Page<EntryOfTransaction>> {
    return readEntriesPage(await this.snapshot.manager(), walletId, page);
  }
  async entriesOf(transactionIds: readonly string[]): Promise<Map<string, EntryOfTransaction[]>> {
    return readEntriesOf(await this.snapshot.manager(), transactionIds);
  }
  /** Under `entryKeyText`. */
  async entries(keys: readonly EntryKey[]): Promise<Map<string, EntryOfTransaction>> {
    return readEntries(await this.snapshot.manager(), keys);
  }
  async treasury(currency: string): Promise<Treasury | undefined> {
    return readTreasury(await this.snapshot.manager(), currency);
  }
  end(): Promise<void> {
    return this.snapshot.end();
  }
}
