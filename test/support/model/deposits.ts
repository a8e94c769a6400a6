import type { AskOf, Line, ModelCaller } from './ask.js';
import { isKnown, minorUnits, wrongAmount } from './amounts.js';
import {
  affording,
  doing,
  firstWrong,
  inStatus,
  mayReceive,
  ownApproval,
  refusing,
  walletFor,
  type Expected,
} from './expected.js';
import { change, newTransaction, type Kind, type ModelState } from './state.js';

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
