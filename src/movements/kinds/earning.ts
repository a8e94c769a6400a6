import { completedBy, WITH_CASH, type KindDefinition } from '../definition.js';
import { movement, movementOfLines } from '../movement.js';
import { isRefusal, type Refusal } from '../../domain/index.js';
import { type LockedState } from '../../ledger/index.js';
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

/** One line, and the distribution to which it belongs. */
interface Earning extends EarningLine {
  readonly memo: string | undefined;
  readonly of: readonly EarningLine[];
}

const earning = movement<Earning>({
  name: 'a line of distributeEarnings',
  act: 'staff',
  locks: ({ walletId }) => ({ wallets: [walletId], systemAccounts: ['EARNINGS'] }),
  decide(line, by, state) {
    const refusal = refuseIfOtherCurrency(line, state);
    if (refusal) return refusal;
    const receiving = findReceiving(state, line);
    if (isRefusal(receiving)) return receiving;
    const { wallet, minor } = receiving;
    const transaction = completedTransaction(state, by, {
      kind: 'EARNING',
      amount: minor,
      currency: wallet.currency,
      walletId: wallet.id,
      description: line.memo ?? null,
    });
    return {
      transaction,
      postings: [
        systemPosting(wallet.currency, 'EARNINGS', 'POST', -minor),
        walletPosting(wallet, 'CASH', 'POST', minor),
      ],
    };
  },
});

/**
 * EARNINGS → the CASH of each line's wallet. Each line is a transaction that succeeds or is refused by itself. All lines
 * have one currency, so that there is a total: the currency of the first line whose currency is in the book.
 */
export const distributeEarnings = movementOfLines<DistributeEarningsInput, Earning>({
  name: 'distributeEarnings',
  locks: ({ lines }) => ({
    wallets: lines.map((line) => line.walletId),
    systemAccounts: ['EARNINGS'],
  }),
  line: earning,
  inputs: ({ lines, memo }) => lines.map((line) => ({ ...line, memo, of: lines })),
  atomic: () => false,
  refuse: ({ lines }, state) =>
    currencyOf(lines, state) === undefined
      ? unknownCurrencyRefusal(lines[0]?.amount.currency ?? '')
      : undefined,
});

/** The currency of a distribution; undefined if the book has none of those in its lines. */
function currencyOf(lines: readonly EarningLine[], state: LockedState): string | undefined {
  return lines.find(({ amount }) => state.currency(amount.currency))?.amount.currency;
}

function refuseIfOtherCurrency({ amount, of }: Earning, state: LockedState): Refusal | undefined {
  if (!state.currency(amount.currency)) return unknownCurrencyRefusal(amount.currency);
  const currency = currencyOf(of, state) ?? amount.currency;
  if (amount.currency === currency) return undefined;
  return {
    code: 'CURRENCY_MISMATCH',
    message: `This distribution is in ${currency}. Send the lines in ${amount.currency} as a separate distribution.`,
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
