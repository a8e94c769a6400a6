import { formatAmount } from '../../money/index.js';
import { csvRows } from '../../reports/index.js';
import { BYTE_ORDER_MARK } from '../csv.js';
import { LocalTime } from '../local-time.js';
import type { Statement, StatementFormat, StatementLine } from './statement.js';

const COLUMNS = [
  ...['record', 'local_time', 'at', 'effective_at', 'kind', 'status', 'amount', 'balance'],
  ...['currency', 'reference', 'description', 'counterparty', 'transaction'],
];

/** The columns of a row that have a value. */
type Row = Readonly<Record<string, string | null>>;

/**
 * A statement as CSV. The record STATEMENT says what it is of, OPENING and CLOSING are the balances at its ends, and each
 * LINE is one event, oldest first. `at` is in UTC, `local_time` in the time zone of the statement.
 */
export const statementCsv: StatementFormat = async function* (statement, lines) {
  const { wallet, from, to, opening, closing } = statement;
  const local = new LocalTime(statement.timeZone);
  const money = (amount: bigint): string => formatAmount(amount, wallet.digits);
  const { currency } = wallet;
  const rows = (some: readonly Row[]): string =>
    csvRows(some.map((row) => COLUMNS.map((column) => row[column] ?? '')));
  const moment = (at: Date): Row => ({ local_time: local.text(at), at: at.toISOString() });
  yield BYTE_ORDER_MARK + csvRows([COLUMNS]);
  yield rows([
    { record: 'STATEMENT', ...moment(statement.asOf), currency, description: titleOf(statement) },
    { record: 'OPENING', ...moment(from), currency, balance: money(opening.total) },
  ]);
  const rowOf = (line: StatementLine): Row => ({
    record: 'LINE',
    ...moment(line.at),
    effective_at: line.effectiveAt?.toISOString() ?? null,
    ...{ kind: line.kind, status: line.status, currency },
    ...{ amount: money(line.amount), balance: money(line.balance) },
    ...{ reference: line.reference, description: line.description },
    ...{ counterparty: line.counterparty, transaction: line.transactionId },
  });
  for await (const some of lines) yield rows(some.map(rowOf));
  yield rows([{ record: 'CLOSING', ...moment(to), currency, balance: money(closing.total) }]);
};

function titleOf({ wallet, from, to, timeZone, asOf }: Statement): string {
  const local = new LocalTime(timeZone);
  const { id, ownerId, name } = wallet;
  return `wallet ${id} of ${ownerId} (${name}), ${local.text(from)} to ${local.text(to)} ${timeZone}, as of ${local.text(asOf)}`;
}
