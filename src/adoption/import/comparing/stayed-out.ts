import type { StayedOutReport } from '../report.js';
import type { ImportSession } from '../session/session.js';
import {
  PART_OF_HISTORY_REASON,
  PAST_OF_NONE_REASON,
  PAST_OF_PART_REASON,
} from '../staging/reasons.js';

/** Reasons that follow from another one, of the same wallet. */
const FOLLOWS = [PART_OF_HISTORY_REASON, PAST_OF_NONE_REASON, PAST_OF_PART_REASON];
const REASONS = 3;

/** Wallets that the sources name and that are not in the book, nor come in: those of this session's owners, by currency. */
export async function readStayedOut(
  session: ImportSession,
  sources: number,
): Promise<Map<string, StayedOutReport>> {
  const places = Array.from({ length: sources }, (_, place) => place);
  await session.run(
    `CREATE TEMP TABLE stayed_out AS
     SELECT c.* FROM pg_temp.compared c
       JOIN pg_temp.wanted w ON w.currency = c.currency AND w.owner_id = c.owner_id AND w.name = c.name
      WHERE w.state = 'NEW' AND NOT EXISTS (
              SELECT FROM pg_temp.incoming_wallet i WHERE i.currency = c.currency AND i.owner_id = c.owner_id AND i.name = c.name)`,
  );
  const rows = await session.rows<
    Record<'currency' | 'wallets' | 'unread' | `sum${number}`, string>
  >(
    `SELECT w.currency, count(s.currency) AS wallets, count(*) FILTER (WHERE w.target IS NULL) AS unread,
            ${places.map((place) => `coalesce(sum(${numberOf(place)}), 0) AS sum${place}`).join(', ')}
       FROM pg_temp.wanted w
       LEFT JOIN pg_temp.stayed_out s ON s.currency = w.currency AND s.owner_id = w.owner_id AND s.name = w.name
      GROUP BY w.currency`,
  );
  const reasons = await session.rows<{ currency: string; reason: string; rows: string }>(
    `SELECT r.currency, r.reason, count(*) AS rows
       FROM (SELECT currency, owner_id, name, reason FROM pg_temp.staged_balance WHERE reason IS NOT NULL
              UNION ALL
             SELECT currency, owner_id, name, reason FROM pg_temp.staged_line WHERE reason IS NOT NULL
              UNION ALL
             SELECT currency, owner_id, name, reason FROM pg_temp.refused) r
       JOIN pg_temp.stayed_out s ON s.currency = r.currency AND s.owner_id = r.owner_id AND s.name = r.name
      WHERE r.reason NOT IN (${FOLLOWS.map((one) => `'${one}'`).join(', ')})
      GROUP BY 1, 2`,
  );
  return new Map(
    rows.map((row) => [
      row.currency,
      {
        ...{ wallets: BigInt(row.wallets), unread: BigInt(row.unread) },
        sums: places.map((place) => BigInt(row[`sum${place}`] ?? 0)),
        reasons: reasons
          .filter(({ currency }) => currency === row.currency)
          .map(({ reason, rows: count }) => ({ reason, rows: BigInt(count) })),
      },
    ]),
  );
}

/** Of a wallet that stays out. The first source has none if a line of its history cannot be read. */
const numberOf = (place: number): string =>
  place === 0 ? 'CASE WHEN w.target IS NOT NULL THEN s.a0 END' : `s.a${place}`;

/** Those of all sessions. */
export function addStayedOut(parts: readonly StayedOutReport[], sources: number): StayedOutReport {
  const byReason = new Map<string, bigint>();
  for (const { reason, rows } of parts.flatMap(({ reasons }) => reasons))
    byReason.set(reason, (byReason.get(reason) ?? 0n) + rows);
  const total = (of: (part: StayedOutReport) => bigint): bigint =>
    parts.reduce((sum, part) => sum + of(part), 0n);
  return {
    ...{ wallets: total((part) => part.wallets), unread: total((part) => part.unread) },
    sums: Array.from({ length: sources }, (_, place) => total(({ sums }) => sums[place] ?? 0n)),
    reasons: [...byReason]
      .map(([reason, rows]) => ({ reason, rows }))
      .sort((one, other) => Number(other.rows - one.rows) || (one.reason < other.reason ? -1 : 1))
      .slice(0, REASONS),
  };
}
