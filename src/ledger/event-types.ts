import { type EventType, statusEvent } from '../domain/index.js';
import type { Changes } from './movement.js';

/** What happens by the changes of a command, in order; none: nothing that others follow, such as a quote. */
export function eventTypesOf(changes: Changes): readonly EventType[] {
  const { newWallet, walletChange, creditLine, newCurrency, transaction } = changes;
  const { transactionChange, newErasure } = changes;
  return [
    ...(newCurrency ? (['currency.created'] as const) : []),
    ...(newWallet ? (['wallet.opened'] as const) : []),
    ...(walletChange ? [walletEvent(walletChange)] : []),
    ...(creditLine ? (['credit.changed'] as const) : []),
    ...(transaction ? [statusEvent(transaction.status)] : []),
    ...(transaction?.kind === 'REFUND' ? (['transaction.refunded'] as const) : []),
    ...(transaction?.kind === 'REVERSAL' ? (['transaction.reversed'] as const) : []),
    ...(transactionChange ? [statusEvent(transactionChange.status)] : []),
    ...(newErasure ? (['owner.erased'] as const) : []),
  ];
}

function walletEvent(change: NonNullable<Changes['walletChange']>): EventType {
  return 'status' in change ? WALLET_STATUS_EVENTS[change.status] : 'wallet.changed';
}

const WALLET_STATUS_EVENTS = {
  ACTIVE: 'wallet.unfrozen',
  FROZEN: 'wallet.frozen',
  CLOSED: 'wallet.closed',
} as const;
