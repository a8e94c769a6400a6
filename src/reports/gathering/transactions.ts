import type { EntityManager } from 'typeorm';
import { LEGACY, type ReportContent, type ReportedTransaction } from '../../domain/index.js';
import { formatAmount } from '../../money/index.js';
import { LOG, logParameters, type Scope } from './scope.js';

/** How many of the largest transactions of each currency are listed. */
const LARGEST = 10;
/** Most corrections that are listed. */
export const MAX_CORRECTIONS = 500;

/** The transactions that became something, as `happened`: with the event by which, and its moment. */
const HAPPENED = `${LOG},
     happened AS (
       SELECT event.type, log.created_at, t.id, t.kind, t.currency, t.amount, t.wallet_id, t.initiated_by, t.completed_at
         FROM log
        CROSS JOIN LATERAL unnest(log.event_types) AS event (type)
        CROSS JOIN LATERAL (
          SELECT log.outcome #>> '{done,transactionId}' AS id
           UNION ALL
          SELECT line ->> 'transactionId' FROM jsonb_array_elements(log.outcome #> '{many,done}') AS line) one
         JOIN transaction t ON t.id = one.id::uuid
        WHERE event.type IN ('transaction.pending', 'transaction.completed', 'transaction.failed', 'transaction.cancelled'))`;

/** Transactions by kind, currency and what became of them. */
export async function readTotals(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['totals']> {
  type Row = Omit<ReportContent['totals'][number], 'count'> & { count: string; digits: number };
  const rows = await manager.query<Row[]>(
    `/* reportTotals */
     WITH ${HAPPENED}
     SELECT h.kind, h.currency, c.digits,
            CASE WHEN h.type = 'transaction.failed' AND h.completed_at IS NOT NULL THEN 'TAKEN_BACK'
                 ELSE upper(replace(h.type, 'transaction.', '')) END AS outcome,
            count(*) AS count, sum(h.amount)::text AS amount
       FROM happened h JOIN currency c ON c.code = h.currency
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4`,
    [...logParameters(scope)],
  );
  return rows.map(({ digits, ...row }) => ({
    ...row,
    count: Number(row.count),
    amount: formatAmount(BigInt(row.amount), digits),
  }));
}

interface ListedRow extends Omit<ReportedTransaction, 'at'> {
  readonly at: Date;
  readonly digits: number;
}

const LISTED = `h.id AS "transactionId", h.kind, h.currency, c.digits, h.amount::text AS amount, h.wallet_id AS "walletId",
            h.initiated_by AS "initiatedBy", h.created_at AS at`;

function listed({ digits, at, ...row }: ListedRow): ReportedTransaction {
  return { ...row, amount: formatAmount(BigInt(row.amount), digits), at: at.toISOString() };
}

/** The largest transactions of each currency that were completed. */
export async function readLargest(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['largest']> {
  const rows = await manager.query<ListedRow[]>(
    `/* reportLargest */
     WITH ${HAPPENED},
     ranked AS (
       SELECT *, row_number() OVER (PARTITION BY currency ORDER BY amount DESC, created_at, id) AS place
         FROM happened WHERE type = 'transaction.completed')
     SELECT ${LISTED} FROM ranked h JOIN currency c ON c.code = h.currency
      WHERE h.place <= ${LARGEST} ORDER BY h.currency, h.place`,
    [...logParameters(scope)],
  );
  return rows.map(listed);
}

/** The adjustments and reversals that were completed, oldest first. What an adopted system writes is none of a person. */
export async function readCorrections(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['corrections']> {
  const rows = await manager.query<(ListedRow & { count: string })[]>(
    `/* reportCorrections */
     WITH ${HAPPENED}
     SELECT ${LISTED}, count(*) OVER () AS count FROM happened h JOIN currency c ON c.code = h.currency
      WHERE h.type = 'transaction.completed' AND h.kind IN ('ADJUSTMENT', 'REVERSAL') AND h.initiated_by <> $5
      ORDER BY h.created_at, h.id LIMIT ${MAX_CORRECTIONS}`,
    [...logParameters(scope), LEGACY],
  );
  return {
    count: Number(rows[0]?.count ?? 0),
    listed: rows.map(({ count: _, ...row }) => listed(row)),
  };
}
