import { WITH_CASH_OR_CREDIT, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import {
  type LockedState,
  type Posting,
  type Transaction,
  type Wallet,
} from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import {
  positiveAmountIn,
  exceedsRemainingRefusal,
  refuseIfSpendableShort,
  findPaying,
  type MoneyInput,
} from '../rules/amounts.js';
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
  takeBackFromReceivers,
  walletsOfSplits,
} from '../rules/splits.js';
import {
  creditBack,
  cashFirst,
  subtract,
  isNonZero,
  partsOf,
  refundsOf,
  stillSpentOn,
  sum,
  type CashAndCredit,
} from '../rules/spending.js';
import {
  invalidTransitionRefusal,
  refuseIfExpired,
  transition,
  type Step,
} from '../rules/transition.js';
import { refuseUnlessActive, refuseIfClosed } from '../rules/wallets.js';
import { isRefusal, type Phase, type Refusal } from '../../domain/index.js';

export interface PurchaseInput extends Remarks, Dividing {
  readonly walletId: string;
  /** Seconds until the hold expires; undefined: never. */
  readonly expiresInSeconds?: number | undefined;
}

/** Holds the price, cash first and then credit, until the purchase is completed, fails or its hold expires. */
export const purchase = movement<PurchaseInput>({
  name: 'purchase',
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
    const short = refuseIfSpendableShort(state, wallet, minor);
    if (short) return short;
    const transaction = pendingTransaction(state, by, {
      kind: 'PURCHASE',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      expiresAt: expiryAfter(state, input.expiresInSeconds),
      ...divided,
      ...remarks(input),
    });
    const { available, spendable } = state.balance(wallet);
    const parts = cashFirst(minor, { cash: available, credit: spendable - available });
    return {
      transaction,
      postings: [
        walletPosting(wallet, 'CASH', 'HOLD', -parts.cash),
        walletPosting(wallet, 'CREDIT', 'HOLD', -parts.credit),
        ...heldPostings(wallet, 'HOLD', { cash: -parts.cash, credit: -parts.credit }),
      ].filter(isNonZero),
    };
  },
});

interface CompletePurchaseInput {
  readonly transactionId: string;
  /** The amount to capture; undefined: the whole held amount. */
  readonly amount?: MoneyInput | undefined;
}

/** Captures the held amount, or a part of it, and returns the rest. */
export const completePurchase = transition<CompletePurchaseInput>({
  name: 'completePurchase',
  act: 'approval',
  kind: 'PURCHASE',
  from: ['PENDING'],
  to: 'COMPLETED',
  systemAccounts: ['SALES'],
  postings: (step) => {
    const { transaction, wallet, state } = step;
    // No receiver of a split is closed, because it has something pending.
    const refusal = refuseIfExpired(transaction, state) ?? refuseUnlessActive(wallet);
    if (refusal) return refusal;
    const captured = amountToCapture(step);
    if (isRefusal(captured)) return captured;
    const { held } = partsOf(state.postings(transaction.id));
    const parts = cashFirst(captured.minor, held);
    return [
      ...heldPostings(wallet, 'POST', parts),
      ...payout(
        state,
        transaction,
        (rest) => systemPosting(wallet.currency, 'SALES', 'POST', rest),
        transaction.amount - captured.minor,
      ),
      ...releasePostings(state, wallet, subtract(held, parts)),
    ];
  },
});

function amountToCapture({
  input,
  transaction,
  wallet,
  state,
}: Step<CompletePurchaseInput>): { minor: Amount } | Refusal {
  if (input.amount === undefined) return { minor: transaction.amount };
  const requested = positiveAmountIn(state, wallet, input.amount);
  if (isRefusal(requested) || requested.minor <= transaction.amount) return requested;
  return exceedsRemainingRefusal(
    state,
    requested.minor,
    transaction.amount,
    wallet.currency,
    'is held',
  );
}

interface FailPurchaseInput {
  readonly transactionId: string;
  readonly reason: string;
  /** True: a COMPLETED purchase is refused. */
  readonly onlyIfPending?: boolean | undefined;
}

/** Returns the money: the held amount, or the captured amount that was not refunded. */
export const failPurchase = transition<FailPurchaseInput>({
  name: 'failPurchase',
  act: 'staff',
  kind: 'PURCHASE',
  from: ['PENDING', 'COMPLETED'],
  to: 'FAILED',
  systemAccounts: ['SALES'],
  postings: (step) => {
    const { transaction, wallet, state } = step;
    if (transaction.status === 'PENDING') return releasePurchase(step);
    const spent = stillSpentOn(state, transaction);
    if (sum(spent) === 0n)
      return invalidTransitionRefusal(
        'The PURCHASE has been refunded in full. There is nothing left to return.',
      );
    const closed = refuseIfClosed(wallet);
    if (closed) return closed;
    const taken = takeBackFromSale(state, transaction, 'REVERT', sum(spent));
    return isRefusal(taken) ? taken : [...taken, ...creditBack(state, wallet, 'REVERT', spent)];
  },
});

/**
 * The entries that take back a part of a captured purchase from SALES and the receivers of its splits, from each its
 * share; or a refusal that names the wallet that cannot give it.
 */
export function takeBackFromSale(
  state: LockedState,
  purchase: Transaction,
  phase: Phase,
  amount: Amount,
): readonly Posting[] | Refusal {
  const { captured } = partsOf(state.postings(purchase.id));
  const takenBack = [purchase.amount - sum(captured), ...refundsOf(state, purchase)];
  return takeBackFromReceivers(
    state,
    purchase,
    { takenBack, amount },
    { phase, rest: (share) => systemPosting(purchase.currency, 'SALES', phase, share) },
  );
}

/** Returns the held amount, because the owner cancels before the purchase is completed. */
export const cancelPurchase = transition<{
  readonly transactionId: string;
  readonly reason?: string | undefined;
}>({
  name: 'cancelPurchase',
  kind: 'PURCHASE',
  from: ['PENDING'],
  to: 'CANCELLED',
  act: 'owner',
  postings: releasePurchase,
});

/** The postings that return everything that a pending purchase holds. */
export function releasePurchase({
  transaction,
  wallet,
  state,
}: Pick<Step<unknown>, 'transaction' | 'wallet' | 'state'>): readonly Posting[] {
  return releasePostings(state, wallet, partsOf(state.postings(transaction.id)).held);
}

function releasePostings(state: LockedState, wallet: Wallet, parts: CashAndCredit): Posting[] {
  return [
    ...heldPostings(wallet, 'RELEASE', parts),
    ...creditBack(state, wallet, 'RELEASE', parts),
  ];
}

/** The postings that take amounts out of the held accounts. Negative amounts put them in. */
function heldPostings(wallet: Wallet, phase: Phase, { cash, credit }: CashAndCredit): Posting[] {
  return [
    walletPosting(wallet, 'HELD', phase, -cash),
    walletPosting(wallet, 'HELD_CREDIT', phase, -credit),
  ].filter(isNonZero);
}

export const purchaseKind = {
  kind: 'PURCHASE',
  mutations: { transaction: { purchase, completePurchase, failPurchase, cancelPurchase } },
  docs: {
    title: 'Purchase',
    about:
      'A purchase for 100, by a wallet with 100 in cash, or with 60 in cash and 40 of drawn credit. Completing it can capture less than the held amount, and returns the rest. Its owner can cancel it before. Failing a completed purchase returns what its refunds have left.',
    wallets: WITH_CASH_OR_CREDIT,
    begins: [['purchase']],
    reaches: {
      PENDING: ['purchase'],
      COMPLETED: ['purchase', 'completePurchase'],
      FAILED: ['purchase', 'failPurchase'],
      CANCELLED: ['purchase', 'cancelPurchase'],
    },
    divided: {
      begins: [['purchase with splits']],
      reaches: {
        PENDING: ['purchase with splits'],
        COMPLETED: ['purchase with splits', 'completePurchase'],
      },
    },
  },
} as const satisfies KindDefinition<'PURCHASE'>;
