import DataLoader from 'dataloader';
import { seesAll } from '../auth/index.js';
import { sharesMetadata, type Balance, type CreditTerms, type Viewer } from '../domain/index.js';
import { type Transaction, type Wallet } from '../ledger/index.js';
import { seesSystemAccounts, visible } from './authorization/visibility.js';
import {
  type BookReader,
  type EntryKey,
  entryKeyText,
  type EntryOfTransaction,
  type PurchaseFigures,
  type Quote,
} from '../reader/index.js';

type Metadata = Transaction['metadata'];

/**
 * The part of the book that one viewer may see, at one moment. Only here a row that the viewer may not see becomes null:
 * a resolver that got a wallet or a transaction from here may show everything that belongs to it. Reads that are
 * requested together go to the book together, and no row is read twice.
 */
export class Loaders {
  readonly #seesAll: boolean;
  readonly #wallets = new DataLoader((ids: readonly string[]) => this.#readWallets(ids));
  readonly #transactions = new DataLoader((ids: readonly string[]) => this.#readTransactions(ids));
  readonly #reversals = new DataLoader((ids: readonly string[]) => this.#readReversals(ids));
  readonly #purchases = new DataLoader((ids: readonly string[]) => this.#readPurchases(ids));
  readonly #quotes = new DataLoader((ids: readonly string[]) => this.#readQuotes(ids));
  readonly #creditLines = new DataLoader((ids: readonly string[]) => this.#readCreditLines(ids));
  readonly #entriesOf = new DataLoader((ids: readonly string[]) => this.#readEntriesOf(ids));
  readonly #entries = new DataLoader((keys: readonly EntryKey[]) => this.#readEntries(keys), {
    cacheKeyFn: entryKeyText,
  });
  /** By moment in milliseconds; undefined: now. */
  readonly #balances = new Map<number | undefined, DataLoader<string, Balance>>();

  constructor(
    private readonly viewer: Viewer,
    /** For lists. Their filter must limit them to what the viewer may see. */
    readonly reader: BookReader,
  ) {
    this.#seesAll = seesAll(viewer);
  }

  /** The wallet; null if there is none, or the viewer may not see it. */
  wallet(id: string): Promise<Wallet | null> {
    return this.#wallets.load(id);
  }

  /** The transaction; null if there is none, or the viewer may see neither of its wallets. */
  transaction(id: string): Promise<Transaction | null> {
    return this.#transactions.load(id);
  }

  /** The reversal of a transaction; null if there is none, or the viewer may see neither of its wallets. */
  reversalOf(transactionId: string): Promise<Transaction | null> {
    return this.#reversals.load(transactionId);
  }

  /**
   * The caller's metadata on a transaction that was got from here. Empty for a viewer who sees only the wallet that
   * receives, unless the caller shared it.
   */
  metadataOf(transaction: Transaction): Metadata | Promise<Metadata> {
    const { walletId, counterWalletId, metadata, details } = transaction;
    if (this.#seesAll || counterWalletId === null || sharesMetadata(details)) return metadata;
    return this.wallet(walletId).then((paying) => (paying === null ? {} : metadata));
  }

  /** The figures of a purchase that was got from here. */
  purchase(id: string): Promise<PurchaseFigures> {
    return this.#purchases.load(id);
  }

  /** The quote; null if there is none, or the viewer may not see its giving wallet. */
  quote(id: string): Promise<Quote | null> {
    return this.#quotes.load(id);
  }

  /** The credit line in force of a wallet that was got from here; null if none was ever set. */
  creditLine(walletId: string): Promise<CreditTerms | null> {
    return this.#creditLines.load(walletId);
  }

  /** The transaction's entries, without those of accounts that the viewer may not see. */
  entriesOf(transactionId: string): Promise<readonly EntryOfTransaction[]> {
    return this.#entriesOf.load(transactionId);
  }

  /** The entry; null if there is none, or the viewer may not see its account. */
  entry(key: EntryKey): Promise<EntryOfTransaction | null> {
    return this.#entries.load(key);
  }

  /** The balance of a wallet that was got from here. @param at moment of the balance; undefined: now */
  balance(walletId: string, at: Date | undefined): Promise<Balance> {
    const moment = at?.getTime();
    const loader =
      this.#balances.get(moment) ??
      new DataLoader((ids: readonly string[]) => this.#readBalances(ids, at));
    this.#balances.set(moment, loader);
    return loader.load(walletId);
  }

  /** Keeps a transaction that the viewer has just made, so that it need not be read. */
  prime(transaction: Transaction): void {
    this.#transactions.prime(transaction.id, transaction);
  }

  async #readWallets(ids: readonly string[]): Promise<(Wallet | null)[]> {
    const found = await this.reader.wallets(ids);
    return ids.map((id) => visible(this.viewer, found.get(id)));
  }

  async #readTransactions(ids: readonly string[]): Promise<(Transaction | null)[]> {
    const found = await this.reader.transactions(ids);
    return Promise.all(ids.map((id) => this.#visibleTransaction(found.get(id))));
  }

  async #readReversals(ids: readonly string[]): Promise<(Transaction | null)[]> {
    const found = await this.reader.reversals(ids);
    return Promise.all(ids.map((id) => this.#visibleTransaction(found.get(id))));
  }

  async #visibleTransaction(transaction: Transaction | undefined): Promise<Transaction | null> {
    if (transaction === undefined) return null;
    if (this.#seesAll) return transaction;
    const { walletId, counterWalletId } = transaction;
    const sides = counterWalletId === null ? [walletId] : [walletId, counterWalletId];
    const seen = await Promise.all(sides.map((id) => this.wallet(id)));
    return seen.some((wallet) => wallet !== null) ? transaction : null;
  }

  async #readPurchases(ids: readonly string[]): Promise<(PurchaseFigures | Error)[]> {
    const found = await this.reader.purchases(ids);
    return ids.map((id) => found.get(id) ?? new Error(`transaction ${id} is not a purchase`));
  }

  async #readQuotes(ids: readonly string[]): Promise<(Quote | null)[]> {
    const found = await this.reader.quotes(ids);
    return Promise.all(ids.map((id) => this.#visibleQuote(found.get(id))));
  }

  async #visibleQuote(quote: Quote | undefined): Promise<Quote | null> {
    if (quote === undefined) return null;
    return this.#seesAll || (await this.wallet(quote.fromWalletId)) !== null ? quote : null;
  }

  async #readCreditLines(ids: readonly string[]): Promise<(CreditTerms | null)[]> {
    const found = await this.reader.creditLines(ids);
    return ids.map((id) => found.get(id) ?? null);
  }

  async #readEntriesOf(ids: readonly string[]): Promise<EntryOfTransaction[][]> {
    const found = await this.reader.entriesOf(ids);
    return Promise.all(ids.map((id) => this.#visibleEntries(found.get(id) ?? [])));
  }

  async #readEntries(keys: readonly EntryKey[]): Promise<(EntryOfTransaction | null)[]> {
    const found = await this.reader.entries(keys);
    const visibleOnes = await this.#visibleEntries([...found.values()]);
    const byKey = new Map(visibleOnes.map((entry) => [entryKeyText(entry), entry]));
    return keys.map((key) => byKey.get(entryKeyText(key)) ?? null);
  }

  async #visibleEntries(entries: readonly EntryOfTransaction[]): Promise<EntryOfTransaction[]> {
    const seen = await Promise.all(entries.map(({ walletId }) => this.#seesAccountOf(walletId)));
    return entries.filter((_, index) => seen[index]);
  }

  /** @param walletId null: a system account */
  async #seesAccountOf(walletId: string | null): Promise<boolean> {
    if (walletId === null) return seesSystemAccounts(this.viewer);
    return this.#seesAll || (await this.wallet(walletId)) !== null;
  }

  async #readBalances(ids: readonly string[], at: Date | undefined): Promise<(Balance | Error)[]> {
    const found = await (at ? this.reader.balancesAt(ids, at) : this.reader.balances(ids));
    return ids.map((id) => found.get(id) ?? new Error(`wallet ${id} has no balance`));
  }
}
