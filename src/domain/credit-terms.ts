import type { Amount } from '../money/index.js';

/** How much an owner may owe, in minor units. */
export interface CreditTerms {
  readonly approved: boolean;
  readonly limit: Amount;
}
