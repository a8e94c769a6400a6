import type { ModelCaller, AskOf } from './ask.js';
import { exchanged, minorUnits, wrongAmount, wrongMinor } from './amounts.js';
import {
  affording,
  doing,
  firstWrong,
  mayPay,
  mayReceive,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import { change, newTransaction, SOON, type ModelState } from './state.js';

/** Between two wallets of one owner. A quote promises a rate and moves nothing. */
export function quoteExchange(state: ModelState, ask: AskOf<'quoteExchange'>): Expected {
  const from = state.wallets.get(ask.fromWalletId);
  const to = state.wallets.get(ask.toWalletId);
  if (!from) return refusing('WALLET_NOT_FOUND');
  if (from === to) return refusing('SAME_WALLET');
  if (to?.ownerId !== from.ownerId) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([
    ...mayPay(from),
    ...mayReceive(to),
    ...wrongAmount(ask, from.currency),
  ]);
  if (wrong) return wrong;
  const fromAmount = minorUnits(ask.amount, from.currency);
  const toAmount = exchanged(fromAmount, from.currency, to.currency, ask.rate);
  return (
    firstWrong(wrongMinor(toAmount)) ??
    doing((id) =>
      state.quotes.set(id, {
        ...{ fromWalletId: from.id, toWalletId: to.id, fromAmount, toAmount, used: false },
        soon: ask.expiresInSeconds <= SOON,
      }),
    )
  );
}

export function exchange(state: ModelState, quoteId: string, by: ModelCaller): Expected {
  const quote = state.quotes.get(quoteId);
  const from = quote && walletFor(state, quote.fromWalletId, by);
  const to = quote && state.wallets.get(quote.toWalletId);
  if (!from || !to) return refusing('QUOTE_NOT_FOUND');
  const wrong = firstWrong(quote.used ? ['QUOTE_USED'] : [], quote.soon ? ['QUOTE_EXPIRED'] : [], [
    ...mayPay(from),
    ...mayReceive(to),
  ]);
  if (wrong) return wrong;
  const { fromAmount: amount, toAmount } = quote;
  return affording({ available: from.cash, required: amount }, (id) => {
    change(from, { cash: -amount });
    change(to, { cash: toAmount });
    quote.used = true;
    const effects = [
      [from.id, -amount],
      [to.id, toAmount],
    ] as const;
    const what = { kind: 'EXCHANGE', walletId: from.id, currency: from.currency, amount } as const;
    state.transactions.set(id, newTransaction({ ...what, by: by.id, effects }));
  });
}
