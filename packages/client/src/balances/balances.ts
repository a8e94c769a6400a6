import type { FiguresFragment } from '../generated/types.js';

/** The figures of a wallet. Each is a decimal text with the currency's digits. */
export type Balance = FiguresFragment;

/** Balances that are kept. One without followers that has not changed for long leaves first. */
const MOST = 10_000;

/** The newest balance of each wallet that the client has seen, by version. Versions never go back. */
export class Balances {
  readonly #newest = new Map<string, Balance>();
  readonly #listeners = new Map<string, Set<(balance: Balance) => void>>();

  /** @param onError receives what listeners throw */
  constructor(private readonly onError: (error: unknown) => void) {}

  /** The newest balance that has been seen; undefined if there is none. @param walletId `wal_…` */
  get(walletId: string): Balance | undefined {
    return this.#newest.get(walletId);
  }

  /** Calls a function with each newer balance. @returns a function that ends it */
  subscribe(walletId: string, listener: (balance: Balance) => void): () => void {
    const listeners = this.#listeners.get(walletId) ?? new Set();
    this.#listeners.set(walletId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(walletId);
    };
  }

  /** Takes note of a balance. @returns the newest one, which is this one or newer */
  observe(walletId: string, balance: Balance): Balance {
    const known = this.#newest.get(walletId);
    if (known && known.version >= balance.version) return known;
    this.#newest.delete(walletId);
    this.#newest.set(walletId, balance);
    this.#makeRoom();
    for (const listener of this.#listeners.get(walletId) ?? []) {
      try {
        listener(balance);
      } catch (error) {
        this.onError(error);
      }
    }
    return balance;
  }

  #makeRoom(): void {
    if (this.#newest.size <= MOST) return;
    for (const walletId of this.#newest.keys())
      if (!this.#listeners.has(walletId)) return void this.#newest.delete(walletId);
  }
}

/**
 * Gives each wallet in a result its newest balance, if another answer or push has brought a newer one meanwhile.
 * A balance of the past (`balanceAt`) stays as it is.
 * @param value a result of one of the client's own documents; it is changed in place
 */
export function renewBalances(value: unknown, balances: Balances): void {
  if (Array.isArray(value)) return value.forEach((item) => renewBalances(item, balances));
  if (typeof value !== 'object' || value === null) return;
  const item = value as { __typename?: string; id?: string; walletId?: string; balance?: Balance };
  const walletId = item.__typename === 'Wallet' ? item.id : item.walletId;
  if (walletId !== undefined && item.balance?.version !== undefined)
    item.balance = balances.observe(walletId, item.balance);
  // Metadata are another caller's words: they can look like a wallet.
  for (const [name, field] of Object.entries(value))
    if (name !== 'metadata') renewBalances(field, balances);
}
