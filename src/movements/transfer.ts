import { isRefusal, type Movement } from '../ledger/index.js';
import {
  amountFor,
  anyWallet,
  completed,
  hasAvailable,
  mayPay,
  mayReceive,
  onWallet,
  remarks,
  usableWallet,
  type MoneyInput,
  type Remarks,
} from './rules.js';

export interface TransferInput extends Remarks {
  readonly fromWalletId: string;
  readonly toWalletId: string;
  readonly amount: MoneyInput;
}

/** From one wallet's CASH to another's, in the same currency, at once. */
export const transfer: Movement<TransferInput> = {
  name: 'transfer',
  locks: ({ fromWalletId, toWalletId }) => ({ wallets: [fromWalletId, toWalletId] }),
  decide(input, by, state) {
    const from = usableWallet(state, input.fromWalletId, by);
    if (isRefusal(from)) return from;
    if (input.toWalletId === from.id)
      return {
        code: 'SAME_WALLET',
        message: 'A transfer needs two wallets: toWalletId is the one that pays.',
      };
    const to = anyWallet(state, input.toWalletId);
    if (isRefusal(to)) return to;
    const cannot = mayPay(from) ?? mayReceive(to);
    if (cannot) return cannot;
    const amount = amountFor(state, from, input.amount);
    if (isRefusal(amount)) return amount;
    if (to.currency !== from.currency)
      return {
        code: 'CURRENCY_MISMATCH',
        message: `A transfer stays in one currency: from ${from.currency}, to ${to.currency}.`,
      };
    const short = hasAvailable(state, from, amount.minor);
    if (short) return short;
    const transaction = completed(state, by, {
      kind: 'TRANSFER',
      amount: amount.minor,
      currency: from.currency,
      walletId: from.id,
      counterWalletId: to.id,
      ...remarks(input),
    });
    return {
      transaction,
      postings: [
        onWallet(from, 'CASH', 'POST', -amount.minor),
        onWallet(to, 'CASH', 'POST', amount.minor),
      ],
      answer: { transactionId: transaction.id },
    };
  },
};
