import type { Line, ModelCaller } from './ask.js';
import { minorUnits, smaller, wrongAmount } from './amounts.js';
import {
  affording,
  doing,
  firstWrong,
  mayPay,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import { change, newTransaction, type ModelState } from './state.js';

export function drawCredit(state: ModelState, ask: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, ask.walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([
    ...mayPay(wallet),
    ...wrongAmount(ask, wallet.currency),
    ...(wallet.line.approved ? [] : ['CREDIT_NOT_APPROVED']),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  if (wallet.owed + amount > wallet.line.limit) return refusing('CREDIT_LIMIT_EXCEEDED');
  return doing((id) => {
    change(wallet, { owed: amount, credit: amount });
    const what = { kind: 'CREDIT_DRAW', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction(what));
  });
}

/** Gives unspent credit back first, then pays with cash. */
export function repayCredit(state: ModelState, ask: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, ask.walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayPay(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  if (amount > wallet.owed) return refusing('AMOUNT_EXCEEDS_REMAINING');
  const credit = smaller(wallet.credit, amount);
  return affording({ available: wallet.cash + wallet.credit, required: amount }, (id) => {
    change(wallet, { owed: -amount, credit: -credit, cash: credit - amount });
    const what = { kind: 'CREDIT_REPAYMENT', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction(what));
  });
}
