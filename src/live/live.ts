import { maySeeWallet } from '../auth/index.js';
import type { Viewer } from '../domain/index.js';
import type { Announcement } from '../ledger/index.js';
import { NotFoundError } from './errors.js';
import type { LiveObserver } from './observer.js';
import { unlessAborted, onAbort } from './abort.js';
import { SubscriptionQuota } from './subscription-quota.js';
import { MAX_PENDING_WALLETS, ChangeSet } from './changed-wallets.js';
import { readWithRetry } from './read-with-retry.js';
import { WalletBatcher, type WalletNow } from './wallet-batcher.js';
import { DirtyFlags } from './dirty-flags.js';
import type { Book } from '../book/index.js';

/** Something to push. */
export interface LiveEvent<T> {
  readonly value: T;
  /** When the oldest commit that it tells of was announced, by this machine's clock; undefined: unknown. */
  readonly committedAt?: number | undefined;
  /** It may be that nothing has changed, of what the subscriber asked for: it is read anew, and then shows. */
  readonly mayRepeat?: boolean;
}

/** Which wallets; undefined: all. */
export interface WalletChangesFilter {
  readonly ownerId: string | undefined;
  readonly currency: string | undefined;
}

export interface LiveOptions {
  /** Most subscriptions at once. */
  readonly most: number;
  readonly observer: LiveObserver;
  /** In how many seconds every balance that is followed is looked at again, announced or not. */
  readonly routineSeconds?: number;
}

/** Most wallets in one push. */
const MOST_IN_A_PUSH = 200;
/** Entries that were written by hand, past every gateway, are announced by nobody. */
const ROUTINE_SECONDS = 30;
/** Rows carry the time at which their commit had its locks: longer than it may take from there. Milliseconds. */
const OVERLAP_MS = 10_000;

/**
 * Commits become pushes here. What is announced raises watches, and whoever follows looks at the book then.
 * No figure is kept: a push is what the reader of all queries says, and only newer than the one before.
 */
export class Live {
  readonly #wallets = new DirtyFlags();
  readonly #transactions = new DirtyFlags();
  readonly #trails = new Set<ChangeSet>();
  readonly #quota: SubscriptionQuota;
  readonly #closing = new AbortController();
  readonly #look: WalletBatcher;
  readonly #routine: NodeJS.Timeout;

  constructor(
    private readonly book: Pick<Book, 'read'>,
    private readonly options: LiveOptions,
  ) {
    this.#quota = new SubscriptionQuota(options.most);
    this.#look = new WalletBatcher(book, this.#closing.signal);
    const { routineSeconds = ROUTINE_SECONDS } = options;
    this.#routine = setInterval(() => this.#wallets.setNext(routineSeconds), 1_000);
    this.#routine.unref();
  }

  /** Subscriptions that are open. */
  get size(): number {
    return this.#quota.taken;
  }

  /** @param clockAheadMs how far this machine's clock is ahead of the database's */
  announced({ at, wallets, transactions }: Announcement, clockAheadMs: number): void {
    const committedAt = at + clockAheadMs;
    this.options.observer.announced(wallets.length);
    this.#wallets.set(wallets, committedAt);
    this.#transactions.set(transactions, committedAt);
    for (const trail of this.#trails) trail.add(wallets, committedAt);
  }

  /**
   * What was announced for a while was not heard: everything is looked at again.
   * @param since when it was still heard, by the database's clock; undefined: never
   * @throws ReadUnavailableError where what changed took too long to be read, and once closed
   */
  async missed(since: Date | undefined): Promise<void> {
    this.options.observer.listening();
    this.#wallets.setAll();
    this.#transactions.setAll();
    if (since === undefined || this.#trails.size === 0) return;
    const trails = [...this.#trails];
    const moment = new Date(since.getTime() - OVERLAP_MS);
    try {
      const changed = await readWithRetry(
        this.book,
        (reader) => reader.changedWallets(moment, MAX_PENDING_WALLETS),
        this.#closing.signal,
      );
      const tell = (trail: ChangeSet) =>
        changed.length > MAX_PENDING_WALLETS ? trail.miss() : trail.add(changed, undefined);
      trails.forEach(tell);
    } catch (error) {
      for (const trail of trails) trail.miss();
      throw error;
    }
  }

  /**
   * A wallet's balance: the present one, then each newer one, until `signal`.
   * @throws NotFoundError, also later, where the viewer may not see it; TooManyError
   */
  async balance(
    viewer: Viewer,
    walletId: string,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<LiveEvent<WalletNow>>> {
    this.#quota.take(viewer, signal);
    const watch = this.#wallets.open(walletId, signal);
    const look = async (): Promise<WalletNow> => {
      const now = await unlessAborted(this.#look.load(walletId), signal);
      if (now === null || !maySeeWallet(viewer, now.wallet)) throw new NotFoundError('wallet');
      return now;
    };
    const { observer } = this.options;
    const first = await look();
    return (async function* () {
      let { version } = first.balance;
      yield { value: first };
      for (;;) {
        await watch.raised(signal);
        if (signal.aborted) return;
        const { committedAt, routine } = watch.clear();
        const value = await look();
        if (routine) observer.looked(value.balance.version === version);
        if (value.balance.version <= version) continue;
        ({ version } = value.balance);
        yield { value, committedAt };
      }
    })();
  }

  /**
   * All wallets that the filter lets through, as they change, until `signal`. The first event is empty.
   * @throws TooSlowError, later, for whoever falls too far behind; TooManyError
   */
  walletChanges(
    viewer: Viewer,
    { ownerId, currency }: WalletChangesFilter,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent<readonly WalletNow[]>> {
    this.#quota.take(viewer, signal);
    const trail = new ChangeSet();
    this.#trails.add(trail);
    onAbort(signal, () => this.#trails.delete(trail));
    const isAsked = ({ wallet }: WalletNow): boolean =>
      maySeeWallet(viewer, wallet) &&
      (ownerId === undefined || wallet.ownerId === ownerId) &&
      (currency === undefined || wallet.currency === currency);
    const look = this.#look;
    return (async function* () {
      yield { value: [] };
      for (;;) {
        await trail.whenChanged(signal);
        if (signal.aborted) return;
        const { ids, committedAt } = trail.take(MOST_IN_A_PUSH);
        const found = await unlessAborted(Promise.all(ids.map((id) => look.load(id))), signal);
        const value = found.filter((now) => now !== null).filter(isAsked);
        if (value.length > 0) yield { value, committedAt };
      }
    })();
  }

  /**
   * The id of a transaction: at once, and whenever it may have changed, until `signal`. What may be seen of it
   * is for whoever reads it.
   * @throws TooManyError
   */
  transaction(
    viewer: Viewer,
    transactionId: string,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent<string>> {
    this.#quota.take(viewer, signal);
    const watch = this.#transactions.open(transactionId, signal);
    return (async function* () {
      yield { value: transactionId, mayRepeat: true };
      for (;;) {
        await watch.raised(signal);
        if (signal.aborted) return;
        const { committedAt } = watch.clear();
        yield { value: transactionId, committedAt, mayRepeat: true };
      }
    })();
  }

  /** Nothing waits for the book any more. */
  close(): void {
    clearInterval(this.#routine);
    this.#closing.abort();
  }
}
