import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { type LockedState, type Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import { amountIn, findPaying, moneyText, type MoneyInput } from '../rules/amounts.js';
import { completedTransaction, walletPosting } from '../rules/records.js';
import { findWallet, refuseIfClosed } from '../rules/wallets.js';
import { availableCredit, isRefusal, type Refusal } from '../../domain/index.js';

export interface SetCreditLineInput {
  readonly walletId: string;
  readonly approved: boolean;
  /** Can be zero. */
  readonly limit: MoneyInput;
}

/** Sets how much an owner may owe from now on. A debt above a lower limit stays as it is. */
export const setCreditLine = movement<SetCreditLineInput>({
  name: 'setCreditLine',
  act: 'control',
  locks: ({ walletId }) => ({ wallets: [walletId], creditLines: true }),
  decide({ walletId, approved, limit }, _by, state) {
    const wallet = findWallet(state, walletId);
    if (isRefusal(wallet)) return wallet;
    const refusal = refuseIfClosed(wallet);
    if (refusal) return refusal;
    const amount = amountIn(state, wallet, limit);
    if (isRefusal(amount)) return amount;
    return { creditLine: { walletId, approved, limit: amount.minor } };
  },
});

interface DrawCreditInput {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Draws credit, which the owner then owes: OWED → CREDIT, up to the limit in force. */
export const drawCredit = movement<DrawCreditInput>({
  name: 'drawCredit',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId], creditLines: true }),
  decide(input, by, state) {
    const paying = findPaying(state, input, by);
    if (isRefusal(paying)) return paying;
    const { wallet, minor } = paying;
    const refusal = refuseUnlessWithinCreditLine(state, wallet, minor);
    if (refusal) return refusal;
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
});

/** The check that keeps an owner's debt within the credit limit. */
function refuseUnlessWithinCreditLine(
  state: LockedState,
  wallet: Wallet,
  drawn: Amount,
): Refusal | undefined {
  const line = state.creditLine(wallet.id);
  if (!line.approved)
    return {
      code: 'CREDIT_NOT_APPROVED',
      message: 'This wallet has no approved credit line. Ask an admin to approve one.',
    };
  const { owed } = state.balance(wallet);
  if (drawn <= availableCredit(line, owed, wallet.status)) return undefined;
  const show = (amount: Amount): string => moneyText(state, amount, wallet.currency);
  return {
    code: 'CREDIT_LIMIT_EXCEEDED',
    message: `The credit limit is ${show(line.limit)} and ${show(owed)} is owed. Drawing ${show(drawn)} more would exceed the limit.`,
  };
}

export const creditDrawKind = {
  kind: 'CREDIT_DRAW',
  mutations: { transaction: { drawCredit }, wallet: { setCreditLine } },
  docs: {
    title: 'Credit drawn',
    about:
      'Credit that purchases can spend, and that the owner owes until it is repaid. An admin approves a credit line with a limit first. A lower limit does not change the debt.',
    wallets: WITH_CASH,
    ...completedBy('setCreditLine', 'drawCredit'),
  },
} as const satisfies KindDefinition<'CREDIT_DRAW'>;
