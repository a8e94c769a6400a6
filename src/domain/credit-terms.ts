import type { Amount } from '../money/index.js';

/** A credit line's terms: whether the owner may draw, and how much they may owe, in minor units. */
export interface CreditTerms {
  readonly approved: boolean;
  readonly limit: Amount;
}
