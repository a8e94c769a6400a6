import type { Transaction, Wallet } from '../../entities/index.js';
import type { EntityManager } from 'typeorm';
import { isUnavailable } from '../../database/errors.js';
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
import { ReadUnavailableError } from '../result.js';
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
    return this.#read((manager) => readWallets(manager, ids));
  }
  walletsOfOwner(ownerId: string): Promise<Wallet[]> {
    return this.#read((manager) => readWalletsOfOwner(manager, ownerId));
  }
  walletsPage(filter: WalletFilter, page: PageArguments): Promise<Page<Wallet>> {
    return this.#read((manager) => readWalletsPage(manager, filter, page));
  }
  balances(walletIds: readonly string[]): Promise<Map<string, Balance>> {
    return this.#read((manager) => readBalances(manager, walletIds));
  }
  /** As they were at that moment, the moment included. */
  balancesAt(walletIds: readonly string[], at: Date): Promise<Map<string, Balance>> {
    return this.#read((manager) => readBalancesAt(manager, walletIds, at));
  }
  transactions(ids: readonly string[]): Promise<Map<string, Transaction>> {
    return this.#read((manager) => readTransactions(manager, ids));
  }
  /** Newest first. */
  transactionsPage(filter: TransactionFilter, page: PageArguments): Promise<Page<Transaction>> {
    return this.#read((manager) => readTransactionsPage(manager, filter, page));
  }
  /** Newest first, over all accounts of the wallet. */
  entriesPage(walletId: string, page: PageArguments): Promise<Page<EntryOfTransaction>> {
    return this.#read((manager) => readEntriesPage(manager, walletId, page));
  }
  entriesOf(transactionIds: readonly string[]): Promise<Map<string, EntryOfTransaction[]>> {
    return this.#read((manager) => readEntriesOf(manager, transactionIds));
  }
  /** Under `entryKeyText`. */
  entries(keys: readonly EntryKey[]): Promise<Map<string, EntryOfTransaction>> {
    return this.#read((manager) => readEntries(manager, keys));
  }
  treasury(currency: string): Promise<Treasury | undefined> {
    return this.#read((manager) => readTreasury(manager, currency));
  }
  /** @throws ReadUnavailableError where the database cannot be reached, or takes too long */
  async #read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.snapshot.read(work);
    } catch (error) {
      if (isUnavailable(error)) throw new ReadUnavailableError({ cause: error });
      throw error;
    }
  }

  end(): Promise<void> {
    return this.snapshot.end();
  }
}
