import type { Movement } from '../ledger/index.js';
import {
  amountFor,
  anyWallet,
  completed,
  hasAvailable,
  mayReceive,
  onHouse,
  onWallet,
  refused,
  type MoneyInput,
} from './rules.js';

export interface AdjustBalanceInput {
  readonly walletId: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: MoneyInput;
  readonly reason: string;
}

/**
 * A correction by staff, with a reason: ADJUSTMENTS ↔ the wallet's CASH. A frozen wallet is adjusted
 * too (settling a dispute is what it was frozen for); below zero nothing goes.
 */
export const adjustBalance: Movement<AdjustBalanceInput> = {
  name: 'adjustBalance',
  locks: ({ walletId }) => ({ wallets: [walletId], house: ['ADJUSTMENTS'] }),
  decide(input, by, state) {
    const wallet = anyWallet(state, input.walletId);
    if (refused(wallet)) return wallet;
    const cannot = mayReceive(wallet);
    if (cannot) return cannot;
    const amount = amountFor(state, wallet, input.amount);
    if (refused(amount)) return amount;
    const short =
      input.direction === 'DEBIT' ? hasAvailable(state, wallet, amount.minor) : undefined;
    if (short) return short;
    const signed = input.direction === 'DEBIT' ? -amount.minor : amount.minor;
    const transaction = completed(state, by, {
      kind: 'ADJUSTMENT',
      amount: amount.minor,
      currency: wallet.currency,
      walletId: wallet.id,
      statusReason: input.reason,
      details: { direction: input.direction },
    });
    return {
      transaction,
      postings: [
        onHouse(wallet.currency, 'ADJUSTMENTS', 'POST', -signed),
        onWallet(wallet, 'CASH', 'POST', signed),
      ],
      answer: { transactionId: transaction.id },
    };
  },
};
