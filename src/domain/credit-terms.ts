import type { Amount } from '../money/index.js';
import type { WalletStatus } from './vocabulary.js';

/** A credit line's terms: whether the owner may draw, and how much they may owe, in minor units. */
export interface CreditTerms {
  readonly approved: boolean;
  readonly limit: Amount;
}

/**
 * The credit that an owner can draw now, in minor units: the limit minus the debt. It is zero if no credit is approved,
 * and on a wallet that is frozen or closed. Queries show this number, and it refuses a draw.
 */
export function availableCredit(
  { approved, limit }: CreditTerms,
  owed: Amount,
  status: WalletStatus,
): Amount {
  return approved && status === 'ACTIVE' && limit > owed ? limit - owed : 0n;
}
