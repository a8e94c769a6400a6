import { type LockedState, type Movement, type Posting, type Wallet } from '../ledger/index.js';
import type { Amount } from '../money/index.js';
import {
  amountFor,
  exceedsRemaining,
  hasSpendable,
  payingFor,
  type MoneyInput,
} from './rules/amounts.js';
import { expiryAfter, onHouse, onWallet, pending, remarks, type Remarks } from './rules/records.js';
import {
  broughtBack,
  cashFirst,
  less,
  moves,
  partsOf,
  spentOn,
  sum,
  type Parts,
} from './rules/spending.js';
import { invalid, notExpired, transition, type Step } from './rules/transition.js';
import { mayPay, mayReceive } from './rules/wallets.js';
import { isRefusal, type Phase, type Refusal } from '../domain/index.js';

export interface PurchaseInput extends Remarks {
  readonly walletId: string;
  readonly amount: MoneyInput;
  /** After how long the hold ends by itself; undefined: never. */
  readonly expiresInSeconds?: number | undefined;
}

/** What is bought: held, cash first and then credit, until it is completed, fails or its time is over. */
export const purchase: Movement<PurchaseInput> = {
  name: 'purchase',
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const paying = payingFor(state, input, by);
    if (isRefusal(paying)) return paying;
    const { wallet, minor } = paying;
    const short = hasSpendable(state, wallet, minor);
    if (short) return short;
    const transaction = pending(state, by, {
      kind: 'PURCHASE',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      expiresAt: expiryAfter(state, input.expiresInSeconds),
      ...remarks(input),
    });
    const { available, spendable } = state.balance(wallet);
    const parts = cashFirst(minor, { cash: available, credit: spendable - available });
    return {
      transaction,
      postings: [
        onWallet(wallet, 'CASH', 'HOLD', -parts.cash),
        onWallet(wallet, 'CREDIT', 'HOLD', -parts.credit),
        ...taken(wallet, 'HOLD', { cash: -parts.cash, credit: -parts.credit }),
      ].filter(moves),
      answer: { transactionId: transaction.id },
    };
  },
};

interface CompletePurchaseInput {
  readonly transactionId: string;
  /** What to capture; undefined: all that is held. */
  readonly amount?: MoneyInput | undefined;
}

/** Captures what is held, or a part of it; the rest is given back. */
export const completePurchase = transition<CompletePurchaseInput>({
  name: 'completePurchase',
  kind: 'PURCHASE',
  from: ['PENDING'],
  to: 'COMPLETED',
  house: ['SALES'],
  postings: (step) => {
    const { transaction, wallet, state } = step;
    const cannot = notExpired(transaction, state) ?? mayPay(wallet);
    if (cannot) return cannot;
    const captured = amountToCapture(step);
    if (isRefusal(captured)) return captured;
    const { held } = partsOf(state.postings(transaction.id));
    const parts = cashFirst(captured.minor, held);
    return [
      ...taken(wallet, 'POST', parts),
      onHouse(wallet.currency, 'SALES', 'POST', captured.minor),
      ...released(state, wallet, less(held, parts)),
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
  const asked = amountFor(state, wallet, input.amount);
  if (isRefusal(asked) || asked.minor <= transaction.amount) return asked;
  return exceedsRemaining(state, asked.minor, transaction.amount, wallet.currency, 'is held');
}

/** Gives everything back that was not refunded yet: what is held, or what was captured. */
export const failPurchase = transition<{
  readonly transactionId: string;
  readonly reason: string;
}>({
  name: 'failPurchase',
  kind: 'PURCHASE',
  from: ['PENDING', 'COMPLETED'],
  to: 'FAILED',
  house: ['SALES'],
  postings: (step) => {
    const { transaction, wallet, state } = step;
    if (transaction.status === 'PENDING') return releasePurchase(step);
    const spent = spentOn(state, transaction);
    if (sum(spent) === 0n)
      return invalid('The PURCHASE has been refunded in full: there is nothing to give back.');
    return (
      mayReceive(wallet) ?? [
        onHouse(wallet.currency, 'SALES', 'REVERT', -sum(spent)),
        ...broughtBack(state, wallet, 'REVERT', spent),
      ]
    );
  },
});

/** What gives back all that a pending purchase holds. */
export function releasePurchase({
  transaction,
  wallet,
  state,
}: Pick<Step<unknown>, 'transaction' | 'wallet' | 'state'>): readonly Posting[] {
  return released(state, wallet, partsOf(state.postings(transaction.id)).held);
}

function released(state: LockedState, wallet: Wallet, parts: Parts): Posting[] {
  return [...taken(wallet, 'RELEASE', parts), ...broughtBack(state, wallet, 'RELEASE', parts)];
}

/** Out of what is held. */
function taken(wallet: Wallet, phase: Phase, { cash, credit }: Parts): Posting[] {
  return [
    onWallet(wallet, 'HELD', phase, -cash),
    onWallet(wallet, 'HELD_CREDIT', phase, -credit),
  ].filter(moves);
}
