import type { Movement } from '../ledger/index.js';
import {
  amountFor,
  anyWallet,
  completed,
  mayReceive,
  onHouse,
  onWallet,
  refused,
  remarks,
  type MoneyInput,
  type Remarks,
} from './rules.js';

export interface DepositInput extends Remarks {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Money that came from outside: EXTERNAL → the wallet's CASH, at once. */
export const deposit: Movement<DepositInput> = {
  name: 'deposit',
  locks: ({ walletId }) => ({ wallets: [walletId], house: ['EXTERNAL'] }),
  decide(input, by, state) {
    const wallet = anyWallet(state, input.walletId);
    if (refused(wallet)) return wallet;
    const cannot = mayReceive(wallet);
    if (cannot) return cannot;
    const amount = amountFor(state, wallet, input.amount);
    if (refused(amount)) return amount;
    const transaction = completed(state, by, {
      kind: 'DEPOSIT',
      amount: amount.minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
    });
    return {
      transaction,
      postings: [
        onHouse(wallet.currency, 'EXTERNAL', 'POST', -amount.minor),
        onWallet(wallet, 'CASH', 'POST', amount.minor),
      ],
      answer: { transactionId: transaction.id },
    };
  },
};
