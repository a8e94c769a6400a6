import { mainWalletIdsOf } from '../domain/index.js';
import type { Transaction } from '../entities/index.js';
import type { Posting } from './movement.js';

/**
 * The transaction with the wallets, besides its first two, of which it moves money now or will: receivers of its splits,
 * and whatever else its first entries are on. Taken from there and from nowhere else, so no movement can forget one.
 */
export function withFurtherWallets(
  transaction: Transaction,
  postings: readonly Posting[],
): Transaction {
  const ids = new Set([
    ...transaction.splits.flatMap((split) => ('walletId' in split ? [split.walletId] : [])),
    ...postings.flatMap(({ account: { walletId } }) => walletId ?? []),
  ]);
  for (const id of mainWalletIdsOf(transaction)) ids.delete(id);
  return ids.size === 0 ? transaction : { ...transaction, furtherWalletIds: [...ids] };
}
