import type { ModelCaller, AskOf, TransferLine } from './ask.js';
import { minorUnits, wrongAmount } from './amounts.js';
import { receiving } from './deposits.js';
import {
  affording,
  firstWrong,
  mayPay,
  mayReceive,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import { change, newTransaction, type Kind, type ModelState } from './state.js';

export function transfer(state: ModelState, ask: TransferLine, by: ModelCaller): Expected {
  const from = walletFor(state, ask.fromWalletId, by);
  const to = state.wallets.get(ask.toWalletId);
  if (!from) return refusing('WALLET_NOT_FOUND');
  if (from === to) return refusing('SAME_WALLET');
  if (!to) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([
    ...(mayPay(from).length > 0 ? mayPay(from) : mayReceive(to)),
    ...(from.currency === to.currency ? [] : ['CURRENCY_MISMATCH']),
    ...wrongAmount(ask, from.currency),
  ]);
  if (wrong) return wrong;
  const amount = minorUnits(ask.amount, from.currency);
  return affording({ available: from.cash, required: amount }, (id) => {
    change(from, { cash: -amount });
    change(to, { cash: amount });
    const effects = [
      [from.id, -amount],
      [to.id, amount],
    ] as const;
    const what = { kind: 'TRANSFER', walletId: from.id, currency: from.currency, amount } as const;
    state.transactions.set(id, newTransaction({ ...what, by: by.id, effects }));
  });
}

/** A debit goes no lower than zero; a frozen wallet is adjusted too. */
export function adjustBalance(
  state: ModelState,
  ask: AskOf<'adjustBalance'>,
  by: ModelCaller,
): Expected {
  if (ask.direction === 'CREDIT') return receiving(state, 'ADJUSTMENT', ask, by);
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  return affording({ available: wallet.cash, required: amount }, (id) => {
    change(wallet, { cash: -amount });
    const what = { kind: 'ADJUSTMENT', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction({ ...what, effects: [[walletId, -amount]] }));
  });
}

const ENOUGH = { available: 0n, required: 0n };

/** What a reversal is for. */
export const REVERSIBLE: readonly Kind[] = [
  ...(['DEPOSIT', 'WITHDRAWAL', 'TRANSFER', 'EXCHANGE'] as const),
  ...(['ADJUSTMENT', 'BONUS', 'COMMISSION', 'EARNING'] as const),
];

/** The opposite of what it did, once. Whoever received must still have it. */
export function reversal(state: ModelState, transactionId: string, by: ModelCaller): Expected {
  const original = state.transactions.get(transactionId);
  if (!original) return refusing('TRANSACTION_NOT_FOUND');
  if (!REVERSIBLE.includes(original.kind) || original.status !== 'COMPLETED' || original.reversed)
    return refusing('INVALID_TRANSITION');
  const effects = original.effects.map(([id, moved]) => [id, -moved] as const);
  const touched = effects.flatMap(([id, moved]) => {
    const wallet = state.wallets.get(id);
    return wallet ? [{ wallet, moved }] : [];
  });
  const short = touched.find(({ wallet, moved }) => wallet.cash + moved < 0n);
  const notActive = touched.flatMap(({ wallet }) => mayReceive(wallet));
  if (notActive.length > 0)
    return refusing('WALLET_NOT_ACTIVE', ...(short ? ['INSUFFICIENT_FUNDS'] : []));
  const lacking = short ? { available: short.wallet.cash, required: -short.moved } : ENOUGH;
  return affording(lacking, (id) => {
    for (const { wallet, moved } of touched) change(wallet, { cash: moved });
    original.reversed = true;
    const { walletId, currency, amount } = original;
    const what = { kind: 'REVERSAL', walletId, currency, amount } as const;
    state.transactions.set(id, newTransaction({ ...what, by: by.id }));
  });
}
