import { WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { isRefusal, type Refusal, type SystemAccount } from '../../domain/index.js';
import type { LockedState, Posting, Wallet } from '../../ledger/index.js';
import { type Amount, MAX_AMOUNT } from '../../money/index.js';
import {
  amountTooLargeRefusal,
  moneyText,
  positiveAmountIn,
  refuseIfAvailableShort,
  type MoneyInput,
} from '../rules/amounts.js';
import { type Dated, effect, refuseIfOutOfRange } from '../rules/effective-at.js';
import {
  completedTransaction,
  remarks,
  systemPosting,
  walletPosting,
  type Remarks,
} from '../rules/records.js';
import { findEach, type Named, walletsAmong } from '../rules/receivers.js';
import { unknownSystemAccountRefusal } from '../rules/system-accounts.js';
import { findWallet, refuseIfClosed, refuseUnlessActive } from '../rules/wallets.js';

/** An amount that goes into (CREDIT) or out of (DEBIT) a wallet's cash or a system account. */
export interface LegInput {
  readonly account: Named;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: MoneyInput;
}

export interface PostInput extends Remarks, Dated {
  /** Each wallet is in one leg at most, and so is each system account in a currency. */
  readonly legs: readonly LegInput[];
}

/**
 * Moves what no other movement moves: legs on wallets and system accounts that add up to zero in each currency. The
 * balances of wallets stay at zero or above, and a frozen wallet pays nothing.
 */
export const post = movement<PostInput>({
  name: 'post',
  act: 'staff',
  locks: ({ legs }) => ({
    wallets: walletsAmong(legs.map(({ account }) => account)),
    namedAccounts: legs.flatMap(({ account, amount: { currency } }) =>
      'systemAccount' in account ? [{ name: account.systemAccount, currency }] : [],
    ),
  }),
  decide(input, by, state) {
    const legs = findEach('legs', input.legs, (leg) => findLeg(state, leg));
    if (isRefusal(legs)) return legs;
    const wallets = legs.flatMap(({ wallet }) => wallet ?? []);
    const refusal =
      refuseUnlessBalanced(state, legs) ??
      refuseIfOutOfRange(state, wallets, input) ??
      refuseIfShort(state, legs);
    if (refusal) return refusal;
    const currency = wallets[0]?.currency ?? legs[0]?.posting.account.currency ?? '';
    const amount = creditedIn(legs, currency);
    if (amount > MAX_AMOUNT) return amountTooLargeRefusal(currency);
    const transaction = completedTransaction(state, by, {
      kind: 'POSTING',
      amount,
      currency,
      walletId: wallets[0]?.id ?? null,
      ...remarks(input),
      ...effect(input),
    });
    return { transaction, postings: legs.map(({ posting }) => posting) };
  },
});

interface FoundLeg {
  /** undefined: the leg is on a system account. */
  readonly wallet: Wallet | undefined;
  readonly posting: Posting;
}

function findLeg(state: LockedState, { account, direction, amount }: LegInput): FoundLeg | Refusal {
  const found = findAccount(state, account, amount.currency);
  if (isRefusal(found)) return found;
  const { wallet } = found;
  const refusal =
    wallet && (direction === 'DEBIT' ? refuseUnlessActive(wallet) : refuseIfClosed(wallet));
  if (refusal) return refusal;
  const positive = positiveAmountIn(state, wallet ?? amount, amount);
  if (isRefusal(positive)) return positive;
  const signed = direction === 'DEBIT' ? -positive.minor : positive.minor;
  return { wallet, posting: found.postingOf(signed) };
}

function findAccount(
  state: LockedState,
  account: Named,
  currency: string,
): { wallet: Wallet | undefined; postingOf: (signed: Amount) => Posting } | Refusal {
  if ('walletId' in account) {
    const wallet = findWallet(state, account.walletId);
    if (isRefusal(wallet)) return wallet;
    return { wallet, postingOf: (signed) => walletPosting(wallet, 'CASH', 'POST', signed) };
  }
  const name: SystemAccount | undefined = state.systemAccount(account.systemAccount);
  if (name === undefined) return unknownSystemAccountRefusal(account.systemAccount);
  return {
    wallet: undefined,
    postingOf: (signed) => systemPosting(currency, name, 'POST', signed),
  };
}

function refuseUnlessBalanced(state: LockedState, legs: readonly FoundLeg[]): Refusal | undefined {
  const currencies = new Set(legs.map(({ posting }) => posting.account.currency));
  for (const currency of currencies) {
    const credited = creditedIn(legs, currency);
    const excess = legs
      .filter(({ posting }) => posting.account.currency === currency)
      .reduce((sum, { posting }) => sum + posting.amount, 0n);
    if (excess === 0n) continue;
    return {
      code: 'UNBALANCED_POSTING',
      message: `The legs in ${currency} credit ${moneyText(state, credited, currency)} and debit ${moneyText(state, credited - excess, currency)}. Both must be the same.`,
    };
  }
  return undefined;
}

/** The sum of the credits in a currency, minor units. */
function creditedIn(legs: readonly FoundLeg[], currency: string): Amount {
  return legs
    .map(({ posting }) => posting)
    .filter(({ account, amount }) => account.currency === currency && amount > 0n)
    .reduce((sum, { amount }) => sum + amount, 0n);
}

function refuseIfShort(state: LockedState, legs: readonly FoundLeg[]): Refusal | undefined {
  for (const [index, { wallet, posting }] of legs.entries()) {
    if (!wallet || posting.amount > 0n) continue;
    const short = refuseIfAvailableShort(state, wallet, -posting.amount);
    if (short) return { ...short, message: `legs[${index}]: ${short.message}` };
  }
  return undefined;
}

export const postingKind = {
  kind: 'POSTING',
  mutations: { transaction: { post } },
  docs: {
    title: 'Posting',
    about:
      'What none of the other movements says: 2 to 100 legs on wallets and system accounts, each a CREDIT or a DEBIT, that add up to zero in each currency. CREDIT raises a wallet’s cash. A wallet cannot go below zero, and a frozen one is not debited. Its amount is the sum of its credits in the currency of its first wallet.',
    wallets: WITH_CASH,
    ...{ begins: [['post']], reaches: { COMPLETED: ['post'] } },
  },
} as const satisfies KindDefinition<'POSTING'>;
