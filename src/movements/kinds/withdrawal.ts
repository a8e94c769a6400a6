import { WITH_CASH, type KindDefinition } from '../definition.js';
import { isOwnRequest } from '../../auth/index.js';
import { type Movement, type Posting, type Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { refuseIfAvailableShort, findPaying, type MoneyInput } from '../rules/amounts.js';
import {
  expiryAfter,
  systemPosting,
  walletPosting,
  pendingTransaction,
  remarks,
  type Remarks,
} from '../rules/records.js';
import { refuseIfExpired, transition, type Step } from '../rules/transition.js';
import { refuseUnlessActive, selfApproval } from '../rules/wallets.js';
import { isRefusal, type Phase } from '../../domain/index.js';

export interface RequestWithdrawalInput extends Remarks {
  readonly walletId: string;
  readonly amount: MoneyInput;
  /** Where the money is to go, in the client's own words. */
  readonly destination?: string | undefined;
  /** After how long the hold ends by itself; undefined: never. */
  readonly expiresInSeconds?: number | undefined;
}

/** Cash that is to leave: held until staff decide, the owner cancels, or its time is over. */
export const requestWithdrawal: Movement<RequestWithdrawalInput> = {
  name: 'requestWithdrawal',
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const paying = findPaying(state, input, by);
    if (isRefusal(paying)) return paying;
    const { wallet, minor } = paying;
    const short = refuseIfAvailableShort(state, wallet, minor);
    if (short) return short;
    const transaction = pendingTransaction(state, by, {
      kind: 'WITHDRAWAL',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      details: input.destination === undefined ? {} : { destination: input.destination },
      expiresAt: expiryAfter(state, input.expiresInSeconds),
      ...remarks(input),
    });
    return {
      transaction,
      postings: holdPostings(wallet, 'HOLD', minor),
    };
  },
};

/** Pays the held cash out: HELD → EXTERNAL. Never by whoever asked for it. */
export const approveWithdrawal = transition<{ readonly transactionId: string }>({
  name: 'approveWithdrawal',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'COMPLETED',
  systemAccounts: ['EXTERNAL'],
  postings: ({ transaction, wallet, by, state }) => {
    if (isOwnRequest(by, transaction, wallet)) return selfApproval();
    return (
      refuseIfExpired(transaction, state) ??
      refuseUnlessActive(wallet) ?? [
        walletPosting(wallet, 'HELD', 'POST', -transaction.amount),
        systemPosting(wallet.currency, 'EXTERNAL', 'POST', transaction.amount),
      ]
    );
  },
});

/** Staff say no: the held cash is given back. */
export const rejectWithdrawal = transition<{
  readonly transactionId: string;
  readonly reason: string;
}>({
  name: 'rejectWithdrawal',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'FAILED',
  postings: releaseWithdrawal,
});

/** Its owner takes it back before it was decided. */
export const cancelWithdrawal = transition<{
  readonly transactionId: string;
  readonly reason?: string | undefined;
}>({
  name: 'cancelWithdrawal',
  kind: 'WITHDRAWAL',
  from: ['PENDING'],
  to: 'CANCELLED',
  own: true,
  postings: releaseWithdrawal,
});

/** What gives the held cash back. */
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
    about: 'Money that leaves the house. It is held until somebody decides.',
    wallets: WITH_CASH,
    begins: [['requestWithdrawal']],
    reaches: {
      PENDING: ['requestWithdrawal'],
      COMPLETED: ['requestWithdrawal', 'approveWithdrawal'],
      FAILED: ['requestWithdrawal', 'rejectWithdrawal'],
      CANCELLED: ['requestWithdrawal', 'cancelWithdrawal'],
    },
  },
} as const satisfies KindDefinition<'WITHDRAWAL'>;
