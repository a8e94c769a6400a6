import { formatAmount } from '../../money/index.js';
import type {
  BalanceFiguresResolvers,
  BalanceResolvers,
  MoneyResolvers,
} from '../generated/resolvers.js';
import type { FigureChanges } from '../../reader/index.js';

const figure =
  (name: Exclude<keyof FigureChanges, 'currency'>) =>
  (figures: FigureChanges): { amount: bigint; currency: string } => ({
    amount: figures[name],
    currency: figures.currency,
  });

export const Money: MoneyResolvers = {
  amount: ({ amount, currency: code }, _, context) => {
    const currency = context.currencyNamed(code);
    // Nearly every currency is known, and a promise would cost each value a turn.
    return currency instanceof Promise
      ? currency.then(({ digits }) => formatAmount(amount, digits))
      : formatAmount(amount, currency.digits);
  },
};

const figures = {
  available: figure('available'),
  spendable: figure('spendable'),
  held: figure('held'),
  cash: figure('cash'),
  credit: figure('credit'),
  total: figure('total'),
};

export const Balance: BalanceResolvers = figures;
export const BalanceFigures: BalanceFiguresResolvers = figures;
