import { WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { mayDepositInto } from '../../auth/index.js';
import type { LockedState, Posting, Transaction, Wallet } from '../../ledger/index.js';
import { refuseIfAvailableShort, findReceiving, type MoneyInput } from '../rules/amounts.js';
import { type Dated, effect, refuseIfOutOfRange } from '../rules/effective-at.js';
import {
  completedTransaction,
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
  restOf,
  takeBackFromReceivers,
  walletsOfSplits,
} from '../rules/splits.js';
import { invalidTransitionRefusal, isReversed, transition } from '../rules/transition.js';
import { refuseIfClosed, walletNotFoundRefusal } from '../rules/wallets.js';
import { isRefusal } from '../../domain/index.js';

export interface DepositInput extends Remarks {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Deposits money that came from outside: EXTERNAL → the wallet's CASH, at once. */
export const deposit = movement<DepositInput & Dated & Dividing>({
  name: 'deposit',
  act: 'staff',
  locks: (input) => ({
    wallets: [input.walletId, ...walletsOfSplits(input)],
    systemAccounts: ['EXTERNAL'],
    namedAccounts: accountsOfSplits(input),
  }),
  decide(input, by, state) {
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const receivers = walletsOfSplits(input).flatMap((id) => state.wallet(id) ?? []);
    const outOfRange = refuseIfOutOfRange(state, [wallet, ...receivers], input);
    if (outOfRange) return outOfRange;
    const divided = findSplits(state, input, { wallet, amount: minor });
    if (isRefusal(divided)) return divided;
    const transaction = completedTransaction(state, by, {
      kind: 'DEPOSIT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
      ...divided,
      ...effect(input),
    });
    return { transaction, postings: depositPostings(state, wallet, transaction) };
  },
});

/** Announces money. Nothing moves until it is confirmed. */
export const initiateDeposit = movement<DepositInput>({
  name: 'initiateDeposit',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const announced = state.wallet(input.walletId);
    if (!announced || !mayDepositInto(by, announced)) return walletNotFoundRefusal();
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const transaction = pendingTransaction(state, by, {
      kind: 'DEPOSIT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
    });
    return { transaction };
  },
});

/** Posts announced money that has arrived: EXTERNAL → CASH. */
export const confirmDeposit = transition<{ readonly transactionId: string }>({
  name: 'confirmDeposit',
  act: 'approval',
  kind: 'DEPOSIT',
  from: ['PENDING'],
  to: 'COMPLETED',
  systemAccounts: ['EXTERNAL'],
  // The wallet is not closed, because it has something pending.
  postings: ({ transaction, wallet, state }) => depositPostings(state, wallet, transaction),
});

interface FailDepositInput {
  readonly transactionId: string;
  readonly reason: string;
  /** True: a COMPLETED deposit is refused, so that a late notice of a failure does not take back what was paid. */
  readonly onlyIfPending?: boolean | undefined;
}

/** Fails a deposit, once: the money did not arrive, or its payer took it back and the wallet still has it. */
export const failDeposit = transition<FailDepositInput>({
  name: 'failDeposit',
  act: 'staff',
  kind: 'DEPOSIT',
  from: ['PENDING', 'COMPLETED'],
  to: 'FAILED',
  systemAccounts: ['EXTERNAL'],
  postings: ({ transaction, wallet, state }) => {
    if (transaction.status === 'PENDING') return [];
    if (isReversed(state, transaction.id))
      return invalidTransitionRefusal(
        'The DEPOSIT has already been reversed. There is nothing left to take back.',
      );
    const { amount } = transaction;
    const taken = takeBackFromReceivers(
      state,
      transaction,
      { takenBack: [], amount },
      { phase: 'REVERT', rest: (share) => walletPosting(wallet, 'CASH', 'REVERT', share) },
    );
    if (isRefusal(taken)) return taken;
    const own = restOf(transaction);
    return (
      refuseIfClosed(wallet) ??
      refuseIfAvailableShort(state, wallet, own) ?? [
        systemPosting(wallet.currency, 'EXTERNAL', 'REVERT', amount),
        ...taken,
      ]
    );
  },
});

function depositPostings(state: LockedState, wallet: Wallet, transaction: Transaction): Posting[] {
  return [
    systemPosting(wallet.currency, 'EXTERNAL', 'POST', -transaction.amount),
    ...payout(state, transaction, (rest) => walletPosting(wallet, 'CASH', 'POST', rest)),
  ];
}

export const depositKind = {
  kind: 'DEPOSIT',
  mutations: { transaction: { deposit, initiateDeposit, confirmDeposit, failDeposit } },
  docs: {
    title: 'Deposit',
    about:
      'Money from outside. It is posted at once, or announced first, which moves nothing, and confirmed later. A completed deposit can fail (a card payment is charged back, say), as long as the wallet still has the money and the deposit was not reversed.',
    wallets: WITH_CASH,
    begins: [['deposit'], ['initiateDeposit']],
    reaches: {
      PENDING: ['initiateDeposit'],
      COMPLETED: ['initiateDeposit', 'confirmDeposit'],
      FAILED: ['initiateDeposit', 'failDeposit'],
    },
    divided: {
      begins: [['deposit with splits']],
      reaches: {
        COMPLETED: ['deposit with splits'],
        FAILED: ['deposit with splits', 'failDeposit'],
      },
    },
  },
} as const satisfies KindDefinition<'DEPOSIT'>;
