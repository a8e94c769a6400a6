import { walletId } from '../../../dist/src/graphql/ids.js';

/** The same values as in seed.sql. */
export const WALLETS = 1_000_000;
const BEGAN_MS = 1_735_689_600_000;

/** GraphQL id of a wallet of the large book, by its number. */
export function seededWallet(number) {
  const hex = (BEGAN_MS + number).toString(16).padStart(12, '0');
  const last = number.toString(16).padStart(12, '0');
  return walletId(`${hex.slice(0, 8)}-${hex.slice(8)}-700a-8000-${last}`);
}

/** The three wallets with long chains, with their number of entries. */
export const LONG = [10, 10_000, 10_000_000].map((entries, rank) => ({
  entries,
  id: seededWallet(WALLETS + rank),
}));
