import { formatMoney, type TransactionFieldsFragment } from '@onebook/client';
import type { Viewer } from '../../session/session.js';

/** A transaction that waits for a person to decide it. */
export type PendingItem = Extract<
  TransactionFieldsFragment,
  { readonly __typename: 'Withdrawal' | 'Deposit' | 'Purchase' | 'Adjustment' }
>;

/** The kinds that wait, with their words and what an owner or a colleague is asked for. */
export const KINDS = [
  ['WITHDRAWAL', 'Withdrawals'],
  ['DEPOSIT', 'Deposits'],
  ['PURCHASE', 'Purchases'],
  ['ADJUSTMENT', 'Repairs'],
] as const;

const TYPES: readonly string[] = ['Withdrawal', 'Deposit', 'Purchase', 'Adjustment'];

export function isPendingItem(node: TransactionFieldsFragment): node is PendingItem {
  return TYPES.includes(node.__typename);
}

/** What it is, in words: "Repair" for a proposed adjustment. */
export function nameOf({ __typename }: PendingItem): string {
  return __typename === 'Adjustment' ? 'Repair' : __typename;
}

/** Its amount as text. A repair says which way it goes. */
export function amountOf(item: PendingItem): string {
  const amount = formatMoney(item.amount);
  if (item.__typename !== 'Adjustment') return amount;
  return item.direction === 'CREDIT' ? `+${amount}` : `−${amount}`;
}

export function expiryOf(item: PendingItem): string | null {
  return 'expiresAt' in item ? item.expiresAt : null;
}

/** Where the money goes, or what the person who asked said of it. */
export function detailsOf(item: PendingItem): readonly (readonly [name: string, text: string])[] {
  const destination = item.__typename === 'Withdrawal' ? item.destination : null;
  const reason = item.__typename === 'Adjustment' ? item.statusReason : null;
  const finding = item.__typename === 'Adjustment' ? item.findingId : null;
  const all = [
    ['To', destination],
    ['Reason', reason],
    ['Finding', finding],
    ['Reference', item.reference],
    // A proposed repair has its reason in both.
    ['Text', item.description === reason ? null : item.description],
  ] as const;
  return all.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
}

/** Whose decision it cannot be, in words. The gateway refuses it with SELF_APPROVAL. Undefined if it can be the viewer's. */
export function whyNotOwn(
  { initiatedBy, wallet }: PendingItem,
  viewer: Viewer,
): { readonly text: string; readonly isWallet: boolean } | undefined {
  if (wallet?.ownerId === viewer.id)
    return { text: 'Your own wallet: another person decides.', isWallet: true };
  if (initiatedBy === viewer.id)
    return { text: 'Your own request: another person approves it.', isWallet: false };
  return undefined;
}
