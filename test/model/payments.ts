import {
  affording,
  type AskOf,
  change,
  DIGITS,
  doing,
  exchanged,
  type Expected,
  firstWrong,
  inStatus,
  isKnown,
  type Kind,
  type Line,
  mayPay,
  mayReceive,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelWallet,
  newTransaction,
  ownApproval,
  refusing,
  SOON,
  type TransferLine,
  walletFor,
  wrongAmount,
  wrongMinor,
} from './commands-and-state.js';

/** Cash that comes from the house at once: a deposit, an adjustment upwards. */
export function receiving(state: ModelState, kind: Kind, ask: Line, by: ModelCaller): Expected {
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  return doing((id) => {
    change(wallet, { cash: amount });
    const what = { kind, walletId: wallet.id, currency, amount, by: by.id };
    state.transactions.set(id, newTransaction({ ...what, effects: [[wallet.id, amount]] }));
  });
}

/** One of several: in the currency of them all. */
export function earning(state: ModelState, ask: AskOf<'earning'>, by: ModelCaller): Expected {
  if (ask.currency !== ask.of)
    return refusing(isKnown(ask) ? 'CURRENCY_MISMATCH' : 'UNKNOWN_CURRENCY');
  return receiving(state, 'EARNING', ask, by);
}

/** Staff may do it for anybody; a cashier too, who may use no wallet otherwise. */
export function initiateDeposit(state: ModelState, ask: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, ask.walletId, by.roles.includes('CASHIER') ? 'anyone' : by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  const what = { kind: 'DEPOSIT', walletId: wallet.id, currency, amount, by: by.id } as const;
  return doing((id) => {
    const effects = [[wallet.id, amount]] as const;
    state.transactions.set(id, newTransaction({ ...what, status: 'PENDING', effects }));
  });
}

export function confirmDeposit(state: ModelState, transactionId: string, by: ModelCaller) {
  const found = inStatus(state, transactionId, 'DEPOSIT', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  // A program passes on what a payment provider says; a person may not, whatever else they are.
  const isProgram = by.roles.every((role) => role === 'SERVICE');
  const itself = isProgram ? [] : ownApproval(transaction, wallet, by);
  return (
    firstWrong(itself, mayReceive(wallet)) ??
    doing(() => {
      change(wallet, { cash: transaction.amount });
      transaction.status = 'COMPLETED';
    })
  );
}

/** One that moved nothing yet fails even of a closed wallet; one that was completed is taken back. */
export function failDeposit(state: ModelState, transactionId: string): Expected {
  const found = inStatus(state, transactionId, 'DEPOSIT', ['PENDING', 'COMPLETED']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const required = transaction.status === 'COMPLETED' ? transaction.amount : 0n;
  if (transaction.reversed) return refusing('INVALID_TRANSITION');
  if (transaction.status === 'COMPLETED' && wallet.status === 'CLOSED')
    return refusing('WALLET_NOT_ACTIVE');
  return affording({ available: wallet.cash, required }, () => {
    change(wallet, { cash: -required });
    transaction.status = 'FAILED';
  });
}

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

/** Moves the amounts back, once. The receiver must still have them. */
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

/** The UTC day of a moment. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** One unit of the currency. */
export function claimDailyBonus(state: ModelState, walletId: string, by: ModelCaller): Expected {
  const wallet = walletFor(state, walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([
    ...mayReceive(wallet),
    ...(wallet.bonusDays.has(today()) ? ['ALREADY_CLAIMED'] : []),
  ]);
  if (wrong) return wrong;
  const amount = 10n ** BigInt(DIGITS[wallet.currency] ?? 0);
  return doing((id) => {
    wallet.bonusDays.add(today());
    pay(state, wallet, 'BONUS', amount, by, id);
  });
}

/**
 * A part of what another transaction was about, rounded down; of a purchase, of what was captured and is
 * not refunded. Nothing is paid on what gives something back, or of which nothing is left.
 */
export function payReferralCommission(
  state: ModelState,
  ask: AskOf<'payReferralCommission'>,
  by: ModelCaller,
): Expected {
  const wallet = state.wallets.get(ask.walletId);
  const source = state.transactions.get(ask.sourceTransactionId);
  if (!wallet || !source)
    return refusing(
      ...(wallet ? [] : ['WALLET_NOT_FOUND']),
      ...(source ? [] : ['TRANSACTION_NOT_FOUND']),
    );
  const { kind, captured, refunded } = source;
  const basis = kind === 'PURCHASE' ? captured - refunded : source.amount;
  const inForce = source.status === 'COMPLETED' && !source.reversed && basis > 0n;
  const counts = inForce && kind !== 'REFUND' && kind !== 'REVERSAL';
  const amount = (basis * BigInt(ask.rateBps)) / 10_000n;
  const paid = source.commissions.has(wallet.id) ? ['ALREADY_PAID'] : [];
  return (
    firstWrong(counts ? [] : ['INVALID_TRANSITION', ...paid], [
      ...mayReceive(wallet),
      ...(source.currency === wallet.currency ? [] : ['CURRENCY_MISMATCH']),
      ...wrongMinor(amount),
      ...paid,
    ]) ??
    doing((id) => {
      source.commissions.add(wallet.id);
      pay(state, wallet, 'COMMISSION', amount, by, id);
    })
  );
}

function pay(
  state: ModelState,
  wallet: ModelWallet,
  kind: 'BONUS' | 'COMMISSION',
  amount: bigint,
  by: ModelCaller,
  id: string,
): void {
  change(wallet, { cash: amount });
  const what = { kind, walletId: wallet.id, currency: wallet.currency, amount, by: by.id };
  state.transactions.set(id, newTransaction({ ...what, effects: [[wallet.id, amount]] }));
}
