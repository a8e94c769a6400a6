import { isRefusal, type Movement } from '../ledger/index.js';
import {
  completed,
  onHouse,
  onWallet,
  openFor,
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
    const receiving = openFor(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const transaction = completed(state, by, {
      kind: 'DEPOSIT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      ...remarks(input),
    });
    return {
      transaction,
      postings: [
        onHouse(wallet.currency, 'EXTERNAL', 'POST', -minor),
        onWallet(wallet, 'CASH', 'POST', minor),
      ],
      answer: { transactionId: transaction.id },
    };
  },
};
