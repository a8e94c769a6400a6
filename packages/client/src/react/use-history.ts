import type { Onebook } from '../onebook.js';
import { type History, HistoryStore } from './history-store.js';
import { useOnebook } from './provider.js';
import { sharedBy, useStore } from './shared.js';

const storeOf = sharedBy((client: Onebook, key) => {
  const [walletId = '', first] = key.split(' ');
  return new HistoryStore(client, walletId, Number(first));
});

/**
 * A wallet's history, newest first. New lines appear when the balance changes, so use it beside `useBalance`.
 * @param walletId `wal_…`
 * @param options `first`: lines of a page, 1 to 200; default 20
 */
export function useHistory(
  walletId: string,
  { first = 20 }: { readonly first?: number } = {},
): History & { readonly loadMore: () => Promise<void> } {
  const store = storeOf(useOnebook(), `${walletId} ${first}`);
  return { ...useStore(store), loadMore: store.loadMore };
}
