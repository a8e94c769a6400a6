import { completedBy, WITH_CASH_OR_CREDIT, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import { positiveAmountIn, exceedsRemainingRefusal, type MoneyInput } from '../rules/amounts.js';
import { takeBackFromSale } from './purchase.js';
import { completedTransaction } from '../rules/records.js';
import { creditBack, cashFirst, subtract, stillSpentOn, sum } from '../rules/spending.js';
import { findTransaction, refuseUnlessKindAndStatus } from '../rules/transition.js';
import { refuseIfClosed } from '../rules/wallets.js';
import { isRefusal } from '../../domain/index.js';

export interface RefundPurchaseInput {
  readonly transactionId: string;
  readonly amount: MoneyInput;
  readonly reason: string;
}

const REFUNDABLE = { name: 'refundPurchase', kind: 'PURCHASE', from: ['COMPLETED'] } as const;

/**
 * Returns a captured purchase, or a part of it, with a transaction of its own: SALES and the receivers of splits, each its
 * share → the wallet's CREDIT and CASH. The
 * part that was taken last returns first, so credit before cash. All refunds together are at most the captured amount;
 * PostgreSQL checks that too (`refund_within_purchase`).
 */
export const refundPurchase = movement<RefundPurchaseInput>({
  name: REFUNDABLE.name,
  act: 'staff',
  locks: ({ transactionId }) => ({
    transactions: [transactionId],
    entries: true,
    systemAccounts: ['SALES'],
  }),
  decide(input, by, state) {
    const found = findTransaction(state, input.transactionId);
    if (isRefusal(found)) return found;
    const { transaction: original, wallet } = found;
    const refusal = refuseUnlessKindAndStatus(original, REFUNDABLE) ?? refuseIfClosed(wallet);
    if (refusal) return refusal;
    const amount = positiveAmountIn(state, wallet, input.amount);
    if (isRefusal(amount)) return amount;
    const { minor } = amount;
    const spent = stillSpentOn(state, original);
    if (minor > sum(spent))
      return exceedsRemainingRefusal(
        state,
        minor,
        sum(spent),
        wallet.currency,
        'remains to be refunded',
      );
    const transaction = completedTransaction(state, by, {
      kind: 'REFUND',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      originalId: original.id,
      statusReason: input.reason,
    });
    const taken = takeBackFromSale(state, original, 'POST', minor);
    if (isRefusal(taken)) return taken;
    const back = subtract(spent, cashFirst(sum(spent) - minor, spent));
    return {
      transaction,
      postings: [...taken, ...creditBack(state, wallet, 'POST', back)],
    };
  },
});

export const refundKind = {
  kind: 'REFUND',
  mutations: { transaction: { refundPurchase } },
  docs: {
    title: 'Refund',
    about:
      'The return of a completed purchase, or of a part of it, as a transaction of its own. All refunds of a purchase together are at most the captured amount.',
    wallets: WITH_CASH_OR_CREDIT,
    ...completedBy('purchase', 'completePurchase', 'refundPurchase of 50'),
  },
} as const satisfies KindDefinition<'REFUND'>;
