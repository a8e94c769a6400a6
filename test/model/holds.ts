import {
  succeedIfAffordable,
  type CommandOf,
  atLeastZero,
  change,
  splitReturned,
  succeed,
  type Expected,
  type Kind,
  firstRefusal,
  transactionIn,
  type Line,
  type Need,
  refuseUnlessActive,
  refuseIfClosed,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
  newTransaction,
  refuse,
  smaller,
  SOON_SECONDS,
  walletFor,
  refuseAmount,
  needCash,
} from './commands-and-state.js';
import {
  apply,
  division,
  effectsOf,
  less,
  needsOf,
  opposite,
  refuseClosedReceivers,
  refuseSplits,
  sharesOf,
  walletsIn,
} from './divided.js';

export function requestWithdrawal(
  state: ModelState,
  command: CommandOf<'requestWithdrawal' | 'purchase'>,
  by: ModelCaller,
): Expected {
  const wallet = walletFor(state, command.walletId, by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseUnlessActive(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  const wrongSplits = firstRefusal(refuseSplits(state, command, amount, [wallet]));
  if (wrongSplits) return wrongSplits;
  return succeedIfAffordable(needCash(wallet, amount), (id) => {
    change(wallet, { cash: -amount, held: amount });
    const divided = division(command, amount);
    state.transactions.set(
      id,
      newTransaction({
        ...{ kind: 'WITHDRAWAL', walletId, currency, amount, by: by.id, status: 'PENDING' },
        ...divided,
        hold: { cash: amount, credit: 0n },
        effects: [[walletId, -amount], ...effectsOf(divided, divided.received, currency)],
        soon: (command.expiresInSeconds ?? Infinity) <= SOON_SECONDS,
      }),
    );
  });
}

/** Pays the held cash to the receivers of the splits. What is left of it leaves the book. */
export function approveWithdrawal(state: ModelState, transactionId: string) {
  const found = transactionIn(state, transactionId, 'WITHDRAWAL', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const expired = transaction.soon ? ['INVALID_TRANSITION'] : [];
  return (
    firstRefusal(expired, refuseUnlessActive(wallet)) ??
    succeed(() => {
      change(wallet, { held: -transaction.amount });
      apply(state, effectsOf(transaction, transaction.received, transaction.currency));
      transaction.status = 'COMPLETED';
    })
  );
}

/** Releases the hold. Only the owner can cancel: for others the transaction does not exist. */
export function endWithdrawal(
  state: ModelState,
  command: { readonly do: 'rejectWithdrawal' | 'cancelWithdrawal'; readonly transactionId: string },
  by: ModelCaller,
): Expected {
  const { walletId } = state.transactions.get(command.transactionId) ?? {};
  if (command.do === 'cancelWithdrawal' && !walletFor(state, walletId ?? '', by))
    return refuse('TRANSACTION_NOT_FOUND');
  const found = transactionIn(state, command.transactionId, 'WITHDRAWAL', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  return (
    firstRefusal(refuseIfClosed(wallet)) ??
    succeed(() => {
      change(wallet, { held: -transaction.amount, cash: transaction.amount });
      transaction.status = command.do === 'cancelWithdrawal' ? 'CANCELLED' : 'FAILED';
    })
  );
}

/** Holds cash first, then credit. */
export function purchase(
  state: ModelState,
  command: CommandOf<'requestWithdrawal' | 'purchase'>,
  by: ModelCaller,
): Expected {
  const wallet = walletFor(state, command.walletId, by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseUnlessActive(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  const wrongSplits = firstRefusal(refuseSplits(state, command, amount, [wallet]));
  if (wrongSplits) return wrongSplits;
  const cash = smaller(wallet.cash, amount);
  const credit = amount - cash;
  return succeedIfAffordable(needSpendable(wallet, amount), (id) => {
    change(wallet, { cash: -cash, held: cash, credit: -credit, heldCredit: credit });
    state.transactions.set(
      id,
      newTransaction({
        ...{ kind: 'PURCHASE', walletId, currency, amount, by: by.id, status: 'PENDING' },
        ...division(command, amount),
        hold: { cash, credit },
        soon: (command.expiresInSeconds ?? Infinity) <= SOON_SECONDS,
      }),
    );
  });
}

function needSpendable({ id, cash, credit }: ModelWallet, required: bigint): Need {
  return { walletId: id, available: cash + credit, required };
}

/** Spends all or a part of the hold, cash first, and releases the rest. Each receiver gets its share of what is spent. */
export function completePurchase(
  state: ModelState,
  { transactionId, money }: CommandOf<'completePurchase'>,
): Expected {
  const found = transactionIn(state, transactionId, 'PURCHASE', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const wrong = firstRefusal(transaction.soon ? ['INVALID_TRANSITION'] : [], [
    ...refuseUnlessActive(wallet),
    ...(money ? refuseAmount(money, wallet.currency) : []),
  ]);
  if (wrong) return wrong;
  const captured = money ? minorUnits(money.amount, wallet.currency) : transaction.amount;
  if (captured > transaction.amount) return refuse('AMOUNT_EXCEEDS_REMAINING');
  const cash = smaller(transaction.hold.cash, captured);
  const credit = captured - cash;
  return succeed(() => {
    change(wallet, { held: -cash, heldCredit: -credit });
    release(wallet, {
      cash: transaction.hold.cash - cash,
      credit: transaction.hold.credit - credit,
    });
    const received = less(transaction, sharesOf(transaction, transaction.amount - captured));
    apply(state, effectsOf(transaction, received, wallet.currency));
    Object.assign(transaction, { status: 'COMPLETED', captured, capturedCash: cash, received });
  });
}

function release(wallet: ModelWallet, hold: { cash: bigint; credit: bigint }): void {
  change(wallet, { held: -hold.cash, heldCredit: -hold.credit, ...splitReturned(wallet, hold) });
}

/** Releases the hold of a PENDING purchase. Of a COMPLETED one it returns what has not been refunded. */
export function failPurchase(
  state: ModelState,
  { transactionId, onlyIfPending }: CommandOf<'failPurchase'>,
): Expected {
  const statuses = onlyIfPending ? (['PENDING'] as const) : (['PENDING', 'COMPLETED'] as const);
  const found = transactionIn(state, transactionId, 'PURCHASE', statuses);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  if (transaction.status === 'PENDING')
    return (
      firstRefusal(refuseIfClosed(wallet)) ??
      succeed(() => {
        release(wallet, transaction.hold);
        transaction.status = 'FAILED';
      })
    );
  const left = transaction.captured - transaction.refunded;
  const given = opposite(effectsOf(transaction, transaction.received, wallet.currency));
  return (
    firstRefusal(left === 0n ? ['INVALID_TRANSITION'] : [], [
      ...refuseIfClosed(wallet),
      ...refuseClosedReceivers(state, given),
    ]) ??
    succeedIfAffordable(needsOf(state, given), () => {
      apply(state, given);
      change(wallet, splitReturned(wallet, unspent(transaction, left)));
      transaction.status = 'FAILED';
    })
  );
}

/** Releases the hold. Only the owner can cancel: for others the transaction does not exist. */
export function cancelPurchase(
  state: ModelState,
  transactionId: string,
  by: ModelCaller,
): Expected {
  const { walletId } = state.transactions.get(transactionId) ?? {};
  if (!walletFor(state, walletId ?? '', by)) return refuse('TRANSACTION_NOT_FOUND');
  const found = transactionIn(state, transactionId, 'PURCHASE', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  return succeed(() => {
    release(wallet, transaction.hold);
    transaction.status = 'CANCELLED';
  });
}

/** Returns a part of what was captured. Each receiver gives its share of it. */
export function refundPurchase(
  state: ModelState,
  command: CommandOf<'refundPurchase'>,
  by: ModelCaller,
): Expected {
  const found = transactionIn(state, command.transactionId, 'PURCHASE', ['COMPLETED']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  if (transaction.refunded + amount > transaction.captured)
    return refuse('AMOUNT_EXCEEDS_REMAINING');
  const shares = sharesOf(transaction, amount);
  const given = opposite(effectsOf(transaction, shares, currency));
  return (
    firstRefusal(refuseClosedReceivers(state, given)) ??
    succeedIfAffordable(needsOf(state, given), (id) => {
      apply(state, given);
      change(wallet, splitReturned(wallet, unspent(transaction, amount)));
      transaction.refunded += amount;
      transaction.received = less(transaction, shares);
      const what = { kind: 'REFUND', walletId, currency, amount, by: by.id } as const;
      const others = walletsIn(state, given).map((other) => other.id);
      state.transactions.set(id, newTransaction({ ...what, others }));
    })
  );
}

/** Cash is spent first, so a completed purchase returns credit first. */
function unspent(
  { captured, capturedCash, refunded }: ModelTransaction,
  amount: bigint,
): { cash: bigint; credit: bigint } {
  const creditSpent = atLeastZero(captured - refunded - capturedCash);
  const credit = smaller(creditSpent, amount);
  return { cash: amount - credit, credit };
}

/** The kinds that hold money while they are PENDING. */
export const HOLDING: readonly Kind[] = ['WITHDRAWAL', 'PURCHASE'];

/** Releases a hold that is due. */
export function expireHold(state: ModelState, transactionId: string): Expected {
  const transaction = state.transactions.get(transactionId);
  if (!transaction) return refuse('TRANSACTION_NOT_FOUND');
  const wallet = state.wallets.get(transaction.walletId ?? '');
  if (!wallet) return refuse('INVALID_TRANSITION');
  if (transaction.status !== 'PENDING' || !HOLDING.includes(transaction.kind))
    return refuse('INVALID_TRANSITION');
  return succeed(() => {
    release(wallet, transaction.hold);
    transaction.status = 'FAILED';
  });
}

export function drawCredit(state: ModelState, command: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, command.walletId, by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseUnlessActive(wallet),
    ...refuseAmount(command, wallet.currency),
    ...(wallet.line.approved ? [] : ['CREDIT_NOT_APPROVED']),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  if (wallet.owed + amount > wallet.line.limit) return refuse('CREDIT_LIMIT_EXCEEDED');
  return succeed((id) => {
    change(wallet, { owed: amount, credit: amount });
    const what = { kind: 'CREDIT_DRAW', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction(what));
  });
}

/** Repays with unspent credit first, then with cash. */
export function repayCredit(state: ModelState, command: Line, by: ModelCaller): Expected {
  const wallet = walletFor(state, command.walletId, by);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseUnlessActive(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  if (amount > wallet.owed) return refuse('AMOUNT_EXCEEDS_REMAINING');
  const credit = smaller(wallet.credit, amount);
  return succeedIfAffordable(needSpendable(wallet, amount), (id) => {
    change(wallet, { owed: -amount, credit: -credit, cash: credit - amount });
    const what = { kind: 'CREDIT_REPAYMENT', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction(what));
  });
}
