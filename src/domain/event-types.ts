import type { TransactionStatus } from './vocabulary.js';

/** What can happen to a wallet. */
export const WALLET_EVENTS = [
  'wallet.opened',
  'wallet.frozen',
  'wallet.unfrozen',
  'wallet.closed',
  'wallet.changed',
  'credit.changed',
] as const;

/** What can happen to a transaction: it begins with a status or gets it, or another one takes it back. */
export const TRANSACTION_EVENTS = [
  'transaction.pending',
  'transaction.completed',
  'transaction.failed',
  'transaction.cancelled',
  'transaction.refunded',
  'transaction.reversed',
] as const;

/** Every type of event, as clients and receivers of webhooks name it. */
export const EVENT_TYPES = [
  ...WALLET_EVENTS,
  ...TRANSACTION_EVENTS,
  'currency.created',
  'alert.raised',
  'owner.erased',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The event of a transaction that has this status from now on. */
export function statusEvent(status: TransactionStatus): EventType {
  return STATUS_EVENTS[status];
}

const STATUS_EVENTS = {
  PENDING: 'transaction.pending',
  COMPLETED: 'transaction.completed',
  FAILED: 'transaction.failed',
  CANCELLED: 'transaction.cancelled',
} as const satisfies Record<TransactionStatus, EventType>;
