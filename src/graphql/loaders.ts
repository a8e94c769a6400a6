import { seesAll } from '../auth/index.js';
import {
  counterpartyIdOf,
  hasOtherWallets,
  mainWalletIdsOf,
  payerIdOf,
  sharesMetadata,
  takenBackOfSplits,
  walletIdsOf,
  type Balance,
  type CreditTerms,
  type Viewer,
} from '../domain/index.js';
import type { CounterpartyModel, PayeeModel, SplitModel } from './payloads.js';
import { type Transaction, type Wallet } from '../ledger/index.js';
import {
  maySeeActor,
  seesStaffMatters,
  seesSystemAccounts,
  visible,
} from './authorization/visibility.js';
import type {
  Alert,
  EntryKey,
  EntryOfTransaction,
  Erasure,
  Monitor,
  Notification,
  PurchaseFigures,
  Quote,
  ReconciliationRun,
  Report,
  Schedule,
  RowReader,
  Soon,
  TransactionOf,
  WalletKey,
  Webhook,
} from '../reader/index.js';
import { ofKind } from './transaction-of-type.js';

type Metadata = Transaction['metadata'];

/**
 * The part of the book that one viewer may see, at one moment. Only here a row that the viewer may not see becomes null:
 * a resolver that got a wallet or a transaction from here may show everything that belongs to it. The rows are shared with
 * the other requests of the moment; what this viewer may see of them is decided after the read.
 */
export class Loaders {
  readonly #seesAll: boolean;

  constructor(
    private readonly viewer: Viewer,
    private readonly reader: RowReader,
  ) {
    this.#seesAll = seesAll(viewer);
  }

  /** The wallet; null if there is none, or the viewer may not see it. */
  wallet(id: string): Soon<Wallet | null> {
    return whenKnown(this.reader.rows.wallet(id), (wallet) => visible(this.viewer, wallet));
  }

  /**
   * Whom to pay: a wallet that can receive, of any owner, by what a payer knows of it. null if there is none. Only a
   * wallet's id and the name that its owner has set may be shown of it.
   */
  payee(key: WalletKey): Soon<PayeeModel | null> {
    return whenKnown(this.reader.rows.walletNamed(key), (found) =>
      found === null || found.status === 'CLOSED'
        ? null
        : { walletId: found.id, displayName: found.displayName },
    );
  }

  /** The wallet of an owner by its name; null if there is none, or the viewer may not see it. */
  walletNamed(key: WalletKey): Soon<Wallet | null> {
    return whenKnown(this.reader.rows.walletNamed(key), (found) => visible(this.viewer, found));
  }

  /** The viewer's own wallets, ordered by currency and name. */
  ownWallets(): Promise<readonly Wallet[]> {
    return this.reader.rows.walletsOfOwner(this.viewer.id);
  }

  /** The transaction; null if there is none, or the viewer may see neither of its wallets. */
  transaction(id: string): Soon<Transaction | null> {
    return whenKnown(this.reader.rows.transaction(id), (found) => this.#visibleTransaction(found));
  }

  /** The reversal of a transaction; null if there is none, or the viewer may see neither of its wallets. */
  reversalOf(transactionId: string): Soon<TransactionOf<'REVERSAL'> | null> {
    return whenKnown(this.reader.rows.reversalOf(transactionId), (found) =>
      whenKnown(this.#visibleTransaction(found), (seen) => seen && ofKind('REVERSAL', seen)),
    );
  }

  /**
   * The caller's metadata on a transaction that was got from here. Empty for a viewer who sees only wallets that receive,
   * unless the caller shared it.
   */
  metadataOf(transaction: Transaction): Soon<Metadata> {
    const { metadata, details } = transaction;
    if (this.#seesAll || !hasOtherWallets(transaction) || sharesMetadata(details)) return metadata;
    const payerId = payerIdOf(transaction);
    if (payerId === null) return {};
    return whenKnown(this.wallet(payerId), (paying) => (paying === null ? {} : metadata));
  }

  /** The reason of a transaction's status. null for a viewer who sees only wallets that receive a split. */
  reasonOf(transaction: Transaction): Soon<string | null> {
    const { statusReason, furtherWalletIds } = transaction;
    if (statusReason === null || this.#seesAll || furtherWalletIds.length === 0)
      return statusReason;
    return this.#seesAny(mainWalletIdsOf(transaction)).then((seen) => (seen ? statusReason : null));
  }

  /**
   * The splits of a transaction that was got from here, each with what was taken back of it. A viewer who sees only
   * receivers of splits gets the splits of those.
   */
  async splitsOf(transaction: Transaction): Promise<readonly SplitModel[]> {
    const { id, kind, currency, splits } = transaction;
    if (splits.length === 0) return [];
    const [seesMain, purchase, reversal, seen] = await Promise.all([
      this.#seesAll || this.#seesAny(mainWalletIdsOf(transaction)),
      kind === 'PURCHASE' ? this.purchase(id) : null,
      this.reader.rows.reversalOf(id),
      Promise.all(
        splits.map(async (split) => 'walletId' in split && (await this.wallet(split.walletId))),
      ),
    ]);
    const takenBack = takenBackOfSplits({
      ...transaction,
      ...{ isReversed: reversal !== null, captured: purchase?.captured ?? null },
      refunds: purchase?.refunds ?? [],
    });
    return splits
      .map((split, index) => ({ ...split, currency, takenBack: takenBack[index] ?? 0n }))
      .filter((_, index) => seesMain || seen[index]);
  }

  /**
   * With whom a wallet dealt in a transaction, both of which were got from here: the name that the other owner has set, and
   * the other wallet if the viewer may see it. null if neither is there to show, or the other side is no wallet.
   */
  async counterpartyOf(
    transaction: Transaction,
    ofWalletId: string,
  ): Promise<CounterpartyModel | null> {
    const { kind, originalId } = transaction;
    const { rows } = this.reader;
    const original = kind === 'REVERSAL' && originalId ? await rows.transaction(originalId) : null;
    const id = counterpartyIdOf(original ?? transaction, ofWalletId);
    const other = id === null ? null : await rows.wallet(id);
    if (other === null) return null;
    const wallet = visible(this.viewer, other);
    const { displayName } = other;
    return wallet === null && displayName === null ? null : { displayName, wallet };
  }

  /** The figures of a purchase that was got from here. */
  purchase(id: string): Soon<PurchaseFigures> {
    return whenKnown(this.reader.rows.purchase(id), (figures) => {
      if (figures === null) throw new Error(`transaction ${id} is not a purchase`);
      return figures;
    });
  }

  /** The quote; null if there is none, or the viewer may not see its giving wallet. */
  quote(id: string): Soon<Quote | null> {
    return whenKnown(this.reader.rows.quote(id), (quote) => {
      if (quote === null || this.#seesAll) return quote;
      return whenKnown(this.wallet(quote.fromWalletId), (giving) => giving && quote);
    });
  }

  /** The run; null if there is none, or the viewer may not see runs. */
  reconciliation(id: string): Soon<ReconciliationRun | null> {
    return seesSystemAccounts(this.viewer) ? this.reader.rows.reconciliation(id) : null;
  }

  /** The schedule; null if there is none, or the viewer neither made it nor sees staff matters. */
  schedule(id: string): Soon<Schedule | null> {
    return whenKnown(this.reader.rows.schedule(id), (schedule) =>
      schedule !== null && maySeeActor(this.viewer, schedule.createdBy) ? schedule : null,
    );
  }

  /** The webhook; null if there is none, or the viewer may not see any. */
  webhook(id: string): Soon<Webhook | null> {
    return seesSystemAccounts(this.viewer) ? this.reader.rows.webhook(id) : null;
  }

  /** The erasure; null if there is none, or the viewer sees no system accounts. */
  erasure(id: string): Soon<Erasure | null> {
    return seesSystemAccounts(this.viewer) ? this.reader.rows.erasure(id) : null;
  }

  /** The monitor, also a deleted one; null if there is none, or the viewer does not see staff matters. */
  monitor(id: string): Soon<Monitor | null> {
    return seesStaffMatters(this.viewer) ? this.reader.rows.monitor(id) : null;
  }

  /** The alert; null if there is none, or the viewer does not see staff matters. */
  alert(id: string): Soon<Alert | null> {
    return seesStaffMatters(this.viewer) ? this.reader.rows.alert(id) : null;
  }

  /** The report; null if there is none, or the viewer does not see reports. */
  report(id: string): Soon<Report | null> {
    return seesSystemAccounts(this.viewer) ? this.reader.rows.report(id) : null;
  }

  /** The messages of an alert that was got from here. */
  notificationsOf(alertId: string): Promise<readonly Notification[]> {
    return this.reader.rows.notificationsOf(alertId);
  }

  /** The credit line in force of a wallet that was got from here; null if none was ever set. */
  creditLine(walletId: string): Soon<CreditTerms | null> {
    return this.reader.rows.creditLine(walletId);
  }

  /** The transaction's entries, without those of accounts that the viewer may not see. */
  async entriesOf(transactionId: string): Promise<readonly EntryOfTransaction[]> {
    const entries = await this.reader.rows.entriesOf(transactionId);
    const seen = await Promise.all(
      entries.map(async ({ walletId }) => this.#seesAccountOf(walletId)),
    );
    return entries.filter((_, index) => seen[index]);
  }

  /** The entry; null if there is none, or the viewer may not see its account. */
  entry(key: EntryKey): Soon<EntryOfTransaction | null> {
    return whenKnown(this.reader.rows.entry(key), (entry) =>
      whenKnown(entry !== null && this.#seesAccountOf(entry.walletId), (seen) =>
        seen ? entry : null,
      ),
    );
  }

  /** The balance of a wallet that was got from here. @param at moment of the balance; undefined: now */
  balance(walletId: string, at: Date | undefined): Soon<Balance> {
    const { rows } = this.reader;
    return whenKnown(at ? rows.balanceAt(walletId, at) : rows.balance(walletId), (balance) => {
      if (balance === null) throw new Error(`wallet ${walletId} has no balance`);
      return balance;
    });
  }

  #visibleTransaction(transaction: Transaction | null): Soon<Transaction | null> {
    if (transaction === null || this.#seesAll) return transaction;
    // All at once, so that they are read together.
    return this.#seesAny(walletIdsOf(transaction)).then((seen) => (seen ? transaction : null));
  }

  async #seesAny(walletIds: readonly string[]): Promise<boolean> {
    const seen = await Promise.all(walletIds.map(async (id) => this.wallet(id)));
    return seen.some(Boolean);
  }

  /** @param walletId null: a system account */
  #seesAccountOf(walletId: string | null): Soon<boolean> {
    if (walletId === null) return seesSystemAccounts(this.viewer);
    return this.#seesAll || whenKnown(this.wallet(walletId), (wallet) => wallet !== null);
  }
}

/** Goes on at once with a value that is known: a promise would cost each of a thousand fields a turn. */
function whenKnown<T, U>(soon: Soon<T>, work: (value: T) => Soon<U>): Soon<U> {
  return soon instanceof Promise ? soon.then(work) : work(soon);
}
