import type { TransactionKind, TransactionStatus } from '@onebook/client';

/** Every kind of transaction. The type makes the compiler miss one that is new. */
const ALL_KINDS = {
  DEPOSIT: true,
  WITHDRAWAL: true,
  PURCHASE: true,
  REFUND: true,
  TRANSFER: true,
  EXCHANGE: true,
  BONUS: true,
  COMMISSION: true,
  EARNING: true,
  CREDIT_DRAW: true,
  CREDIT_REPAYMENT: true,
  ADJUSTMENT: true,
  POSTING: true,
  OPENING_BALANCE: true,
  REVERSAL: true,
} as const satisfies Record<TransactionKind, true>;

export const KINDS = Object.keys(ALL_KINDS) as readonly TransactionKind[];

export const TRANSACTION_STATUSES = [
  'PENDING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const satisfies readonly TransactionStatus[];
