import type { Wallet } from '../ledger/index.js';
import { handOutInTurn } from './pace.js';
import { readWithRetry } from './read-with-retry.js';
import type { Balance } from '../domain/index.js';
import type { Book } from '../book/index.js';
import type { RowReader } from '../reader/index.js';

/** A wallet and its balance, both from one snapshot. */
export interface WalletNow {
  readonly wallet: Wallet;
  readonly balance: Balance;
}

/** The largest number of wallets in one read. With ten subscribers each, their pushes take the event loop for 25 ms. */
const MAX_BATCH = 100;

/** A requested read of a wallet, shared by all its callers. */
interface PendingLoad {
  readonly promise: Promise<WalletNow | null>;
  resolve(now: WalletNow | null): void;
  reject(error: unknown): void;
}

/**
 * Reads wallets for all subscriptions of a gateway, with the reader that answers queries. It runs one read at
 * a time; all requests that arrive meanwhile share the next one. So a wallet is read once for all its
 * subscribers, and each read has a later snapshot than the one before. A read with many subscribers is followed by a rest.
 */
export class WalletBatcher {
  /** Requests for the next reads, by wallet id. */
  readonly #pending = new Map<string, PendingLoad>();
  #isLoading = false;

  constructor(
    private readonly book: Pick<Book, 'join'>,
    private readonly closing: AbortSignal,
  ) {}

  /**
   * The wallet from a snapshot later than this call; null if it does not exist. Waits while the database is
   * unreachable.
   * @throws ReadUnavailableError if the read took too long, or once `closing` aborts
   */
  load(id: string): Promise<WalletNow | null> {
    const pending = this.#pending.get(id) ?? createPendingLoad();
    this.#pending.set(id, pending);
    if (!this.#isLoading) {
      this.#isLoading = true;
      // Later than now, so that all subscribers that the same commit woke share this read.
      setImmediate(() => void this.#loadUntilEmpty());
    }
    return pending.promise;
  }

  async #loadUntilEmpty(): Promise<void> {
    while (this.#pending.size > 0) {
      const next = [...this.#pending].slice(0, MAX_BATCH);
      for (const [id] of next) this.#pending.delete(id);
      await this.#loadBatch(next);
    }
    this.#isLoading = false;
  }

  /** Never throws: an error rejects the requests of the batch. */
  async #loadBatch(batch: readonly (readonly [string, PendingLoad])[]): Promise<void> {
    const ids = batch.map(([id]) => id);
    try {
      const found = await readWithRetry(
        () => this.book.join(),
        (reader) => readWallets(reader, ids),
        this.closing,
      );
      await handOutInTurn(() => {
        for (const [id, pending] of batch) pending.resolve(found.get(id) ?? null);
      });
    } catch (error) {
      for (const [, pending] of batch) pending.reject(error);
    }
  }
}

function createPendingLoad(): PendingLoad {
  let settle: Pick<PendingLoad, 'resolve' | 'reject'> = {
    resolve: () => undefined,
    reject: () => undefined,
  };
  const promise = new Promise<WalletNow | null>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

async function readWallets(
  reader: RowReader,
  ids: readonly string[],
): Promise<Map<string, WalletNow>> {
  const { rows } = reader;
  const found = new Map<string, WalletNow>();
  const read = async (id: string): Promise<void> => {
    const [wallet, balance] = await Promise.all([rows.wallet(id), rows.balance(id)]);
    if (!wallet) return;
    if (!balance) throw new Error(`wallet ${id} has no balance`);
    found.set(id, { wallet, balance });
  };
  await Promise.all(ids.map(read));
  return found;
}
