import type { DataSource } from 'typeorm';
import { MAX_AMOUNT } from '../../../money/index.js';
import type { StatementMapping } from '../../mapping/mapping.js';
import { FindingList } from '../finding-list.js';
import type { Compared } from '../outcome.js';
import { Scratch } from '../scratch.js';
import { StatementFindings } from './findings.js';
import { addRepeatedReferences, addUnreadableLines } from './findings-of-rows.js';
import { type Days, findTransactions } from './find-transactions.js';
import { type Item, ITEM_ORDER } from './item.js';
import { Matcher } from './matcher.js';
import { type LineOptions, readLines } from './read-lines.js';

/** The scope of a statement's findings. */
export function scopeOfStatement({ name }: Pick<StatementMapping, 'name'>): string {
  return `statement:${name}`;
}

/**
 * Compares the lines of a statement with the completed transactions of the book, one with one.
 * @throws SourceError if it cannot be read
 */
export async function compareStatement(
  database: DataSource,
  statement: StatementMapping,
  options: Omit<LineOptions, 'digits'>,
): Promise<Compared> {
  const list = new FindingList(scopeOfStatement(statement));
  return Scratch.use(database, async (scratch) => {
    const digits = new Map(
      (
        await scratch.rows<{ code: string; digits: number }>('SELECT code, digits FROM currency')
      ).map((row) => [row.code, row.digits]),
    );
    const input = await readLines(scratch, statement, { ...options, digits });
    await addUnreadableLines(scratch, list, statement.origin);
    const covered = await coveredDays(scratch, statement);
    if (!covered) {
      // A line that cannot be read is a finding already.
      if (list.result.findings.length === 0) list.addUnreadable(...NO_LINE(statement));
      return { ...list.result, isWhole: false, inputs: [input], totals: { comparedLines: 0 } };
    }
    await findTransactions(scratch, statement, covered);
    await addRepeatedReferences(scratch, list);
    const lines = await match(scratch, statement, { covered, digits, list });
    return {
      ...{ ...list.result, inputs: [input], totals: { comparedLines: lines } },
      days: { from: covered.from, to: covered.to },
    };
  });
}

/** Without a line and a period, nothing says which transactions it must have. */
const NO_LINE = ({ name }: StatementMapping) =>
  [
    `statement ${name}`,
    'it has no line: if that is right, give the mapping its period, {from: …, to: …}',
  ] as const;

interface Covered extends Days {
  /** The days for which the statement must have a line for each transaction: a bank can be late by the tolerance. */
  readonly whole: { readonly from: number; readonly to: number };
}

async function coveredDays(
  scratch: Scratch,
  { period, tolerance }: StatementMapping,
): Promise<Covered | undefined> {
  const [row] = await scratch.rows<{ from: string | null; to: string | null }>(
    `SELECT min(day)::text AS from, max(day)::text AS to FROM pg_temp.statement_line WHERE reason IS NULL`,
  );
  const lines = row?.from && row.to ? { from: row.from, to: row.to } : undefined;
  const of = period ?? lines;
  if (!of) return undefined;
  const ends = [of, lines ?? of];
  return {
    from: ends.reduce((least, { from }) => (from < least ? from : least), of.from),
    to: ends.reduce((most, { to }) => (to > most ? to : most), of.to),
    whole: { from: dayNumber(of.from) + tolerance.days, to: dayNumber(of.to) - tolerance.days },
  };
}

const DAY_MS = 86_400_000;

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

interface Row extends Omit<Item, 'amount'> {
  readonly amount: string;
}

/** Matches, and adds what is wrong to the list. @returns how many lines there were */
async function match(
  scratch: Scratch,
  { tolerance }: StatementMapping,
  {
    covered,
    digits,
    list,
  }: {
    readonly covered: Covered;
    readonly digits: ReadonlyMap<string, number>;
    readonly list: FindingList;
  },
): Promise<number> {
  const findings = new StatementFindings(list, {
    ...{ digits, days: tolerance.days, needed: covered.whole },
    covered: { from: dayNumber(covered.from), to: dayNumber(covered.to) },
  });
  const amounts = new Map(
    [...digits].map(([currency, places]) => [currency, minorOf(tolerance.amount, places)]),
  );
  const amountOf = (currency: string) => amounts.get(currency) ?? 0n;
  const matcher = new Matcher({
    ...{ days: tolerance.days, amountOf },
    onMatched: (matched) => findings.addMatched(matched, amountOf(matched.line.currency)),
    onLeft: (item) => findings.addLeft(item),
  });
  let lines = 0;
  for await (const row of scratch.stream<Row>(
    `SELECT * FROM (
       SELECT 'line' AS side, line::text AS id, reference, kind, currency, amount, day - date '1970-01-01' AS day,
              '' AS pair, false AS "isReturn"
         FROM pg_temp.statement_line WHERE reason IS NULL
        UNION ALL
       SELECT 'transaction', id::text, reference, kind, currency, amount, day - date '1970-01-01', pair, is_return
         FROM pg_temp.statement_transaction) item
      ORDER BY ${ITEM_ORDER.map((key) => (key === 'amount' || key === 'day' ? key : `${key} COLLATE "C"`)).join(', ')},
               side COLLATE "C", pair <> '', length(id), id COLLATE "C"`,
  )) {
    if (row.side === 'line') lines += 1;
    matcher.add({ ...row, amount: BigInt(row.amount) });
  }
  matcher.end();
  await findings.finish(scratch);
  return lines;
}

/** A tolerance in minor units. What is finer than the currency is cut off. */
function minorOf(tolerance: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = tolerance.split('.');
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return minor > MAX_AMOUNT ? MAX_AMOUNT : minor;
}
