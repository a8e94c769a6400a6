import { completedBy, type KindDefinition } from '../definition.js';
import { movement } from '../movement.js';
import {
  exceedsRemainingRefusal,
  refuseIfSpendableShort,
  findPaying,
  type MoneyInput,
} from '../rules/amounts.js';
import { completedTransaction, walletPosting } from '../rules/records.js';
import { isNonZero } from '../rules/spending.js';
import { isRefusal } from '../../domain/index.js';

interface RepayCreditInput {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

/** Repays debt with unspent credit first, then with cash: CREDIT, CASH → OWED. */
export const repayCredit = movement<RepayCreditInput>({
  name: 'repayCredit',
  act: { owner: ({ walletId }) => ({ wallet: walletId }) },
  locks: ({ walletId }) => ({ wallets: [walletId] }),
  decide(input, by, state) {
    const paying = findPaying(state, input, by);
    if (isRefusal(paying)) return paying;
    const { wallet, minor } = paying;
    const { owed, spendable, available } = state.balance(wallet);
    if (minor > owed)
      return exceedsRemainingRefusal(state, minor, owed, wallet.currency, 'is owed');
    const short = refuseIfSpendableShort(state, wallet, minor);
    if (short) return short;
    const unspent = spendable - available;
    const credit = minor < unspent ? minor : unspent;
    const transaction = completedTransaction(state, by, {
      kind: 'CREDIT_REPAYMENT',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
    });
    return {
      transaction,
      postings: [
        walletPosting(wallet, 'CREDIT', 'POST', -credit),
        walletPosting(wallet, 'CASH', 'POST', credit - minor),
        walletPosting(wallet, 'OWED', 'POST', minor),
      ].filter(isNonZero),
    };
  },
});

export const creditRepaymentKind = {
  kind: 'CREDIT_REPAYMENT',
  mutations: { transaction: { repayCredit } },
  docs: {
    title: 'Credit repaid',
    about:
      'A repayment of debt. In the examples 100 is owed, with all of the credit spent or with 30 unspent.',
    wallets: {
      'all spent': { CASH: 100_00n, OWED: -100_00n },
      '30 unspent': { CASH: 100_00n, CREDIT: 30_00n, OWED: -100_00n },
    },
    ...completedBy('repayCredit'),
  },
} as const satisfies KindDefinition<'CREDIT_REPAYMENT'>;
