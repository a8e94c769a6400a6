import type { Balance } from '../../domain/index.js';
import { formatAmount } from '../../money/index.js';
import type { StatementFormat, StatementLine } from './statement.js';

const FIGURES = ['available', 'spendable', 'held', 'cash', 'credit', 'total'] as const;

/** A statement as one JSON object, with the names of the GraphQL API. `lines` comes last, oldest first. */
export const statementJson: StatementFormat = async function* (statement, lines) {
  const { wallet, from, to, timeZone, asOf, opening, closing, totals } = statement;
  const { digits, ...shown } = wallet;
  const money = (amount: bigint) => ({
    amount: formatAmount(amount, digits),
    currency: wallet.currency,
  });
  const balance = (of: Balance) => ({
    ...Object.fromEntries(FIGURES.map((figure) => [figure, money(of[figure])])),
    version: of.version,
  });
  const head = {
    ...{ wallet: shown, from, to, timeZone, asOf },
    ...{ opening: balance(opening), closing: balance(closing) },
    totals: totals.map(({ kind, count, moneyIn, moneyOut }) => ({
      ...{ kind, count, moneyIn: money(moneyIn), moneyOut: money(moneyOut) },
    })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`;
  const text = (line: StatementLine): string =>
    JSON.stringify({ ...line, amount: money(line.amount), balance: money(line.balance) });
  let separator = '\n';
  for await (const some of lines) {
    yield separator + some.map(text).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
};
