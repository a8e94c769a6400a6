import { type Movement } from '../ledger/index.js';
import { hasAvailable, openFor, type MoneyInput } from './rules/amounts.js';
import { completed, onHouse, onWallet } from './rules/records.js';
import { isRefusal } from '../domain/index.js';

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
    const receiving = openFor(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const short = input.direction === 'DEBIT' ? hasAvailable(state, wallet, minor) : undefined;
    if (short) return short;
    const signed = input.direction === 'DEBIT' ? -minor : minor;
    const transaction = completed(state, by, {
      kind: 'ADJUSTMENT',
      amount: minor,
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
