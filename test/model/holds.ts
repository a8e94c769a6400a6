import {
  affording,
  type AskOf,
  atLeastZero,
  change,
  comingBack,
  doing,
  type Expected,
  firstWrong,
  inStatus,
  type Line,
  mayPay,
  mayReceive,
  minorUnits,
  type ModelCaller,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
  newTransaction,
  ownApproval,
  refusing,
  smaller,
  SOON,
  walletFor,
  wrongAmount,
} from './commands-and-state.js';

export function requestWithdrawal(
  state: ModelState,
  ask: AskOf<'requestWithdrawal' | 'purchase'>,
  by: ModelCaller,
): Expected {
  const wallet = walletFor(state, ask.walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayPay(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  return affording({ available: wallet.cash, required: amount }, (id) => {
    change(wallet, { cash: -amount, held: amount });
    state.transactions.set(
      id,
      newTransaction({
        ...{ kind: 'WITHDRAWAL', walletId, currency, amount, by: by.id, status: 'PENDING' },
        hold: { cash: amount, credit: 0n },
        effects: [[walletId, -amount]],
        soon: (ask.expiresInSeconds ?? Infinity) <= SOON,
      }),
    );
  });
}

export function approveWithdrawal(state: ModelState, transactionId: string, by: ModelCaller) {
  const found = inStatus(state, transactionId, 'WITHDRAWAL', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const expired = transaction.soon ? ['INVALID_TRANSITION'] : [];
  return (
    firstWrong(ownApproval(transaction, wallet, by), expired, mayPay(wallet)) ??
    doing(() => {
      change(wallet, { held: -transaction.amount });
      transaction.status = 'COMPLETED';
    })
  );
}

/** Gives back what was held. To cancel is its owner's; whose it is not, there it is not. */
export function endWithdrawal(
  state: ModelState,
  ask: { readonly do: 'rejectWithdrawal' | 'cancelWithdrawal'; readonly transactionId: string },
  by: ModelCaller,
): Expected {
  const { walletId = '' } = state.transactions.get(ask.transactionId) ?? {};
  if (!walletFor(state, walletId, ask.do === 'cancelWithdrawal' ? by : 'anyone'))
    return refusing('TRANSACTION_NOT_FOUND');
  const found = inStatus(state, ask.transactionId, 'WITHDRAWAL', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  return (
    firstWrong(mayReceive(wallet)) ??
    doing(() => {
      change(wallet, { held: -transaction.amount, cash: transaction.amount });
      transaction.status = ask.do === 'cancelWithdrawal' ? 'CANCELLED' : 'FAILED';
    })
  );
}

/** Reserves cash first, then credit. */
export function purchase(
  state: ModelState,
  ask: AskOf<'requestWithdrawal' | 'purchase'>,
  by: ModelCaller,
): Expected {
  const wallet = walletFor(state, ask.walletId, by);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const wrong = firstWrong([...mayPay(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  const cash = smaller(wallet.cash, amount);
  const credit = amount - cash;
  return affording({ available: wallet.cash + wallet.credit, required: amount }, (id) => {
    change(wallet, { cash: -cash, held: cash, credit: -credit, heldCredit: credit });
    state.transactions.set(
      id,
      newTransaction({
        ...{ kind: 'PURCHASE', walletId, currency, amount, by: by.id, status: 'PENDING' },
        hold: { cash, credit },
        soon: (ask.expiresInSeconds ?? Infinity) <= SOON,
      }),
    );
  });
}

/** Spends all of it, or a part, cash first; the rest of what was held comes back. */
export function completePurchase(
  state: ModelState,
  { transactionId, money }: AskOf<'completePurchase'>,
): Expected {
  const found = inStatus(state, transactionId, 'PURCHASE', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const wrong = firstWrong(transaction.soon ? ['INVALID_TRANSITION'] : [], [
    ...mayPay(wallet),
    ...(money ? wrongAmount(money, wallet.currency) : []),
  ]);
  if (wrong) return wrong;
  const captured = money ? minorUnits(money.amount, wallet.currency) : transaction.amount;
  if (captured > transaction.amount) return refusing('AMOUNT_EXCEEDS_REMAINING');
  const cash = smaller(transaction.hold.cash, captured);
  const credit = captured - cash;
  return doing(() => {
    change(wallet, { held: -cash, heldCredit: -credit });
    release(wallet, {
      cash: transaction.hold.cash - cash,
      credit: transaction.hold.credit - credit,
    });
    Object.assign(transaction, { status: 'COMPLETED', captured, capturedCash: cash });
  });
}

function release(wallet: ModelWallet, hold: { cash: bigint; credit: bigint }): void {
  change(wallet, { held: -hold.cash, heldCredit: -hold.credit, ...comingBack(wallet, hold) });
}

/** While pending it gives all back; afterwards what has not been refunded, if anything is left. */
export function failPurchase(state: ModelState, transactionId: string): Expected {
  const found = inStatus(state, transactionId, 'PURCHASE', ['PENDING', 'COMPLETED']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const left = transaction.captured - transaction.refunded;
  const nothingLeft = transaction.status === 'COMPLETED' && left === 0n;
  return (
    firstWrong(nothingLeft ? ['INVALID_TRANSITION'] : [], mayReceive(wallet)) ??
    doing(() => {
      if (transaction.status === 'PENDING') release(wallet, transaction.hold);
      else change(wallet, comingBack(wallet, unspent(transaction, left)));
      transaction.status = 'FAILED';
    })
  );
}

export function refundPurchase(
  state: ModelState,
  ask: AskOf<'refundPurchase'>,
  by: ModelCaller,
): Expected {
  const found = inStatus(state, ask.transactionId, 'PURCHASE', ['COMPLETED']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const wrong = firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency)]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(ask.amount, currency);
  if (transaction.refunded + amount > transaction.captured)
    return refusing('AMOUNT_EXCEEDS_REMAINING');
  return doing((id) => {
    change(wallet, comingBack(wallet, unspent(transaction, amount)));
    transaction.refunded += amount;
    const what = { kind: 'REFUND', walletId, currency, amount, by: by.id } as const;
    state.transactions.set(id, newTransaction(what));
  });
}

/** What stays spent is cash first, so what comes back of a completed purchase is credit first. */
function unspent(
  { captured, capturedCash, refunded }: ModelTransaction,
  amount: bigint,
): { cash: bigint; credit: bigint } {
  const creditSpent = atLeastZero(captured - refunded - capturedCash);
  const credit = smaller(creditSpent, amount);
  return { cash: amount - credit, credit };
}

/** What the expiry of a reservation that is due gives back. */
export function expireHold(state: ModelState, transactionId: string): Expected {
  const transaction = state.transactions.get(transactionId);
  const wallet = transaction && state.wallets.get(transaction.walletId);
  if (!wallet) return refusing('TRANSACTION_NOT_FOUND');
  if (transaction.status !== 'PENDING' || transaction.kind === 'DEPOSIT')
    return refusing('INVALID_TRANSITION');
  return doing(() => {
    release(wallet, transaction.hold);
    transaction.status = 'FAILED';
  });
}

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
