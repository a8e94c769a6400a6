import type { Origin } from '../../mapping/mapping.js';
import type { FindingList } from '../finding-list.js';
import type { Scratch } from '../scratch.js';
import type { Item } from './item.js';

/**
 * Adds the lines that could not be read. While there is one, a finding that is missing proves nothing.
 * @param origin only a file has lines: of a database they are rows, by the order in which they were read
 */
export async function addUnreadableLines(
  scratch: Scratch,
  list: FindingList,
  origin: Origin,
): Promise<void> {
  const what = origin.type === 'csv' ? 'line' : 'row';
  const rows = await scratch.rows<{ line: string; reason: string; found: string }>(
    `SELECT line, reason, count(*) OVER () AS found FROM pg_temp.statement_line
      WHERE reason IS NOT NULL ORDER BY line LIMIT ${list.room}`,
  );
  if (rows.length === 0) return;
  list.markIncomplete();
  list.leaveOut(Number(rows[0]?.found) - rows.length);
  for (const { line, reason } of rows)
    list.add({
      ...{ code: 'ROW_UNREADABLE', severity: 'ERROR', subject: `${what} ${line}` },
      ...{ expected: 'can be read', actual: reason },
    });
}

interface Repeated extends Pick<Item, 'reference' | 'kind' | 'currency'> {
  readonly what: 'lines' | 'transactions';
  readonly day: string;
  readonly times: string;
  readonly found: string;
}

/** Adds the references that several lines, or several transactions, of one kind and currency have. */
export async function addRepeatedReferences(scratch: Scratch, list: FindingList): Promise<void> {
  if (list.room === 0) return;
  const rows = await scratch.rows<Repeated>(
    `SELECT *, count(*) OVER () AS found FROM (
       SELECT 'lines' AS what, reference, kind, currency, min(day)::text AS day, count(*) AS times
         FROM pg_temp.statement_line WHERE reference <> '' GROUP BY reference, kind, currency HAVING count(*) > 1
        UNION ALL
       SELECT 'transactions', t.reference, t.kind, t.currency,
              coalesce((SELECT min(l.day) FROM pg_temp.statement_line l WHERE l.reference = t.reference), min(t.day))::text,
              count(*)
         FROM pg_temp.statement_transaction t WHERE t.reference <> '' AND NOT t.is_return
        GROUP BY t.reference, t.kind, t.currency HAVING count(*) > 1) repeated
      ORDER BY reference COLLATE "C", what, kind, currency LIMIT ${list.room}`,
  );
  list.leaveOut(Number(rows[0]?.found ?? 0) - rows.length);
  for (const { what, kind, reference, currency, day, times } of rows)
    list.add({
      ...{ code: 'REFERENCE_TWICE', severity: 'WARNING', currency },
      subject: `${what} of ${kind} ${reference} in ${currency} on ${day}`,
      ...{ expected: '1', actual: times },
    });
}
