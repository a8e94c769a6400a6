import type { LockedState, Transaction } from '../../ledger/index.js';
import { isReversed } from './transition.js';

/** A payment that can be made once: it was made and stands, or it is free, perhaps because a reversal took it back. */
export type Once =
  { readonly stands: true } | { readonly stands: false; readonly replacesId: string | null };

/**
 * Whether a payment that can be made once was made and not reversed. PostgreSQL refuses a second one too: each names in
 * `replacesId` the reversed one before it.
 * @param last the last one that was made, if any
 */
export function onceAfter(state: LockedState, last: Pick<Transaction, 'id'> | undefined): Once {
  if (!last) return { stands: false, replacesId: null };
  return isReversed(state, last.id) ? { stands: false, replacesId: last.id } : { stands: true };
}

/** Of payments that replace each other, the last: the one that no other replaces. */
export function lastOf(payments: readonly Transaction[]): Transaction | undefined {
  return payments.find(({ id }) => payments.every(({ replacesId }) => replacesId !== id));
}
