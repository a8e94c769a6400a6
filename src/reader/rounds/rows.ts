import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type {
  Alert,
  Erasure,
  Monitor,
  Report,
  Schedule,
  Transaction,
  Wallet,
  Webhook,
} from '../../entities/index.js';
import { type Balance, balanceOf, type CreditTerms } from '../../domain/index.js';
import { type Notification, readAlerts, readNotifications } from '../alerts/alerts.js';
import { readMonitors } from '../alerts/monitors.js';
import { readBalances, readBalancesAt } from '../balances.js';
import type { BookClock } from '../book-clock.js';
import { readCreditLines } from '../credit-lines.js';
import {
  type EntryKey,
  entryKeyText,
  type EntryOfTransaction,
  readEntries,
  readEntriesOf,
} from '../entries.js';
import { readErasures } from '../erasures.js';
import { InputError } from '../pages/page.js';
import { type PurchaseFigures, readPurchases } from '../purchases.js';
import { type Quote, readQuotes } from '../quotes.js';
import { readReports } from '../reports.js';
import { readSchedules } from '../schedules/schedules.js';
import { readWebhooks } from '../webhooks/webhooks.js';
import { readReconciliations, type ReconciliationRun } from '../reconciliation/runs.js';
import { readReversals, readTransactions } from '../transactions.js';
import {
  MAX_OWN_WALLETS,
  readNamedWallets,
  readWallets,
  readWalletsOfOwners,
  type WalletKey,
  walletKeyText,
} from '../wallets.js';

/** The value, if it is known already; otherwise a promise of it. */
export type Soon<T> = T | Promise<T>;

/** Reads the values of some keys, in their order. An `Error` is the value of a key that has none. */
export type ReadByKeys<K, V> = (
  manager: EntityManager,
  keys: readonly K[],
) => Promise<readonly (V | Error)[]>;

/** Where rows are read: one moment of the book. */
export interface RowSource {
  /** Reads some keys together with whatever else is asked for in the same turn of the event loop. */
  read<K, V>(keys: readonly K[], read: ReadByKeys<K, V>): Promise<readonly (V | Error)[]>;
  /** Calls `dispatch`, which calls `read`, once the keys of this turn of the event loop are known. */
  schedule(dispatch: () => void): void;
  /** Whether a balance costs no further round trip if it is read together with its wallet. */
  readonly pipelines: boolean;
}

/** Most keys in one statement. */
const MAX_KEYS = 1_000;

/** Values by key, each read once. */
class Keyed<K, V> {
  readonly #known = new Map<string, Soon<V>>();
  readonly #loader: DataLoader<K, V>;

  constructor(
    source: RowSource,
    read: ReadByKeys<K, V>,
    private readonly textOf: (key: K) => string,
  ) {
    // Without a cache of its own: that would make known values wait for the next batch.
    this.#loader = new DataLoader<K, V>((keys) => source.read(keys, read), {
      cache: false,
      maxBatchSize: MAX_KEYS,
      batchScheduleFn: (dispatch) => source.schedule(dispatch),
    });
  }

  get(key: K): Soon<V> {
    const text = this.textOf(key);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const reading = this.#loader.load(key);
    this.#known.set(text, reading);
    reading.then(
      (value) => this.#known.set(text, value),
      () => undefined, // each caller that asked gets the error
    );
    return reading;
  }

  /** Keeps a value that was read in another way, unless the key was asked for before. */
  keep(key: K, value: V): void {
    const text = this.textOf(key);
    if (!this.#known.has(text)) this.#known.set(text, value);
  }
}

/**
 * The rows of the book at one moment, looked up by their keys. What is asked for together is read together, and no row is
 * read twice. Many requests share it, so a caller must not change a row, and decides by itself who may see it.
 * A failed look-up rejects with ReadUnavailableError if the database is unavailable.
 */
export class Rows {
  readonly #wallets: Keyed<string, Wallet | null>;
  readonly #namedWallets: Keyed<WalletKey, Wallet | null>;
  readonly #walletsOf: Keyed<string, Wallet[] | null>;
  /** null: the wallet has no account, or does not exist. */
  readonly #balances: Keyed<string, Balance | null>;
  /** By time in milliseconds. */
  readonly #balancesAt = new Map<number, Keyed<string, Balance | null>>();
  readonly #transactions: Keyed<string, Transaction | null>;
  readonly #reversals: Keyed<string, Transaction | null>;
  readonly #purchases: Keyed<string, PurchaseFigures | null>;
  readonly #quotes: Keyed<string, Quote | null>;
  readonly #reconciliations: Keyed<string, ReconciliationRun | null>;
  readonly #schedules: Keyed<string, Schedule | null>;
  readonly #webhooks: Keyed<string, Webhook | null>;
  readonly #erasures: Keyed<string, Erasure | null>;
  readonly #monitors: Keyed<string, Monitor | null>;
  readonly #alerts: Keyed<string, Alert | null>;
  readonly #reports: Keyed<string, Report | null>;
  readonly #notifications: Keyed<string, Notification[] | null>;
  readonly #creditLines: Keyed<string, CreditTerms | null>;
  readonly #entriesOf: Keyed<string, EntryOfTransaction[] | null>;
  readonly #entries: Keyed<EntryKey, EntryOfTransaction | null>;

  constructor(
    private readonly source: RowSource,
    private readonly clock: BookClock,
  ) {
    this.#wallets = byId(source, readWallets);
    this.#namedWallets = new Keyed<WalletKey, Wallet | null>(
      source,
      async (manager, keys) =>
        inOrder(keys.map(walletKeyText), await readNamedWallets(manager, keys)),
      walletKeyText,
    );
    this.#walletsOf = byId(source, readWalletsOfOwners);
    this.#balances = byId(source, readBalances);
    this.#transactions = byId(source, readTransactions);
    this.#reversals = byId(source, readReversals);
    this.#purchases = byId(source, readPurchases);
    this.#quotes = byId(source, readQuotes);
    this.#reconciliations = byId(source, readReconciliations);
    this.#schedules = byId(source, readSchedules);
    this.#webhooks = byId(source, readWebhooks);
    this.#erasures = byId(source, readErasures);
    this.#monitors = byId(source, readMonitors);
    this.#alerts = byId(source, readAlerts);
    this.#reports = byId(source, readReports);
    this.#notifications = byId(source, readNotifications);
    this.#creditLines = byId(source, readCreditLines);
    this.#entriesOf = byId(source, readEntriesOf);
    this.#entries = new Keyed<EntryKey, EntryOfTransaction | null>(
      source,
      async (manager, keys) => inOrder(keys.map(entryKeyText), await readEntries(manager, keys)),
      entryKeyText,
    );
  }

  wallet(id: string): Soon<Wallet | null> {
    // Nearly everyone who asks for a wallet asks for its balance next. First, so that it is known when the wallet is.
    if (this.source.pipelines) void this.#balances.get(id);
    return this.#wallets.get(id);
  }

  /** The wallet of this owner, currency and name. */
  walletNamed(key: WalletKey): Soon<Wallet | null> {
    return this.#namedWallets.get(key);
  }

  /** Ordered by currency and name. @throws InputError if there are more than `MAX_OWN_WALLETS` */
  async walletsOfOwner(ownerId: string): Promise<readonly Wallet[]> {
    const wallets = (await this.#walletsOf.get(ownerId)) ?? [];
    if (wallets.length > MAX_OWN_WALLETS)
      throw new InputError(
        `There are more than ${MAX_OWN_WALLETS} wallets of this owner. Read them in pages: wallets(filter: { ownerId: … }, first: …).`,
      );
    for (const wallet of wallets) this.#wallets.keep(wallet.id, wallet);
    return wallets;
  }

  /** null if there is no such wallet. */
  balance(walletId: string): Soon<Balance | null> {
    return this.#orZero(walletId, this.#balances.get(walletId));
  }

  /**
   * The balance as it was at that time, changes of exactly that time included; null if there is no such wallet.
   * @throws InputError if the time is in the future
   */
  balanceAt(walletId: string, at: Date): Soon<Balance | null> {
    const time = at.getTime();
    const balances = this.#balancesAt.get(time) ?? this.#readingAt(at);
    this.#balancesAt.set(time, balances);
    return this.#orZero(walletId, balances.get(walletId));
  }

  transaction(id: string): Soon<Transaction | null> {
    return this.#transactions.get(id);
  }

  /** null if the transaction was not reversed. */
  reversalOf(transactionId: string): Soon<Transaction | null> {
    return this.#reversals.get(transactionId);
  }

  /** null if the transaction is not a purchase. */
  purchase(transactionId: string): Soon<PurchaseFigures | null> {
    return this.#purchases.get(transactionId);
  }

  quote(id: string): Soon<Quote | null> {
    return this.#quotes.get(id);
  }

  reconciliation(id: string): Soon<ReconciliationRun | null> {
    return this.#reconciliations.get(id);
  }

  schedule(id: string): Soon<Schedule | null> {
    return this.#schedules.get(id);
  }

  webhook(id: string): Soon<Webhook | null> {
    return this.#webhooks.get(id);
  }

  erasure(id: string): Soon<Erasure | null> {
    return this.#erasures.get(id);
  }

  monitor(id: string): Soon<Monitor | null> {
    return this.#monitors.get(id);
  }

  alert(id: string): Soon<Alert | null> {
    return this.#alerts.get(id);
  }

  report(id: string): Soon<Report | null> {
    return this.#reports.get(id);
  }

  async notificationsOf(alertId: string): Promise<readonly Notification[]> {
    return (await this.#notifications.get(alertId)) ?? [];
  }

  /** The credit line in force; null if the wallet never had one. */
  creditLine(walletId: string): Soon<CreditTerms | null> {
    return this.#creditLines.get(walletId);
  }

  async entriesOf(transactionId: string): Promise<readonly EntryOfTransaction[]> {
    return (await this.#entriesOf.get(transactionId)) ?? [];
  }

  entry(key: EntryKey): Soon<EntryOfTransaction | null> {
    return this.#entries.get(key);
  }

  #readingAt(at: Date): Keyed<string, Balance | null> {
    return new Keyed<string, Balance | null>(
      this.source,
      async (manager, ids) => {
        const found = await readBalancesAt(manager, this.clock, ids, at);
        return found instanceof InputError ? ids.map(() => found) : inOrder(ids, found);
      },
      (id) => id,
    );
  }

  /** A wallet that has no account yet has a balance of zero. */
  #orZero(walletId: string, balance: Soon<Balance | null>): Soon<Balance | null> {
    if (balance instanceof Promise) return balance.then((found) => found ?? this.#zeroOf(walletId));
    return balance ?? this.#zeroOf(walletId);
  }

  #zeroOf(walletId: string): Soon<Balance | null> {
    const wallet = this.#wallets.get(walletId);
    const zero = (found: Wallet | null): Balance | null => found && balanceOf(found.currency, {});
    return wallet instanceof Promise ? wallet.then(zero) : zero(wallet);
  }
}

function byId<V>(
  source: RowSource,
  read: (manager: EntityManager, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): Keyed<string, V | null> {
  return new Keyed<string, V | null>(
    source,
    async (manager, ids) => inOrder(ids, await read(manager, ids)),
    (id) => id,
  );
}

function inOrder<V>(keys: readonly string[], found: ReadonlyMap<string, V>): (V | null)[] {
  return keys.map((key) => found.get(key) ?? null);
}
