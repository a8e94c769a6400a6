import { type LockedState, type Movement, type Wallet } from '../ledger/index.js';
import type { Amount } from '../money/index.js';
import {
  exceedsRemaining,
  refuseIfSpendableShort,
  amountIn,
  findPaying,
  moneyText,
  type MoneyInput,
} from './rules/amounts.js';
import { completedTransaction, walletPosting } from './rules/records.js';
import { isNonZero } from './rules/spending.js';
import { findWallet, refuseIfClosed } from './rules/wallets.js';
import { isRefusal, type Refusal } from '../domain/index.js';

export interface SetCreditLineInput {
  readonly walletId: string;
  readonly approved: boolean;
  /** Zero too. */
  readonly limit: MoneyInput;
}

/** How much an owner may owe from now on. What is owed already stays owed, also above a lower limit. */
export const setCreditLine: Movement<SetCreditLineInput> = {
  name: 'setCreditLine',
  locks: ({ walletId }) => ({ wallets: [walletId], creditLines: true }),
  decide({ walletId, approved, limit }, _by, state) {
    const wallet = findWallet(state, walletId);
    if (isRefusal(wallet)) return wallet;
    const cannot = refuseIfClosed(wallet);
    if (cannot) return cannot;
    const amount = amountIn(state, wallet, limit);
    if (isRefusal(amount)) return amount;
    return { creditLine: { walletId, approved, limit: amount.minor } };
  },
};

interface CreditInput {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Credit into the wallet, which its owner then owes: never above the limit in force now. */
export const drawCredit: Movement<CreditInput> = {
  name: 'drawCredit',
  locks: ({ walletId }) => ({ wallets: [walletId], creditLines: true }),
  decide(input, by, state) {
    const asked = findPaying(state, input, by);
    if (isRefusal(asked)) return asked;
    const { wallet, minor } = asked;
    const cannot = refuseIfAboveCreditLimit(state, wallet, minor);
    if (cannot) return cannot;
    const transaction = completedTransaction(state, by, {
      kind: 'CREDIT_DRAW',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
    });
    return {
      transaction,
      postings: [
        walletPosting(wallet, 'OWED', 'POST', -minor),
        walletPosting(wallet, 'CREDIT', 'POST', minor),
      ],
    };
  },
};

/** The line that keeps an owner within their credit limit. */
function refuseIfAboveCreditLimit(
  state: LockedState,
  wallet: Wallet,
  drawn: Amount,
): Refusal | undefined {
  const { approved, limit } = state.creditLine(wallet.id);
  if (!approved)
    return {
      code: 'CREDIT_NOT_APPROVED',
      message: 'No credit is approved for this wallet. An admin approves it.',
    };
  const { owed } = state.balance(wallet);
  if (owed + drawn <= limit) return undefined;
  const show = (amount: Amount): string => moneyText(state, amount, wallet.currency);
  return {
    code: 'CREDIT_LIMIT_EXCEEDED',
    message: `The limit is ${show(limit)} and ${show(owed)} is owed: ${show(drawn)} more is above it.`,
  };
}

/** Pays back what is owed: unspent credit first, then cash. */
export const repayCredit: Movement<CreditInput> = {
  name: 'repayCredit',
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const asked = findPaying(state, input, by);
    if (isRefusal(asked)) return asked;
    const { wallet, minor } = asked;
    const { owed, spendable, available } = state.balance(wallet);
    if (minor > owed) return exceedsRemaining(state, minor, owed, wallet.currency, 'is owed');
    const short = refuseIfSpendableShort(state, wallet, minor);
    if (short) return short;
    const unspent = spendable - available;
    const credit = minor < unspent ? minor : unspent;
    const transaction = completedTransaction(state, by, {
      kind: 'CREDIT_REPAYMENT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
    });
    return {
      transaction,
      postings: [
        walletPosting(wallet, 'CREDIT', 'POST', -credit),
        walletPosting(wallet, 'CASH', 'POST', credit - minor),
        walletPosting(wallet, 'OWED', 'POST', minor),
      ].filter(isNonZero),
    };
  },
};
