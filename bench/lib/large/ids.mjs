import { walletId } from '../../../dist/src/graphql/ids.js';

/** As in seed.sql. */
export const WALLETS = 1_000_000;
const BEGAN = 1_735_689_600_000;

/** The GraphQL id of a wallet of the large book, by its number. */
export function seededWallet(number) {
  const hex = (BEGAN + number).toString(16).padStart(12, '0');
  const last = number.toString(16).padStart(12, '0');
  return walletId(`${hex.slice(0, 8)}-${hex.slice(8)}-700a-8000-${last}`);
}

/** The wallets with long chains: how many entries each has. */
export const LONG = [10, 10_000, 10_000_000].map((entries, rank) => ({
  entries,
  id: seededWallet(WALLETS + rank),
}));
