import type { EntityManager } from 'typeorm';
import type { Finding } from '../finding.js';
import {
  addRow,
  type AnchorHeader,
  type AnchorLine,
  digestOf,
  type HourLine,
  isClosed,
  newDigest,
  type RowLine,
} from './format.js';
import type { Peekable } from './peekable.js';
import { type TableRow, tableRows } from './stream-rows.js';
import type { AnchoredTable } from './tables.js';

interface TableCheck {
  readonly manager: EntityManager;
  readonly header: AnchorHeader;
  readonly table: AnchoredTable;
  /** At the first line of this table. */
  readonly anchored: Peekable<AnchorLine>;
  readonly add: (finding: Finding) => void;
}

/** The rows of a closed hour that were met so far. */
interface Hour {
  readonly hour: string;
  rows: number;
  readonly hash: ReturnType<typeof newDigest>;
}

/** Holds the rows of a table against those of an anchor. Both are in the order of hours and keys. */
export async function checkTable(check: TableCheck): Promise<void> {
  const { manager, header, table } = check;
  let hour: Hour | undefined;
  for await (const rows of tableRows(manager, table, header.columns))
    for (const row of rows) {
      if (hour && hour.hour !== row.hour) {
        await compareHour(check, hour);
        hour = undefined;
      }
      if (isClosed(row.hour, header)) {
        hour ??= { hour: row.hour, rows: 0, hash: newDigest() };
        hour.rows += 1;
        addRow(hour.hash, row.text);
      } else await compareRow(check, row);
    }
  if (hour) await compareHour(check, hour);
  await takeBefore(check, undefined);
}

async function compareHour(check: TableCheck, { hour, rows, hash }: Hour): Promise<void> {
  const line = await takeBefore(check, { hour, key: '' });
  const [, , , expectedRows, digest] =
    line?.[0] === 'hour' ? line : (['hour', '', '', 0, ''] as const);
  if (rows === expectedRows && digestOf(hash) === digest) return;
  check.add({
    check: 'anchor.rows',
    subject: `${check.table.table} rows of ${hour}:00 to ${hour}:59 UTC`,
    expected: `the ${expectedRows} rows of ${check.header.at}`,
    actual: rows === expectedRows ? `${rows} rows, of which some are others` : `${rows} rows`,
  });
}

async function compareRow(check: TableCheck, row: TableRow): Promise<void> {
  const line = await takeBefore(check, row);
  if (!line) return; // written since
  const hash = newDigest();
  addRow(hash, row.text);
  if (digestOf(hash) !== line[4])
    check.add(rowFinding(check, row.key, 'another one under this key'));
}

/**
 * Takes the lines of this table that come before a place, all of which the book has lost, and the one of this place.
 * @param place undefined: the end of the table
 * @returns the line of this place; undefined if there is none
 */
async function takeBefore(
  check: TableCheck,
  place: Pick<TableRow, 'hour' | 'key'> | undefined,
): Promise<HourLine | RowLine | undefined> {
  const { anchored, table } = check;
  for (;;) {
    const line = await anchored.peek();
    if (!line || line[0] === 'chain' || line[1] !== table.table) return undefined;
    const order = place ? compareWith(line, place) : -1;
    if (order > 0) return undefined;
    await anchored.next();
    if (order === 0) return line;
    check.add(lost(check, line));
  }
}

function compareWith(line: HourLine | RowLine, place: Pick<TableRow, 'hour' | 'key'>): number {
  if (line[2] !== place.hour) return line[2] < place.hour ? -1 : 1;
  // The order of the bytes, in which PostgreSQL sorts.
  return line[0] === 'hour' ? 0 : Buffer.compare(Buffer.from(line[3]), Buffer.from(place.key));
}

function lost(check: TableCheck, line: HourLine | RowLine): Finding {
  if (line[0] === 'row') return rowFinding(check, line[3], 'no row');
  return {
    check: 'anchor.rows',
    subject: `${line[1]} rows of ${line[2]}:00 to ${line[2]}:59 UTC`,
    expected: `the ${line[3]} rows of ${check.header.at}`,
    actual: 'no rows',
  };
}

function rowFinding({ table, header }: TableCheck, key: string, actual: string): Finding {
  return {
    check: 'anchor.row',
    subject: `${table.table} ${(JSON.parse(key) as unknown[]).map(String).join(' ')}`,
    expected: `the row of ${header.at}`,
    actual,
  };
}
