import { dear } from '../answers/dear.js';
import type { StatementResolvers, StatementTotalResolvers } from '../generated/resolvers.js';

export const Statement: StatementResolvers = {
  lines: dear((lists, statement, page) => lists.statementPage(statement, page)),
  totals: dear((lists, statement) => lists.statementTotals(statement)),
};

export const StatementTotal: StatementTotalResolvers = {
  moneyIn: ({ currency, moneyIn }) => ({ amount: moneyIn, currency }),
  moneyOut: ({ currency, moneyOut }) => ({ amount: moneyOut, currency }),
};
