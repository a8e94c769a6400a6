import { formatAmount } from '../../money/decimal.js';
import type { Balance as BalanceRow } from '../../ledger/index.js';
import type { BalanceResolvers, MoneyResolvers } from '../generated/resolvers.js';

type Figure = Exclude<keyof BalanceRow, 'currency' | 'version'>;

const figure =
  (name: Figure) =>
  (balance: BalanceRow): { amount: bigint; currency: string } => ({
    amount: balance[name],
    currency: balance.currency,
  });

export const Money: MoneyResolvers = {
  amount: ({ amount, currency }, _, context) => formatAmount(amount, context.digitsOf(currency)),
};

export const Balance: BalanceResolvers = {
  available: figure('available'),
  spendable: figure('spendable'),
  held: figure('held'),
  cash: figure('cash'),
  credit: figure('credit'),
  total: figure('total'),
};
