import type { IntentName } from '@onebook/client/react';
import type { Role } from '@onebook/client';
import type { Session } from '../../session/session.js';
import { type PendingItem, whyNotOwn } from './pending-item.js';

/** A mutation that decides a pending transaction. */
export interface Decision {
  readonly name: Extract<
    IntentName,
    | 'approveWithdrawal'
    | 'rejectWithdrawal'
    | 'confirmDeposit'
    | 'failDeposit'
    | 'completePurchase'
    | 'failPurchase'
    | 'approveRepair'
    | 'rejectRepair'
  >;
  /** The words of its button. */
  readonly label: string;
  /** What follows from it, for the question. */
  readonly effect: string;
  readonly isApproval: boolean;
  readonly roles: readonly Role[];
  /** More input than the id and the reason. */
  readonly more?: { readonly onlyIfPending: true };
}

const STAFF: readonly Role[] = ['CASHIER', 'ADMIN'];

const DECISIONS: Readonly<Record<PendingItem['__typename'], readonly Decision[]>> = {
  Withdrawal: [
    {
      name: 'approveWithdrawal',
      label: 'Approve',
      effect: 'The money is paid out of the wallet.',
      isApproval: true,
      roles: STAFF,
    },
    {
      name: 'rejectWithdrawal',
      label: 'Reject',
      effect: 'The held amount is available to the owner again.',
      isApproval: false,
      roles: STAFF,
    },
  ],
  Deposit: [
    {
      name: 'confirmDeposit',
      label: 'Confirm',
      effect: 'The money has arrived, and is put into the wallet.',
      isApproval: true,
      roles: STAFF,
    },
    {
      name: 'failDeposit',
      label: 'Fail',
      effect: 'The money has not arrived. Nothing is put into the wallet.',
      isApproval: false,
      roles: STAFF,
      more: { onlyIfPending: true },
    },
  ],
  Purchase: [
    {
      name: 'completePurchase',
      label: 'Complete',
      effect: 'All of the held amount is taken. The page of the transaction can take a part of it.',
      isApproval: true,
      roles: STAFF,
    },
    {
      name: 'failPurchase',
      label: 'Fail',
      effect: 'The held amount is available to the owner again.',
      isApproval: false,
      roles: STAFF,
      more: { onlyIfPending: true },
    },
  ],
  Adjustment: [
    {
      name: 'approveRepair',
      label: 'Approve',
      effect: 'The correction is posted to the wallet.',
      isApproval: true,
      roles: ['ADMIN'],
    },
    {
      name: 'rejectRepair',
      label: 'Reject',
      effect: 'The correction is not posted.',
      isApproval: false,
      roles: STAFF,
    },
  ],
};

/** What the viewer may decide about an item, and why not more if it is their own. */
export function decisionsFor(
  item: PendingItem,
  { viewer, may }: Pick<Session, 'viewer' | 'may'>,
): { readonly offered: readonly Decision[]; readonly why: string | undefined } {
  const allowed = DECISIONS[item.__typename].filter(({ roles }) => may(...roles));
  const own = allowed.length === 0 ? undefined : whyNotOwn(item, viewer);
  const offered = allowed.filter(
    ({ isApproval }) => own === undefined || (!own.isWallet && !isApproval),
  );
  return { offered, why: own?.text };
}
