import { type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { refuseIfAvailableShort, findReceiving, type MoneyInput } from '../rules/amounts.js';
import { type Dated, effect, refuseIfOutOfRange } from '../rules/effective-at.js';
import {
  completedTransaction,
  pendingTransaction,
  systemPosting,
  walletPosting,
} from '../rules/records.js';
import { transition } from '../rules/transition.js';
import type { LockedState, Posting, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { isRefusal, type Refusal } from '../../domain/index.js';

export interface AdjustBalanceInput extends Dated {
  readonly walletId: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: MoneyInput;
  readonly reason: string;
}

/**
 * Corrects a balance, with a reason: ADJUSTMENTS ↔ the wallet's CASH. A frozen wallet can be adjusted too, because that
 * is how staff settle the dispute for which it was frozen. The balance stays at zero or above.
 */
export const adjustBalance = movement<AdjustBalanceInput>({
  name: 'adjustBalance',
  act: 'staff',
  locks: ({ walletId }) => ({ wallets: [walletId], systemAccounts: ['ADJUSTMENTS'] }),
  decide(input, by, state) {
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const outOfRange = refuseIfOutOfRange(state, [wallet], input);
    if (outOfRange) return outOfRange;
    const postings = correction(state, wallet, input.direction, minor);
    if (isRefusal(postings)) return postings;
    const transaction = completedTransaction(state, by, {
      kind: 'ADJUSTMENT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      statusReason: input.reason,
      details: { direction: input.direction },
      ...effect(input),
    });
    return { transaction, postings };
  },
});

export interface ProposeRepairInput {
  readonly walletId: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: MoneyInput;
  readonly reason: string;
  /** The UUID of the finding that it repairs: one about the wallet. */
  readonly findingId?: string | undefined;
}

/** Proposes a correction. Nothing moves, and nothing is held, until another person approves it. */
export const proposeRepair = movement<ProposeRepairInput>({
  name: 'proposeRepair',
  act: 'staff',
  locks: ({ walletId, findingId }) => ({
    wallets: [walletId],
    ...(findingId !== undefined && { findings: [findingId] }),
  }),
  decide(input, by, state) {
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const { direction, reason, findingId } = input;
    if (findingId !== undefined && !state.isFindingAbout(findingId, wallet.id))
      return {
        code: 'FINDING_NOT_FOUND',
        message:
          'There is no such finding about this wallet. Read the ids of its findings with Wallet.findings, or leave findingId out.',
      };
    const transaction = pendingTransaction(state, by, {
      kind: 'ADJUSTMENT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      statusReason: reason,
      // A rejection replaces the reason of the status.
      description: reason,
      details: findingId === undefined ? { direction } : { direction, finding: findingId },
    });
    return { transaction };
  },
});

/** Posts a proposed correction, on the numbers of this moment. */
export const approveRepair = transition<{ readonly transactionId: string }>({
  name: 'approveRepair',
  act: 'approval',
  kind: 'ADJUSTMENT',
  from: ['PENDING'],
  to: 'COMPLETED',
  systemAccounts: ['ADJUSTMENTS'],
  keepsReason: true,
  // The wallet is not closed, because it has something pending.
  postings: ({ transaction: { id, amount, details }, wallet, state }) => {
    const { direction } = details as { direction?: unknown };
    if (direction !== 'CREDIT' && direction !== 'DEBIT')
      throw new Error(`adjustment ${id} has no direction`);
    return correction(state, wallet, direction, amount);
  },
});

/** Fails a proposed correction, which has moved nothing. Its proposer can withdraw it so. */
export const rejectRepair = transition<{ readonly transactionId: string; readonly reason: string }>(
  {
    name: 'rejectRepair',
    act: 'staff',
    kind: 'ADJUSTMENT',
    from: ['PENDING'],
    to: 'FAILED',
    postings: () => [],
  },
);

/** ADJUSTMENTS ↔ the wallet's CASH, or a refusal if a debit takes more than is available. */
function correction(
  state: LockedState,
  wallet: Wallet,
  direction: 'CREDIT' | 'DEBIT',
  amount: Amount,
): Posting[] | Refusal {
  const signed = direction === 'DEBIT' ? -amount : amount;
  const short = signed < 0n ? refuseIfAvailableShort(state, wallet, amount) : undefined;
  return (
    short ?? [
      systemPosting(wallet.currency, 'ADJUSTMENTS', 'POST', -signed),
      walletPosting(wallet, 'CASH', 'POST', signed),
    ]
  );
}

export const adjustmentKind = {
  kind: 'ADJUSTMENT',
  mutations: { transaction: { adjustBalance, proposeRepair, approveRepair, rejectRepair } },
  docs: {
    title: 'Adjustment',
    about:
      'A correction, with a reason: by an admin at once, or proposed by staff (a repair), which moves nothing, and approved by another person.',
    wallets: { 'a CREDIT': { CASH: 200_00n }, 'a DEBIT': { CASH: 200_00n } },
    begins: [['adjustBalance CREDIT'], ['adjustBalance DEBIT'], ['proposeRepair CREDIT']],
    reaches: {
      PENDING: {
        'a CREDIT': ['proposeRepair CREDIT'],
        'a DEBIT': ['proposeRepair DEBIT'],
      },
      COMPLETED: { 'a CREDIT': ['adjustBalance CREDIT'], 'a DEBIT': ['adjustBalance DEBIT'] },
      FAILED: {
        'a CREDIT': ['proposeRepair CREDIT', 'rejectRepair'],
        'a DEBIT': ['proposeRepair DEBIT', 'rejectRepair'],
      },
    },
  },
} as const satisfies KindDefinition<'ADJUSTMENT'>;
