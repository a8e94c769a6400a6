import type { ModelCaller, AskOf } from './ask.js';
import { atLeastZero, minorUnits, smaller, wrongAmount } from './amounts.js';
import {
  affording,
  doing,
  firstWrong,
  inStatus,
  mayPay,
  mayReceive,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import {
  change,
  comingBack,
  newTransaction,
  SOON,
  type ModelState,
  type ModelTransaction,
  type ModelWallet,
} from './state.js';

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
