import type { Balance } from '../balances/balances.js';
import type { BalanceChangedSubscription } from '../generated/types.js';
import type { OnebookError } from '../http/errors.js';
import type { Onebook } from '../onebook.js';
import { useOnebook } from './provider.js';
import { sharedBy, SharedStore, useStore } from './shared.js';

/** A wallet's balance and how current it is. */
export interface LiveBalance {
  /**
   * `live`: the balance is the book's. `connecting`, `reconnecting`: it may be old. `ended`: the gateway refuses to show it, and
   * `error` says why.
   */
  readonly phase: 'connecting' | 'live' | 'reconnecting' | 'ended';
  /** The newest balance that any answer or push has brought; undefined before the first. */
  readonly balance: Balance | undefined;
  /** Whether the wallet can pay and receive; undefined before the first push. */
  readonly status: BalanceChangedSubscription['balanceChanged']['status'] | undefined;
  readonly error: OnebookError | undefined;
}

class BalanceStore extends SharedStore<LiveBalance> {
  constructor(
    private readonly client: Onebook,
    private readonly walletId: string,
  ) {
    const balance = client.balances.get(walletId);
    super({ phase: 'connecting', balance, status: undefined, error: undefined });
  }

  protected start(): () => void {
    const { client, walletId } = this;
    // What came while no component followed.
    const balance = client.balances.get(walletId);
    if (balance !== this.get().balance) this.set({ ...this.get(), balance });
    const ends = [
      client.balances.subscribe(walletId, (balance) => this.set({ ...this.get(), balance })),
      client.subscribeBalanceChanged(
        { walletId },
        {
          next: ({ balance, status }) =>
            this.set({ phase: 'live', balance, status, error: undefined }),
          lost: () => this.set({ ...this.get(), phase: this.#lost() }),
          error: (error) => this.set({ ...this.get(), phase: 'ended', error }),
        },
      ),
    ];
    return () => {
      for (const end of ends) end();
      // It has no listener until the next start.
      this.set({ ...this.get(), phase: this.#lost(), error: undefined });
    };
  }

  #lost(): 'connecting' | 'reconnecting' {
    return this.get().balance ? 'reconnecting' : 'connecting';
  }
}

const storeOf = sharedBy((client: Onebook, walletId) => new BalanceStore(client, walletId));

/**
 * Follows a wallet's balance: its pushes, and what queries and payments of this client bring. Components share one
 * subscription a wallet.
 * @param walletId `wal_…`
 */
export function useBalance(walletId: string): LiveBalance {
  return useStore(storeOf(useOnebook(), walletId));
}
