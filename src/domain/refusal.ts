import type { Amount } from '../money/index.js';

/** Every code of a refusal. The SDL's enum `RefusalCode` has the same values. */
export const REFUSAL_CODES = [
  'INSUFFICIENT_FUNDS',
  'WALLET_NOT_FOUND',
  'WALLET_NOT_ACTIVE',
  'WALLET_NOT_EMPTY',
  'WALLET_LIMIT',
  'TRANSACTION_NOT_FOUND',
  'INVALID_TRANSITION',
  'INVALID_AMOUNT',
  'AMOUNT_TOO_LARGE',
  'SPLITS_EXCEED_AMOUNT',
  'UNBALANCED_POSTING',
  'CURRENCY_MISMATCH',
  'UNKNOWN_CURRENCY',
  'CURRENCY_EXISTS',
  'UNKNOWN_SYSTEM_ACCOUNT',
  'SYSTEM_ACCOUNT_EXISTS',
  'EFFECTIVE_AT_OUT_OF_RANGE',
  'SAME_WALLET',
  'SELF_APPROVAL',
  'BONUS_NOT_OFFERED',
  'ALREADY_CLAIMED',
  'ALREADY_PAID',
  'CREDIT_NOT_APPROVED',
  'CREDIT_LIMIT_EXCEEDED',
  'AMOUNT_EXCEEDS_REMAINING',
  'QUOTE_NOT_FOUND',
  'QUOTE_EXPIRED',
  'QUOTE_USED',
  'FINDING_NOT_FOUND',
  'SCHEDULE_NOT_FOUND',
  'NO_MOMENT_AHEAD',
  'TOKENS_REVOKED',
  'MONITOR_NOT_FOUND',
  'ALERT_NOT_FOUND',
  'EMAIL_NOT_CONFIGURED',
  'WEBHOOK_NOT_FOUND',
  'DELIVERY_NOT_FOUND',
  'IDEMPOTENCY_CONFLICT',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An amount in minor units, with its currency. */
export interface MoneyAmount {
  readonly amount: Amount;
  readonly currency: string;
}

/** The rules' answer instead of moving money. `message` is for people: it says what is wrong, then what to do. */
export type Refusal =
  | {
      readonly code: 'INSUFFICIENT_FUNDS';
      readonly message: string;
      /** The wallet that is short. */
      readonly walletId: string;
      /**
       * The figure that the wallet query shows, read under the lock: `Balance.spendable` if credit may be used (a
       * purchase, a repayment), otherwise `Balance.available`.
       */
      readonly available: MoneyAmount;
      readonly required: MoneyAmount;
    }
  | { readonly code: Exclude<RefusalCode, 'INSUFFICIENT_FUNDS'>; readonly message: string };

/** Tells a refusal from any other result of a rule or a movement: only refusals have a code and a message. */
export function isRefusal(result: object): result is Refusal {
  return 'code' in result && 'message' in result;
}
