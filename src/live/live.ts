import { maySeeWallet } from '../auth/index.js';
import type { Viewer } from '../domain/index.js';
import type { Announcement } from '../ledger/index.js';
import { NotFoundError } from './errors.js';
import type { LiveObserver } from './observer.js';
import { onAbort, UntilAborted } from './abort.js';
import { SubscriptionQuota } from './subscription-quota.js';
import { MAX_PENDING_WALLETS, ChangeSet } from './changed-wallets.js';
import { readWithRetry } from './read-with-retry.js';
import { WalletBatcher, type WalletNow } from './wallet-batcher.js';
import { DirtyFlags } from './dirty-flags.js';
import type { Book } from '../book/index.js';

/** An event to push to a subscriber. */
export interface LiveEvent<T> {
  readonly value: T;
  /** Time of the oldest commit in this event, by this machine's clock, in milliseconds; undefined if unknown. */
  readonly committedAt?: number | undefined;
  /** Time of the commit of an event of the log, likewise; undefined if it happened before the subscription. */
  readonly loggedAt?: number | undefined;
  /** True if the selected fields may not have changed: the push is read, then dropped if it equals the last one. */
  readonly mayRepeat?: boolean;
  /** The value, if it is one object for all subscriptions that follow it. */
  readonly shared?: object;
}

/** A filter on wallets; an undefined field matches all. */
export interface WalletChangesFilter {
  readonly ownerId: string | undefined;
  readonly currency: string | undefined;
}

export interface LiveOptions {
  /** The largest number of concurrent subscriptions. */
  readonly maxSubscriptions: number;
  readonly observer: LiveObserver;
  /** Seconds within which every followed balance is read again, announced or not. */
  readonly recheckSeconds?: number;
}

/** The largest number of wallets in one push. */
const MAX_WALLETS_PER_PUSH = 200;
/** Recheck interval. Entries that were written by hand in SQL are not announced, so only a recheck finds them. */
const RECHECK_SECONDS = 30;
/** Rows carry the time at which their commit took its locks. Longer than a commit may take after that. Milliseconds. */
const OVERLAP_MS = 10_000;

/**
 * Turns commits into pushes. An announcement sets dirty flags; each subscriber then reads the book.
 * It keeps no figures: a push comes from the same reader as a query, and is newer than the push before it.
 */
export class Live {
  readonly #wallets = new DirtyFlags();
  readonly #transactions = new DirtyFlags();
  readonly #changeSets = new Set<ChangeSet>();
  readonly #quota: SubscriptionQuota;
  readonly #closing = new AbortController();
  readonly #batcher: WalletBatcher;
  readonly #recheckTimer: NodeJS.Timeout;

  constructor(
    private readonly book: Pick<Book, 'join' | 'read'>,
    private readonly options: LiveOptions,
  ) {
    this.#quota = new SubscriptionQuota(options.maxSubscriptions);
    this.#batcher = new WalletBatcher(book, this.#closing.signal);
    const { recheckSeconds = RECHECK_SECONDS } = options;
    this.#recheckTimer = setInterval(() => this.#wallets.setNext(recheckSeconds), 1_000);
    this.#recheckTimer.unref();
  }

  /** The number of open subscriptions. */
  get size(): number {
    return this.#quota.used;
  }

  /** Counts a subscription to something else until `signal` aborts. @throws TooManyError if a limit is reached */
  admit(viewer: Viewer, signal: AbortSignal): void {
    this.#quota.take(viewer, signal);
  }

  /**
   * Passes an announced commit on to its subscribers.
   * @param clockAheadMs how far this machine's clock is ahead of the database's
   */
  announced({ at, wallets, transactions }: Announcement, clockAheadMs: number): void {
    const committedAt = at + clockAheadMs;
    this.options.observer.announced(wallets.length);
    this.#wallets.set(wallets, committedAt);
    this.#transactions.set(transactions, committedAt);
    for (const changes of this.#changeSets) changes.add(wallets, committedAt);
  }

  /**
   * Rereads everything after a gap in which announcements were missed.
   * @param since when the listener was last connected, by the database's clock; undefined if never
   * @throws ReadUnavailableError if reading the changes took too long, or this is closed
   */
  async missed(since: Date | undefined): Promise<void> {
    this.options.observer.listening();
    this.#wallets.setAll();
    this.#transactions.setAll();
    if (since === undefined || this.#changeSets.size === 0) return;
    const changeSets = [...this.#changeSets];
    const moment = new Date(since.getTime() - OVERLAP_MS);
    try {
      const changed = await readWithRetry(
        () => this.book.read(),
        (reader) => reader.changedWallets(moment, MAX_PENDING_WALLETS),
        this.#closing.signal,
      );
      for (const changes of changeSets) {
        if (changed.length > MAX_PENDING_WALLETS) changes.miss();
        else changes.add(changed, undefined);
      }
    } catch (error) {
      for (const changes of changeSets) changes.miss();
      throw error;
    }
  }

  /**
   * A wallet's balance: the present one, then each newer one, until `signal` aborts. A change of the wallet's status is
   * an event too, with the same balance: an owner whose wallet was frozen must not believe that it can pay.
   * @throws NotFoundError, also later, if the viewer may not see the wallet
   * @throws TooManyError if the subscription limit is reached
   */
  async balance(
    viewer: Viewer,
    walletId: string,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<LiveEvent<WalletNow>>> {
    this.#quota.take(viewer, signal);
    const flag = this.#wallets.open(walletId, signal);
    const until = new UntilAborted(signal);
    const load = async (): Promise<WalletNow> => {
      const current = await until.wait(this.#batcher.load(walletId));
      if (current === null || !maySeeWallet(viewer, current.wallet))
        throw new NotFoundError('wallet');
      return current;
    };
    const { observer } = this.options;
    const first = await load();
    return (async function* () {
      let last = first;
      yield { value: first, shared: first };
      for (;;) {
        await flag.whenSet(signal);
        if (signal.aborted) return;
        const { committedAt, isRecheck } = flag.clear();
        const value = await load();
        if (isRecheck) observer.rechecked(value.balance.version === last.balance.version);
        if (!isNewer(value, last)) continue;
        last = value;
        yield { value, shared: value, committedAt };
      }
    })();
  }

  /**
   * The wallets that match the filter, as they change, until `signal` aborts. The first event is empty.
   * @throws TooSlowError, later, if the subscriber falls too far behind
   * @throws MissedError, later, if it is unknown which wallets changed
   * @throws TooManyError if the subscription limit is reached
   */
  walletChanges(
    viewer: Viewer,
    { ownerId, currency }: WalletChangesFilter,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent<readonly WalletNow[]>> {
    this.#quota.take(viewer, signal);
    const changes = new ChangeSet();
    this.#changeSets.add(changes);
    onAbort(signal, () => this.#changeSets.delete(changes));
    const matches = ({ wallet }: WalletNow): boolean =>
      maySeeWallet(viewer, wallet) &&
      (ownerId === undefined || wallet.ownerId === ownerId) &&
      (currency === undefined || wallet.currency === currency);
    const batcher = this.#batcher;
    const until = new UntilAborted(signal);
    return (async function* () {
      yield { value: [] };
      for (;;) {
        await changes.whenChanged(signal);
        if (signal.aborted) return;
        const { ids, committedAt } = changes.take(MAX_WALLETS_PER_PUSH);
        const found = await until.wait(Promise.all(ids.map((id) => batcher.load(id))));
        const value = found.filter((wallet) => wallet !== null).filter(matches);
        if (value.length > 0) yield { value, committedAt };
      }
    })();
  }

  /**
   * The id of a transaction: immediately, then whenever the transaction may have changed, until `signal` aborts.
   * The caller reads the transaction and checks what the viewer may see of it.
   * @throws TooManyError if the subscription limit is reached
   */
  transaction(
    viewer: Viewer,
    transactionId: string,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent<string>> {
    this.#quota.take(viewer, signal);
    const flag = this.#transactions.open(transactionId, signal);
    return (async function* () {
      yield { value: transactionId, mayRepeat: true };
      for (;;) {
        await flag.whenSet(signal);
        if (signal.aborted) return;
        const { committedAt } = flag.clear();
        yield { value: transactionId, committedAt, mayRepeat: true };
      }
    })();
  }

  /** Stops the rechecks, and ends all reads that wait for the book. */
  close(): void {
    clearInterval(this.#recheckTimer);
    this.#closing.abort();
  }
}

/** Whether a wallet is in a later state than before. Each read is of a later moment than the one before. */
function isNewer(now: WalletNow, before: WalletNow): boolean {
  if (now.balance.version !== before.balance.version)
    return now.balance.version > before.balance.version;
  return now.wallet.status !== before.wallet.status;
}
