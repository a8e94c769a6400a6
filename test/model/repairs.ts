import {
  change,
  type CommandOf,
  type Expected,
  firstRefusal,
  minorUnits,
  type ModelCaller,
  type ModelState,
  needCash,
  newTransaction,
  refuse,
  refuseAmount,
  refuseIfClosed,
  succeed,
  succeedIfAffordable,
  transactionIn,
} from './commands-and-state.js';

/** Moves and holds nothing, whatever the wallet has. */
export function proposeRepair(
  state: ModelState,
  command: CommandOf<'proposeRepair'>,
  by: ModelCaller,
): Expected {
  const wallet = state.wallets.get(command.walletId);
  if (!wallet) return refuse('WALLET_NOT_FOUND');
  const wrong = firstRefusal([
    ...refuseIfClosed(wallet),
    ...refuseAmount(command, wallet.currency),
  ]);
  if (wrong) return wrong;
  const { id: walletId, currency } = wallet;
  const amount = minorUnits(command.amount, currency);
  const effects = [[walletId, command.direction === 'DEBIT' ? -amount : amount]] as const;
  const what = { kind: 'ADJUSTMENT', walletId, currency, amount, by: by.id, effects } as const;
  return succeed((id) =>
    state.transactions.set(id, newTransaction({ ...what, status: 'PENDING' })),
  );
}

/** Posts it, on the cash of this moment. */
export function approveRepair(state: ModelState, transactionId: string): Expected {
  const found = transactionIn(state, transactionId, 'ADJUSTMENT', ['PENDING']);
  if ('refusals' in found) return found;
  const { transaction, wallet } = found;
  const [effect] = transaction.effects;
  if (!effect || !('1' in effect)) throw new Error('the model has a repair without an effect');
  return succeedIfAffordable(needCash(wallet, -effect[1]), () => {
    change(wallet, { cash: effect[1] });
    transaction.status = 'COMPLETED';
  });
}

export function rejectRepair(state: ModelState, transactionId: string): Expected {
  const found = transactionIn(state, transactionId, 'ADJUSTMENT', ['PENDING']);
  if ('refusals' in found) return found;
  return succeed(() => {
    found.transaction.status = 'FAILED';
  });
}
