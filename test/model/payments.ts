import {
  succeedIfAffordable,
  type CommandOf,
  type Dated,
  change,
  DIGITS,
  type Dividing,
  type Effect,
  succeed,
  convert,
  type Expected,
  firstRefusal,
  transactionIn,
  isKnown,
  type Kind,
  type Line,
  refuseUnlessActive,
  refuseIfClosed,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
  needCash,
  newTransaction,
  refuse,
  SOON_SECONDS,
  type TransferLine,
  walletFor,
  refuseAmount,
  refuseMoment,
  refuseMinorUnits,
} from './commands-and-state.js';
import {
  apply,
  division,
  effectsOf,
  needsOf,
  opposite,
  refuseSplits,
  restOf,
  walletsIn,
} from './divided.js';

/** Cash from a system account, at once: a deposit, an upward adjustment. */
export function receiveCash(
  state: ModelState,
  kind: Kind,
  command: Line & Dividing & Dated,
  by: ModelCaller,
): Expected {
  const wallet = state.wallets.get(command.walletId);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...[wallet, ...receiversNamed(state, command)].flatMap((one) => refuseMoment(one, command)),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  const divided = division(command, amount);
  const effects = [
    ...withRest(wallet.id, restOf(divided.received)),
    ...effectsOf(divided, divided.received, currency),
  ];
  return (
    firstRefusal(refuseSplits(state, command, amount, [wallet])) ??
    succeed((id) => {
      apply(state, effects);
      const { effectiveAt } = command;
      const what = { kind, walletId: wallet.id, currency, amount, effectiveAt, by: by.id };
      state.transactions.set(id, newTransaction({ ...what, ...divided, effects }));
    })
  );
}

function receiversNamed(state: ModelState, { splits = [] }: Dividing): ModelWallet[] {
  return splits.flatMap(({ to }) =>
    'walletId' in to ? (state.wallets.get(to.walletId) ?? []) : [],
  );
}

/** The change of the wallet that receives the rest. PostgreSQL has no entry of zero. */
function withRest(walletId: string, rest: bigint): Effect[] {
  return rest === 0n ? [] : [[walletId, rest]];
}

/** One line of a distribution. It must have the currency of the whole distribution. */
export function receiveEarning(
  state: ModelState,
  command: CommandOf<'earning'>,
  by: ModelCaller,
): Expected {
  if (command.currency !== command.of)
    return refuse(isKnown(command) ? 'CURRENCY_MISMATCH' : 'UNKNOWN_CURRENCY');
  return receiveCash(state, 'EARNING', command, by);
}

/** A cashier may announce a deposit to any wallet, and use no wallet otherwise. */
export function initiateDeposit(state: ModelState, command: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, command.walletId, by.roles.includes('CASHIER') ? 'anyone' : by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  const what = { kind: 'DEPOSIT', walletId: wallet.id, currency, amount, by: by.id } as const;
  return succeed((id) => {
    const effects = [[wallet.id, amount]] as const;
    state.transactions.set(id, newTransaction({ ...what, status: 'PENDING', effects }));
  });
}

export function confirmDeposit(state: ModelState, transactionId: string) {
  const found = transactionIn(state, transactionId, 'DEPOSIT', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  return succeed(() => {
    change(wallet, { cash: transaction.amount });
    transaction.status = 'COMPLETED';
  });
}

/** A PENDING deposit fails even if the wallet is closed. A COMPLETED one is taken back. */
export function failDeposit(
  state: ModelState,
  { transactionId, onlyIfPending }: CommandOf<'failDeposit'>,
): Expected {
  const statuses = onlyIfPending ? (['PENDING'] as const) : (['PENDING', 'COMPLETED'] as const);
  const found = transactionIn(state, transactionId, 'DEPOSIT', statuses);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  if (transaction.reversed) return refuse('INVALID_TRANSITION');
  const isPaid = transaction.status === 'COMPLETED';
  return takeBackIfThere(state, isPaid ? opposite(transaction.effects) : [], {
    closed: isPaid && [wallet, ...receiversOf(state, transaction)].some(isClosed),
    then: () => {
      transaction.status = 'FAILED';
    },
  });
}

const isClosed = ({ status }: ModelWallet): boolean => status === 'CLOSED';

function receiversOf(state: ModelState, { others }: ModelTransaction): ModelWallet[] {
  return others.flatMap((id) => state.wallets.get(id) ?? []);
}

/** Takes back what each wallet still has. Whether a closed wallet or a missing amount is refused first is open. */
function takeBackIfThere(
  state: ModelState,
  effects: readonly Effect[],
  { closed, then }: { readonly closed: boolean; readonly then: Expected['then'] },
): Expected {
  const expected = succeedIfAffordable(needsOf(state, effects), (id) => {
    apply(state, effects);
    then(id);
  });
  if (!closed) return expected;
  return { ...expected, ...refuse('WALLET_NOT_ACTIVE', ...expected.refusals) };
}

export function transfer(
  state: ModelState,
  command: TransferLine & Dividing,
  by: ModelCaller,
): Expected {
  const from = walletFor(state, command.fromWalletId, by);
  const to = state.wallets.get(command.toWalletId);
  if (!from) return refuse('WALLET_NOT_FOUND');
  if (from === to) return refuse('SAME_WALLET');
  if (!to) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...(refuseUnlessActive(from).length > 0 ? refuseUnlessActive(from) : refuseIfClosed(to)),
    ...(from.currency === to.currency ? [] : ['CURRENCY_MISMATCH']),
    ...refuseAmount(command, from.currency),
  ]);
  if (wrong) return wrong;
  const amount = minorUnits(command.amount, from.currency);
  const wrongSplits = firstRefusal(refuseSplits(state, command, amount, [from, to]));
  if (wrongSplits) return wrongSplits;
  const divided = division(command, amount);
  const effects: Effect[] = [
    [from.id, -amount],
    ...withRest(to.id, restOf(divided.received)),
    ...effectsOf(divided, divided.received, from.currency),
  ];
  return succeedIfAffordable(needCash(from, amount), (id) => {
    apply(state, effects);
    const what = { kind: 'TRANSFER', walletId: from.id, currency: from.currency, amount } as const;
    const others = [to.id, ...divided.others];
    state.transactions.set(id, newTransaction({ ...what, ...divided, others, by: by.id, effects }));
  });
}

/** A debit takes cash no lower than zero. A frozen wallet can be adjusted. */
export function adjustBalance(
  state: ModelState,
  command: CommandOf<'adjustBalance'>,
  by: ModelCaller,
): Expected {
  if (command.direction === 'CREDIT') return receiveCash(state, 'ADJUSTMENT', command, by);
  const wallet = state.wallets.get(command.walletId);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...refuseMoment(wallet, command),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { effectiveAt } = command;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  return succeedIfAffordable(needCash(wallet, amount), (id) => {
    change(wallet, { cash: -amount });
    const what = {
      kind: 'ADJUSTMENT',
      walletId,
      currency,
      amount,
      effectiveAt,
      by: by.id,
    } as const;
    state.transactions.set(id, newTransaction({ ...what, effects: [[walletId, -amount]] }));
  });
}

/** The kinds that a reversal accepts. */
export const REVERSIBLE: readonly Kind[] = [
  ...(['DEPOSIT', 'WITHDRAWAL', 'TRANSFER', 'EXCHANGE'] as const),
  ...(['ADJUSTMENT', 'BONUS', 'COMMISSION', 'EARNING', 'POSTING'] as const),
];

/** Moves the amounts back, once. The receiver must still have them. */
export function reverseTransaction(
  state: ModelState,
  transactionId: string,
  by: ModelCaller,
): Expected {
  const original = state.transactions.get(transactionId);
  if (!original) return refuse('TRANSACTION_NOT_FOUND');
  if (!REVERSIBLE.includes(original.kind) || original.status !== 'COMPLETED' || original.reversed)
    return refuse('INVALID_TRANSITION');
  const effects = opposite(original.effects);
  return takeBackIfThere(state, effects, {
    closed: walletsIn(state, effects).some(isClosed),
    then: (id) => {
      original.reversed = true;
      const { walletId, currency, amount, others } = original;
      const what = { kind: 'REVERSAL', walletId, currency, amount, others } as const;
      state.transactions.set(id, newTransaction({ ...what, by: by.id }));
    },
  });
}

/** Between two wallets of one owner. A quote promises a rate and moves nothing. */
export function quoteExchange(state: ModelState, command: CommandOf<'quoteExchange'>): Expected {
  const from = state.wallets.get(command.fromWalletId);
  const to = state.wallets.get(command.toWalletId);
  if (!from) return refuse('WALLET_NOT_FOUND');
  if (from === to) return refuse('SAME_WALLET');
  if (to?.ownerId !== from.ownerId) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseUnlessActive(from),
    ...refuseIfClosed(to),
    ...refuseAmount(command, from.currency),
    ...(from.currency === to.currency ? ['CURRENCY_MISMATCH'] : []),
  ]);
  if (wrong) return wrong;
  const fromAmount = minorUnits(command.amount, from.currency);
  const toAmount = convert(fromAmount, from.currency, to.currency, command.rate);
  return (
    firstRefusal(refuseMinorUnits(toAmount)) ??
    succeed((id) =>
      state.quotes.set(id, {
        ...{ fromWalletId: from.id, toWalletId: to.id, fromAmount, toAmount, used: false },
        soon: command.expiresInSeconds <= SOON_SECONDS,
      }),
    )
  );
}

export function exchange(state: ModelState, quoteId: string, by: ModelCaller): Expected {
  const quote = state.quotes.get(quoteId);
  const from = quote && walletFor(state, quote.fromWalletId, by);
  const to = quote && state.wallets.get(quote.toWalletId);
  if (!from || !to) return refuse('QUOTE_NOT_FOUND');
  const wrong = firstRefusal(
    quote.used ? ['QUOTE_USED'] : [],
    quote.soon ? ['QUOTE_EXPIRED'] : [],
    [...refuseUnlessActive(from), ...refuseIfClosed(to)],
  );
  if (wrong) return wrong;
  const { fromAmount: amount, toAmount } = quote;
  return succeedIfAffordable(needCash(from, amount), (id) => {
    change(from, { cash: -amount });
    change(to, { cash: toAmount });
    quote.used = true;
    const effects = [
      [from.id, -amount],
      [to.id, toAmount],
    ] as const;
    const what = { kind: 'EXCHANGE', walletId: from.id, currency: from.currency, amount } as const;
    const others = [to.id];
    state.transactions.set(id, newTransaction({ ...what, others, by: by.id, effects }));
  });
}

/** The current UTC day. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Whether this was paid, and no reversal took it back. */
function stands(state: ModelState, transactionId: string | undefined): boolean {
  return state.transactions.get(transactionId ?? '')?.reversed === false;
}

/** Whether the wallet's owner has a bonus of today in its currency that stands, with whichever wallet. */
function claimedToday(state: ModelState, { ownerId, currency }: ModelWallet): boolean {
  return [...state.wallets.values()].some(
    (one) =>
      one.ownerId === ownerId &&
      one.currency === currency &&
      stands(state, one.bonuses.get(today())),
  );
}

/** Pays one unit of the currency, once an owner, currency and UTC day. A reversed bonus does not count. */
export function claimDailyBonus(state: ModelState, walletId: string, by: ModelCaller): Expected {
  const wallet = walletFor(state, walletId, by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...(claimedToday(state, wallet) ? ['ALREADY_CLAIMED'] : []),
  ]);
  if (wrong) return wrong;
  const amount = 10n ** BigInt(DIGITS[wallet.currency] ?? 0);
  return succeed((id) => {
    wallet.bonuses.set(today(), id);
    pay(state, wallet, 'BONUS', amount, by, id);
  });
}

/**
 * Pays a share of another transaction's amount, rounded down. For a purchase the base is the captured amount
 * less refunds. No commission is paid on refunds and reversals, or if nothing is left, or to the payer's owner. One that
 * was reversed does not count.
 */
export function payReferralCommission(
  state: ModelState,
  command: CommandOf<'payReferralCommission'>,
  by: ModelCaller,
): Expected {
  const wallet = state.wallets.get(command.walletId);
  const source = state.transactions.get(command.sourceTransactionId);
  // A posting has no payer. Whether that or a missing wallet is refused first is open.
  if (source?.kind === 'POSTING')
    return refuse('INVALID_TRANSITION', ...(wallet ? [] : ['WALLET_NOT_FOUND']));
  if (!wallet || !source)
    return refuse(
      ...(wallet ? [] : ['WALLET_NOT_FOUND']),
      ...(source ? [] : ['TRANSACTION_NOT_FOUND']),
    );
  const { kind, captured, refunded } = source;
  const basis = kind === 'PURCHASE' ? captured - refunded : source.amount;
  const inForce = source.status === 'COMPLETED' && !source.reversed && basis > 0n;
  const counts = inForce && kind !== 'REFUND' && kind !== 'REVERSAL';
  const amount = (basis * BigInt(command.rateBps)) / 10_000n;
  const paid = stands(state, source.commissions.get(wallet.id)) ? ['ALREADY_PAID'] : [];
  const payer = state.wallets.get(source.walletId ?? '');
  return (
    firstRefusal(
      payer?.ownerId === wallet.ownerId ? ['SAME_WALLET'] : [],
      counts ? [] : ['INVALID_TRANSITION', ...paid],
      [
        ...refuseIfClosed(wallet),
        ...(source.currency === wallet.currency ? [] : ['CURRENCY_MISMATCH']),
        ...refuseMinorUnits(amount),
        ...paid,
      ],
    ) ??
    succeed((id) => {
      source.commissions.set(wallet.id, id);
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
