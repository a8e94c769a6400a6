import type { Amount } from '../money/index.js';

/** Every code with which the business refuses. The same words as in the SDL's enum `RefusalCode`. */
export const REFUSAL_CODES = [
  'INSUFFICIENT_FUNDS',
  'WALLET_NOT_FOUND',
  'WALLET_NOT_ACTIVE',
  'WALLET_NOT_EMPTY',
  'TRANSACTION_NOT_FOUND',
  'INVALID_TRANSITION',
  'INVALID_AMOUNT',
  'AMOUNT_TOO_LARGE',
  'CURRENCY_MISMATCH',
  'UNKNOWN_CURRENCY',
  'SAME_WALLET',
  'SELF_APPROVAL',
  'ALREADY_CLAIMED',
  'ALREADY_PAID',
  'CREDIT_NOT_APPROVED',
  'CREDIT_LIMIT_EXCEEDED',
  'AMOUNT_EXCEEDS_REMAINING',
  'QUOTE_NOT_FOUND',
  'QUOTE_EXPIRED',
  'QUOTE_USED',
  'IDEMPOTENCY_CONFLICT',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Minor units of a currency. */
export interface MoneyAmount {
  readonly amount: Amount;
  readonly currency: string;
}

/** What the rules say instead of moving money. `message` is for people and names what would be right. */
export type Refusal =
  | {
      readonly code: 'INSUFFICIENT_FUNDS';
      readonly message: string;
      /**
       * The number that the wallet query shows, read under the lock: `Balance.spendable` where credit
       * may be used (a purchase, a repayment), otherwise `Balance.available`.
       */
      readonly available: MoneyAmount;
      readonly required: MoneyAmount;
    }
  | { readonly code: Exclude<RefusalCode, 'INSUFFICIENT_FUNDS'>; readonly message: string };

/** Tells a refusal from what a rule or a movement gives in its place; nothing else has a code and a message. */
export function isRefusal(given: object): given is Refusal {
  return 'code' in given && 'message' in given;
}
