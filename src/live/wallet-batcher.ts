import type { Wallet } from '../ledger/index.js';
import { readWithRetry } from './read-with-retry.js';
import type { Balance } from '../domain/index.js';
import type { Book } from '../book/index.js';
import type { BookReader } from '../reader/index.js';

/** A wallet and its balance, both of one moment. */
export interface WalletNow {
  readonly wallet: Wallet;
  readonly balance: Balance;
}

/** Most wallets that are read at once. */
const MOST_AT_ONCE = 1_000;

/** Somebody's wish to look at a wallet, shared by all who have it. */
interface Wanted {
  readonly look: Promise<WalletNow | null>;
  resolve(now: WalletNow | null): void;
  reject(error: unknown): void;
}

/**
 * Looks at wallets for all subscriptions of a gateway, by the reader that queries are answered by. There
 * is one look at a time, and all that is asked for meanwhile is one look more: so a wallet is read once
 * for all who follow it, and each look is of a later moment than the one before.
 */
export class WalletBatcher {
  /** What the looks to come are for. */
  readonly #wanted = new Map<string, Wanted>();
  #looking = false;

  constructor(
    private readonly book: Pick<Book, 'read'>,
    private readonly closing: AbortSignal,
  ) {}

  /**
   * The wallet as it is at a moment after the call, null where there is none. While the book cannot be
   * reached it waits until it can be.
   * @throws ReadUnavailableError once `closing`
   */
  load(id: string): Promise<WalletNow | null> {
    const wanted = this.#wanted.get(id) ?? newlyWanted();
    this.#wanted.set(id, wanted);
    if (!this.#looking) {
      this.#looking = true;
      // After those who were woken by the same commit have said what they want.
      setImmediate(() => void this.#lookUntilNothingIsWanted());
    }
    return wanted.look;
  }

  async #lookUntilNothingIsWanted(): Promise<void> {
    while (this.#wanted.size > 0) {
      const next = [...this.#wanted].slice(0, MOST_AT_ONCE);
      for (const [id] of next) this.#wanted.delete(id);
      await this.#look(next);
    }
    this.#looking = false;
  }

  /** Never throws: what went wrong is told to those who asked. */
  async #look(all: readonly (readonly [string, Wanted])[]): Promise<void> {
    const ids = all.map(([id]) => id);
    try {
      const found = await readWithRetry(
        this.book,
        (reader) => readWallets(reader, ids),
        this.closing,
      );
      for (const [id, wanted] of all) wanted.resolve(found.get(id) ?? null);
    } catch (error) {
      for (const [, wanted] of all) wanted.reject(error);
    }
  }
}

function newlyWanted(): Wanted {
  let [resolve, reject]: [Wanted['resolve'], Wanted['reject']] = [() => undefined, () => undefined];
  const look = new Promise<WalletNow | null>((...settle) => ([resolve, reject] = settle));
  return { look, resolve, reject };
}

async function readWallets(
  reader: BookReader,
  ids: readonly string[],
): Promise<Map<string, WalletNow>> {
  const [wallets, balances] = await Promise.all([reader.wallets(ids), reader.balances(ids)]);
  const found = new Map<string, WalletNow>();
  for (const [id, wallet] of wallets) {
    const balance = balances.get(id);
    if (!balance) throw new Error(`wallet ${id} has no balance`);
    found.set(id, { wallet, balance });
  }
  return found;
}
