import type { CacheExchangeOpts } from '@urql/exchange-graphcache';
import {
  WalletBalanceFragmentDoc,
  type WalletBalanceFragment,
} from '../typescript/generated/graphql.js';

/** A balance never goes back: an answer or a push that is older than what the cache has changes nothing. */
export function balancesOnlyGrow(): CacheExchangeOpts {
  const newest = new Map<string, WalletBalanceFragment>();
  return {
    keys: { Balance: () => null, Money: () => null },
    updates: {
      Wallet: {
        balance: (parent, { at }, cache) => {
          // A balance of the past is a field of its own in the cache.
          if (at != null) return;
          const wallet = parent as WalletBalanceFragment & { __typename: 'Wallet' };
          const known = newest.get(wallet.id);
          if (known === undefined || wallet.balance.version >= known.balance.version)
            newest.set(wallet.id, wallet);
          else cache.writeFragment(WalletBalanceFragmentDoc, known);
        },
      },
    },
  };
}
