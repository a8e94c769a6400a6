import type { Role, TransactionKind, TransactionStatus } from '@onebook/client';
import type { Viewer } from '../../session/session.js';
import type { Transaction } from '../types.js';

/** A mutation that leads a transaction on. */
export type StepName =
  | 'confirmDeposit'
  | 'failDeposit'
  | 'approveWithdrawal'
  | 'rejectWithdrawal'
  | 'cancelWithdrawal'
  | 'completePurchase'
  | 'failPurchase'
  | 'cancelPurchase'
  | 'refundPurchase'
  | 'approveRepair'
  | 'rejectRepair'
  | 'reverseTransaction';

/** What staff can do with a transaction. */
export interface Step {
  readonly name: StepName;
  readonly label: string;
  /** What is said when it is done: "Approved". */
  readonly past: string;
  readonly roles: readonly Role[];
  readonly kind: TransactionKind | readonly TransactionKind[];
  readonly from: TransactionStatus;
  readonly tone?: 'bad';
  /** What follows from it, as a sentence. */
  readonly effect: string;
  readonly reason?: 'required' | 'optional';
  /** `part`: an amount up to the whole. `rest`: an amount up to what can still be refunded. */
  readonly amount?: 'part' | 'rest';
  /** Whether the caller who made the request may not decide it. */
  readonly isApproval?: boolean;
  /** Whether it is refused if the transaction completes meanwhile, so that it takes nothing back. */
  readonly onlyIfPending?: boolean;
}

const STAFF_ACTS: readonly Role[] = ['CASHIER', 'ADMIN'];
const ADMIN: readonly Role[] = ['ADMIN'];

/** The kinds that a reversal undoes. The others have steps of their own, or follow from another transaction. */
const REVERSIBLE: readonly TransactionKind[] = [
  'DEPOSIT',
  'WITHDRAWAL',
  'TRANSFER',
  'EXCHANGE',
  'BONUS',
  'COMMISSION',
  'EARNING',
  'ADJUSTMENT',
  'POSTING',
  'OPENING_BALANCE',
];

const STEPS: readonly Step[] = [
  {
    name: 'confirmDeposit',
    label: 'Confirm deposit',
    past: 'Confirmed',
    roles: STAFF_ACTS,
    kind: 'DEPOSIT',
    from: 'PENDING',
    effect: 'The money has arrived. The wallet gets it now.',
    isApproval: true,
  },
  {
    name: 'failDeposit',
    label: 'Fail deposit',
    past: 'Failed',
    roles: STAFF_ACTS,
    kind: 'DEPOSIT',
    from: 'PENDING',
    tone: 'bad',
    effect: 'The money did not arrive. The wallet gets nothing.',
    reason: 'required',
    onlyIfPending: true,
  },
  {
    name: 'failDeposit',
    label: 'Take deposit back',
    past: 'Taken back',
    roles: STAFF_ACTS,
    kind: 'DEPOSIT',
    from: 'COMPLETED',
    tone: 'bad',
    effect: 'The money is taken out of the wallet again, if as much is available.',
    reason: 'required',
  },
  {
    name: 'approveWithdrawal',
    label: 'Approve withdrawal',
    past: 'Approved',
    roles: STAFF_ACTS,
    kind: 'WITHDRAWAL',
    from: 'PENDING',
    effect: 'The held money is paid out. This is final.',
    isApproval: true,
  },
  {
    name: 'rejectWithdrawal',
    label: 'Reject withdrawal',
    past: 'Rejected',
    roles: STAFF_ACTS,
    kind: 'WITHDRAWAL',
    from: 'PENDING',
    tone: 'bad',
    effect: 'Nothing is paid out. The held money is available to the owner again.',
    reason: 'required',
  },
  {
    name: 'cancelWithdrawal',
    label: 'Cancel withdrawal',
    past: 'Cancelled',
    roles: ADMIN,
    kind: 'WITHDRAWAL',
    from: 'PENDING',
    tone: 'bad',
    effect: 'It is cancelled for the owner. The held money is available again.',
    reason: 'optional',
  },
  {
    name: 'completePurchase',
    label: 'Complete purchase',
    past: 'Completed',
    roles: STAFF_ACTS,
    kind: 'PURCHASE',
    from: 'PENDING',
    effect: 'This amount is spent. The rest of the held money is released.',
    amount: 'part',
    isApproval: true,
  },
  {
    name: 'failPurchase',
    label: 'Fail purchase',
    past: 'Failed',
    roles: STAFF_ACTS,
    kind: 'PURCHASE',
    from: 'PENDING',
    tone: 'bad',
    effect: 'Nothing is spent. The held money is released.',
    reason: 'required',
    onlyIfPending: true,
  },
  {
    name: 'cancelPurchase',
    label: 'Cancel purchase',
    past: 'Cancelled',
    roles: ADMIN,
    kind: 'PURCHASE',
    from: 'PENDING',
    tone: 'bad',
    effect: 'It is cancelled for the owner. The held money is released.',
    reason: 'optional',
  },
  {
    name: 'refundPurchase',
    label: 'Refund',
    past: 'Refunded',
    roles: STAFF_ACTS,
    kind: 'PURCHASE',
    from: 'COMPLETED',
    effect: 'The wallet gets this amount back. The purchase stays completed.',
    reason: 'required',
    amount: 'rest',
  },
  {
    name: 'failPurchase',
    label: 'Take purchase back',
    past: 'Taken back',
    roles: STAFF_ACTS,
    kind: 'PURCHASE',
    from: 'COMPLETED',
    tone: 'bad',
    effect: 'The purchase fails. The wallet gets back all that was not refunded before.',
    reason: 'required',
  },
  {
    name: 'approveRepair',
    label: 'Approve correction',
    past: 'Approved',
    roles: ADMIN,
    kind: 'ADJUSTMENT',
    from: 'PENDING',
    effect: 'The balance is corrected now.',
    isApproval: true,
  },
  {
    name: 'rejectRepair',
    label: 'Reject correction',
    past: 'Rejected',
    roles: STAFF_ACTS,
    kind: 'ADJUSTMENT',
    from: 'PENDING',
    tone: 'bad',
    effect: 'The balance stays as it is.',
    reason: 'required',
  },
  {
    name: 'reverseTransaction',
    label: 'Reverse',
    past: 'Reversed',
    roles: ADMIN,
    kind: REVERSIBLE,
    from: 'COMPLETED',
    tone: 'bad',
    effect:
      'A new transaction moves the same money the other way. Whoever received it must still have it.',
    reason: 'required',
  },
];

/** What a viewer can do with a transaction, and why some of it is not theirs to do. */
export function stepsFor(
  transaction: Transaction & { readonly initiatedBy?: string | null },
  viewer: Viewer,
): { readonly steps: readonly Step[]; readonly notes: readonly string[] } {
  const fitting = STEPS.filter(
    (step) => fits(step, transaction) && step.roles.some((role) => viewer.roles.includes(role)),
  );
  if (fitting.length > 0 && transaction.wallet?.ownerId === viewer.id)
    return { steps: [], notes: ['It is of your own wallet. Another person decides.'] };
  const isOwnRequest = transaction.initiatedBy === viewer.id;
  const steps = fitting.filter(({ isApproval = false }) => !(isApproval && isOwnRequest));
  const notes =
    steps.length < fitting.length ? ['You requested it. Another person approves it.'] : [];
  return { steps, notes };
}

function fits({ kind, from, name }: Step, transaction: Transaction): boolean {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  if (!kinds.includes(transaction.kind) || from !== transaction.status) return false;
  if (name === 'reverseTransaction') return transaction.reversedBy === null;
  return true;
}
