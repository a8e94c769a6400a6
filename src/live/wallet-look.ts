import DataLoader from 'dataloader';
import type { Balance, Book, BookReader, Wallet } from '../ledger/index.js';
import { untilRead } from './until-read.js';

/** A wallet and its balance, both of one moment. */
export interface WalletNow {
  readonly wallet: Wallet;
  readonly balance: Balance;
}

/** Most wallets that are read at once. */
const MOST_AT_ONCE = 1_000;

/**
 * Looks at wallets for all subscriptions of a gateway, by the reader that queries are answered by. There
 * is one look at a time, and all that is asked for meanwhile is one look more: so a wallet is read once
 * for all who follow it, and each look is of a later moment than the one before.
 */
export class WalletLook {
  readonly #wallets = new DataLoader((ids: readonly string[]) => this.#look(ids), {
    cache: false,
    maxBatchSize: MOST_AT_ONCE,
    batchScheduleFn: (dispatch) => this.#afterTheLast(dispatch),
  });
  #last: Promise<unknown> = Promise.resolve();
  #looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly book: Pick<Book, 'read'>,
    private readonly closing: AbortSignal,
  ) {}

  /**
   * The wallet as it is at a moment after the call, null where there is none. While the book cannot be
   * reached it waits until it can be.
   * @throws ReadUnavailableError once `closing`
   */
  at(id: string): Promise<WalletNow | null> {
    return this.#wallets.load(id);
  }

  #afterTheLast(dispatch: () => void): void {
    this.#last = this.#last.then(async () => {
      dispatch();
      await this.#looking;
    });
  }

  #look(ids: readonly string[]): Promise<(WalletNow | null)[]> {
    const unique = [...new Set(ids)];
    const found = untilRead(this.book, (reader) => readWallets(reader, unique), this.closing);
    this.#looking = found.catch(() => undefined); // told to those who asked
    return found.then((wallets) => ids.map((id) => wallets.get(id) ?? null));
  }
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
