import type { EntityManager } from 'typeorm';
import type { ReportContent, ReportedTransaction } from '../../domain/index.js';
import { formatAmount } from '../../money/index.js';
import { LOG, logParameters, type Scope } from './scope.js';

/** How many of the largest transactions of each currency are listed. */
const LARGEST = 10;
/** Most corrections that are listed. */
const MAX_CORRECTIONS = 500;

const EVENTS = `'{transaction.pending,transaction.completed,transaction.failed,transaction.cancelled}'::text[]`;

/**
 * What a purchase moved, if it was completed and this is about that: what was captured, which can be less than what was held;
 * and what was not refunded of it, if it failed later.
 */
const AMOUNT = `CASE WHEN t.kind = 'PURCHASE' AND t.completed_at IS NOT NULL AND event.type IN ('transaction.completed', 'transaction.failed')
              THEN coalesce((SELECT -sum(e.amount) FROM entry e
                              WHERE e.transaction_id = t.id AND e.phase = 'POST' AND e.account_kind IN ('HELD', 'HELD_CREDIT')), t.amount)
                   - CASE WHEN event.type = 'transaction.failed'
                          THEN (SELECT coalesce(sum(r.amount), 0) FROM transaction r WHERE r.original_id = t.id AND r.kind = 'REFUND')
                          ELSE 0 END
              ELSE t.amount END`;

/**
 * The transactions that became something, as `happened`: with the event by which, and its moment. Nearly all commands name one
 * transaction, so those with several are read apart: otherwise PostgreSQL expects a hundred for each.
 */
const HAPPENED = `${LOG},
     named AS (
       SELECT created_at, event_types, (outcome #>> '{done,transactionId}')::uuid AS id
         FROM log WHERE outcome ? 'done' AND event_types && ${EVENTS}
        UNION ALL
       SELECT created_at, event_types, (line ->> 'transactionId')::uuid
         FROM log CROSS JOIN LATERAL jsonb_array_elements(outcome #> '{many,done}') AS line
        WHERE outcome ? 'many' AND event_types && ${EVENTS}),
     happened AS (
       SELECT event.type, named.created_at, t.id, t.kind, t.currency, ${AMOUNT} AS amount, t.wallet_id, t.initiated_by,
              t.completed_at, t.original_id, t.details ->> 'direction' AS direction, t.details ? 'legacy' AS legacy
         FROM named
        CROSS JOIN LATERAL unnest(named.event_types) AS event (type)
         JOIN transaction t ON t.id = named.id
        WHERE event.type = ANY (${EVENTS}))`;

/** Transactions by kind, currency and what became of them. */
export async function readTotals(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['totals']> {
  type Row = Omit<ReportContent['totals'][number], 'count'> & { count: string; digits: number };
  const rows = await manager.query<Row[]>(
    `/* reportTotals */
     WITH ${HAPPENED}
     SELECT h.kind, h.direction, h.currency, c.digits,
            CASE WHEN h.type = 'transaction.failed' AND h.completed_at IS NOT NULL THEN 'TAKEN_BACK'
                 ELSE upper(replace(h.type, 'transaction.', '')) END AS outcome,
            count(*) AS count, sum(h.amount)::text AS amount
       FROM happened h JOIN currency c ON c.code = h.currency
      GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2 NULLS FIRST, 3, 5`,
    logParameters(scope),
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
            h.initiated_by AS "initiatedBy", h.created_at AS at, h.direction, h.original_id AS "originalId"`;

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
    logParameters(scope),
  );
  return rows.map(listed);
}

/** The adjustments and reversals that were completed, oldest first, without those by which the book follows a legacy system. */
export async function readCorrections(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['corrections']> {
  const rows = await manager.query<(ListedRow & { count: string })[]>(
    `/* reportCorrections */
     WITH ${HAPPENED}
     SELECT ${LISTED}, count(*) OVER () AS count FROM happened h JOIN currency c ON c.code = h.currency
      WHERE h.type = 'transaction.completed' AND h.kind IN ('ADJUSTMENT', 'REVERSAL') AND NOT h.legacy
      ORDER BY h.created_at, h.id LIMIT ${MAX_CORRECTIONS}`,
    logParameters(scope),
  );
  return {
    count: Number(rows[0]?.count ?? 0),
    listed: rows.map(({ count: _, ...row }) => listed(row)),
  };
}
