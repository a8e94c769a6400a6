import { type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { refuseIfAvailableShort, findReceiving, type MoneyInput } from '../rules/amounts.js';
import { type Dated, effect, refuseIfOutOfRange } from '../rules/effective-at.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';
import { isRefusal } from '../../domain/index.js';

export interface AdjustBalanceInput extends Dated {
  readonly walletId: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: MoneyInput;
  readonly reason: string;
}

/**
 * Corrects a balance, with a reason: ADJUSTMENTS ↔ the wallet's CASH. A frozen wallet can be adjusted too, because that
 * is how staff settle the dispute for which it was frozen. The balance stays at zero or above.
 */
export const adjustBalance = movement<AdjustBalanceInput>({
  name: 'adjustBalance',
  act: 'staff',
  locks: ({ walletId }) => ({ wallets: [walletId], systemAccounts: ['ADJUSTMENTS'] }),
  decide(input, by, state) {
    const receiving = findReceiving(state, input);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const outOfRange = refuseIfOutOfRange(state, [wallet], input);
    if (outOfRange) return outOfRange;
    const short =
      input.direction === 'DEBIT' ? refuseIfAvailableShort(state, wallet, minor) : undefined;
    if (short) return short;
    const signed = input.direction === 'DEBIT' ? -minor : minor;
    const transaction = completedTransaction(state, by, {
      kind: 'ADJUSTMENT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      statusReason: input.reason,
      details: { direction: input.direction },
      ...effect(input),
    });
    return {
      transaction,
      postings: [
        systemPosting(wallet.currency, 'ADJUSTMENTS', 'POST', -signed),
        walletPosting(wallet, 'CASH', 'POST', signed),
      ],
    };
  },
});

export const adjustmentKind = {
  kind: 'ADJUSTMENT',
  mutations: { transaction: { adjustBalance } },
  docs: {
    title: 'Adjustment',
    about: 'A correction by an admin, with a reason.',
    wallets: { 'a CREDIT': { CASH: 200_00n }, 'a DEBIT': { CASH: 200_00n } },
    begins: [['adjustBalance CREDIT'], ['adjustBalance DEBIT']],
    reaches: {
      COMPLETED: { 'a CREDIT': ['adjustBalance CREDIT'], 'a DEBIT': ['adjustBalance DEBIT'] },
    },
  },
} as const satisfies KindDefinition<'ADJUSTMENT'>;
