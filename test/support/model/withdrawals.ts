import type { ModelCaller, AskOf } from './ask.js';
import { minorUnits, wrongAmount } from './amounts.js';
import {
  affording,
  doing,
  firstWrong,
  inStatus,
  mayPay,
  mayReceive,
  ownApproval,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import { change, newTransaction, SOON, type ModelState } from './state.js';

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
