import { WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { type Posting, type Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { refuseIfAvailableShort, findPaying } from '../rules/amounts.js';
import {
  expiryAfter,
  systemPosting,
  walletPosting,
  pendingTransaction,
  remarks,
  type Remarks,
} from '../rules/records.js';
import {
  accountsOfSplits,
  type Dividing,
  findSplits,
  payout,
  walletsOfSplits,
} from '../rules/splits.js';
import { refuseIfExpired, transition, type Step } from '../rules/transition.js';
import { refuseUnlessActive } from '../rules/wallets.js';
import { isRefusal, type Phase } from '../../domain/index.js';

export interface RequestWithdrawalInput extends Remarks, Dividing {
  readonly walletId: string;
  /** The destination of the money, in the client's own words. */
  readonly destination?: string | undefined;
  /** Seconds until the hold expires; undefined: never. */
  readonly expiresInSeconds?: number | undefined;
}

/** Holds cash to pay out: CASH → HELD, until staff decide, the owner cancels, or the hold expires. */
export const requestWithdrawal = movement<RequestWithdrawalInput>({
  name: 'requestWithdrawal',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: (input) => ({
    wallets: [input.walletId, ...walletsOfSplits(input)],
    accountNames: accountsOfSplits(input).map(({ name }) => name),
  }),
  decide(input, by, state) {
    const paying = findPaying(state, input, by);
    if (isRefusal(paying)) return paying;
    const { wallet, minor } = paying;
    const divided = findSplits(state, input, { wallet, amount: minor });
    if (isRefusal(divided)) return divided;
    const short = refuseIfAvailableShort(state, wallet, minor);
    if (short) return short;
    const transaction = pendingTransaction(state, by, {
      kind: 'WITHDRAWAL',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      details: input.destination === undefined ? {} : { destination: input.destination },
      expiresAt: expiryAfter(state, input.expiresInSeconds),
      ...divided,
      ...remarks(input),
    });
    return {
      transaction,
      postings: holdPostings(wallet, 'HOLD', minor),
    };
  },
});

/** Pays the held cash out: HELD → EXTERNAL. */
export const approveWithdrawal = transition<{ readonly transactionId: string }>({
  name: 'approveWithdrawal',
  act: 'approval',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'COMPLETED',
  systemAccounts: ['EXTERNAL'],
  postings: ({ transaction, wallet, state }) =>
    refuseIfExpired(transaction, state) ??
    // No receiver of a split is closed, because it has something pending.
    refuseUnlessActive(wallet) ?? [
      walletPosting(wallet, 'HELD', 'POST', -transaction.amount),
      ...payout(state, transaction, (rest) =>
        systemPosting(wallet.currency, 'EXTERNAL', 'POST', rest),
      ),
    ],
});

/** Returns the held cash, because staff reject the withdrawal. */
export const rejectWithdrawal = transition<{
  readonly transactionId: string;
  readonly reason: string;
}>({
  name: 'rejectWithdrawal',
  act: 'staff',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'FAILED',
  postings: releaseWithdrawal,
});

/** Returns the held cash, because the owner cancels before staff decide. */
export const cancelWithdrawal = transition<{
  readonly transactionId: string;
  readonly reason?: string | undefined;
}>({
  name: 'cancelWithdrawal',
  act: 'owner',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'CANCELLED',
  postings: releaseWithdrawal,
});

/** The postings that return the held cash: HELD → CASH. */
export function releaseWithdrawal({
  transaction,
  wallet,
}: Pick<Step<unknown>, 'transaction' | 'wallet'>): readonly Posting[] {
  return holdPostings(wallet, 'RELEASE', -transaction.amount);
}

function holdPostings(wallet: Wallet, phase: Phase, amount: Amount): Posting[] {
  return [
    walletPosting(wallet, 'CASH', phase, -amount),
    walletPosting(wallet, 'HELD', phase, amount),
  ];
}

export const withdrawalKind = {
  kind: 'WITHDRAWAL',
  mutations: {
    transaction: { requestWithdrawal, approveWithdrawal, rejectWithdrawal, cancelWithdrawal },
  },
  docs: {
    title: 'Withdrawal',
    about: 'A payment out of the system. The money is held until staff approve or reject it.',
    wallets: WITH_CASH,
    begins: [['requestWithdrawal']],
    reaches: {
      PENDING: ['requestWithdrawal'],
      COMPLETED: ['requestWithdrawal', 'approveWithdrawal'],
      FAILED: ['requestWithdrawal', 'rejectWithdrawal'],
      CANCELLED: ['requestWithdrawal', 'cancelWithdrawal'],
    },
    divided: {
      begins: [['requestWithdrawal with splits']],
      reaches: {
        PENDING: ['requestWithdrawal with splits'],
        COMPLETED: ['requestWithdrawal with splits', 'approveWithdrawal'],
      },
    },
  },
} as const satisfies KindDefinition<'WITHDRAWAL'>;
