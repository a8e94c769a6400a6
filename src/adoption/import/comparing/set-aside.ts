import { merged } from '../session/merged.js';
import type { RowWord, SetAsideRow, SetAsideRows } from '../report.js';
import type { ImportSession } from '../session/session.js';

/** Every row that does not come in: a row that cannot be used, and a wallet that the book cannot take as it is. */
const ALL = `
  SELECT source, line, currency, owner_id, reason FROM pg_temp.staged_balance WHERE reason IS NOT NULL
   UNION ALL
  SELECT -1, line, currency, owner_id, reason FROM pg_temp.staged_line WHERE reason IS NOT NULL
   UNION ALL
  SELECT 0, line, currency, owner_id, reason FROM pg_temp.refused`;

/** The counts of what was set aside, by currency; those of no currency of the book under ''. */
export async function countSetAside(session: ImportSession): Promise<Map<string, bigint>> {
  const rows = await session.rows<{ currency: string; rows: string }>(
    `SELECT coalesce(c.code, '') AS currency, count(*) AS rows
       FROM (${ALL}) a LEFT JOIN currency c ON c.code = a.currency GROUP BY 1`,
  );
  return new Map(rows.map(({ currency, rows: count }) => [currency, BigInt(count)]));
}

interface Row {
  source: number;
  line: string;
  owner_id: string | null;
  reason: string;
}

/** What a report calls a source and its rows. */
export interface SourceWords {
  readonly name: string;
  readonly word: RowWord;
}

/**
 * @param currency '' for rows of no currency of the book
 * @param wordsOf of a source by its place; -1 is the history
 */
export function setAsideOf(
  sessions: readonly ImportSession[],
  currency: string,
  count: bigint,
  wordsOf: (source: number) => SourceWords,
): SetAsideRows {
  return {
    count,
    async *rows(): AsyncGenerator<SetAsideRow> {
      const sorted = merged<Row>(
        sessions,
        `SELECT a.source, a.line, a.owner_id, a.reason
           FROM (${ALL}) a LEFT JOIN currency c ON c.code = a.currency
          WHERE coalesce(c.code, '') = $1 ORDER BY a.source, a.line`,
        [currency],
        (a, b) => a.source - b.source || Number(a.line) - Number(b.line),
      );
      for await (const { source, line, owner_id: owner, reason } of sorted) {
        const { name, word } = wordsOf(source);
        yield { source: name, place: { word, number: Number(line) }, owner, reason };
      }
    },
  };
}
