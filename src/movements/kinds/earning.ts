import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { isRefusal, type Refusal, type Viewer } from '../../domain/index.js';
import { type Changes, type LockedState, type Movement } from '../../ledger/index.js';
import { findReceiving, unknownCurrencyRefusal, type MoneyInput } from '../rules/amounts.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';

interface EarningLine {
  readonly walletId: string;
  readonly amount: MoneyInput;
}

export interface DistributeEarningsInput {
  readonly lines: readonly EarningLine[];
  readonly memo?: string | undefined;
}

/**
 * EARNINGS → the CASH of each line's wallet. Each line is a transaction that succeeds or is refused by itself. All lines
 * have one currency, so that there is a total: the currency of the first line whose currency is in the book.
 */
export const distributeEarnings: Movement<DistributeEarningsInput> = {
  name: 'distributeEarnings',
  weight: ({ lines }) => lines.length,
  locks: ({ lines }) => ({
    wallets: lines.map((line) => line.walletId),
    systemAccounts: ['EARNINGS'],
  }),
  decide({ lines, memo }, by, state) {
    const known = lines.find(({ amount }) => state.currency(amount.currency));
    if (!known) return unknownCurrencyRefusal(lines[0]?.amount.currency ?? '');
    const { currency } = known.amount;
    return {
      atomic: false,
      lines: lines.map(
        (line) => () =>
          refuseIfOtherCurrency(line, currency, state) ?? earning(line, memo, by, state),
      ),
    };
  },
};

function refuseIfOtherCurrency(
  { amount }: EarningLine,
  currency: string,
  state: LockedState,
): Refusal | undefined {
  if (amount.currency === currency) return undefined;
  if (!state.currency(amount.currency)) return unknownCurrencyRefusal(amount.currency);
  return {
    code: 'CURRENCY_MISMATCH',
    message: `This distribution is in ${currency}. Send the lines in ${amount.currency} as a separate distribution.`,
  };
}

function earning(
  line: EarningLine,
  memo: string | undefined,
  by: Viewer,
  state: LockedState,
): Changes | Refusal {
  const receiving = findReceiving(state, line);
  if (isRefusal(receiving)) return receiving;
  const { wallet, minor } = receiving;
  const transaction = completedTransaction(state, by, {
    kind: 'EARNING',
    amount: minor,
    currency: wallet.currency,
    walletId: wallet.id,
    description: memo ?? null,
  });
  return {
    transaction,
    postings: [
      systemPosting(wallet.currency, 'EARNINGS', 'POST', -minor),
      walletPosting(wallet, 'CASH', 'POST', minor),
    ],
  };
}

export const earningKind = {
  kind: 'EARNING',
  mutations: { lines: { distributeEarnings } },
  docs: {
    title: 'Earning',
    about:
      'Payments to many wallets by one mutation, with a transaction for each line. Each line succeeds or is refused by itself.',
    wallets: WITH_CASH,
    ...completedBy('distributeEarnings'),
  },
} as const satisfies KindDefinition<'EARNING'>;
