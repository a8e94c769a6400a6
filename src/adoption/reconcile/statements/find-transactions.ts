import type { StatementMapping } from '../../mapping/mapping.js';
import type { Scratch } from '../scratch.js';

/** Days such as 2026-11-01. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const CREATE_TRANSACTIONS = `
  CREATE TEMP TABLE statement_transaction (
    id        uuid NOT NULL,
    kind      text NOT NULL,
    currency  text NOT NULL,
    reference text NOT NULL,
    amount    numeric NOT NULL,
    -- In the time zone of the statement.
    day       date NOT NULL,
    -- As in Item.
    pair      text NOT NULL,
    is_return boolean NOT NULL
  )`;

/**
 * Every deposit and withdrawal that was completed, and what took it back: its reversal, or its failure afterwards, which moves
 * the same money the other way. The amount is what left the book or came into it: the splits of a withdrawal stay.
 * $1: kinds, $2: currency or null, $3: metadata, $4: time zone, $5: whether the statement has both kinds. If it has one, a
 * line cannot be what took another back, so what was taken back is left out.
 */
const MOVED = `
  SELECT side.id, side.kind, t.currency, btrim(coalesce(t.reference, ''), E' \\t') AS reference, moved.amount,
         (side.at AT TIME ZONE $4)::date AS day, CASE WHEN back.id IS NULL THEN '' ELSE t.id::text END AS pair, side.is_return
    FROM transaction t
    LEFT JOIN transaction reversal ON reversal.original_id = t.id AND reversal.kind = 'REVERSAL'
   CROSS JOIN LATERAL (
     SELECT CASE WHEN t.status = 'FAILED' THEN t.id ELSE reversal.id END AS id,
            CASE WHEN t.status = 'FAILED' THEN t.status_changed_at ELSE reversal.completed_at END AS at) back
   CROSS JOIN LATERAL (
     SELECT t.amount - CASE WHEN t.kind = 'WITHDRAWAL' AND t.splits IS NOT NULL THEN
              (SELECT sum((split ->> 'amount')::numeric) FROM jsonb_array_elements(t.splits) AS split) ELSE 0 END AS amount) moved
   CROSS JOIN LATERAL (
     SELECT t.id, t.kind, coalesce(t.effective_at, t.completed_at) AS at, false AS is_return
      WHERE $5 OR back.id IS NULL
      UNION ALL
     SELECT back.id, CASE t.kind WHEN 'DEPOSIT' THEN 'WITHDRAWAL' ELSE 'DEPOSIT' END, back.at, true
      WHERE $5 AND back.id IS NOT NULL) side
   WHERE t.kind = ANY ($1::text[]) AND t.completed_at IS NOT NULL AND t.status IN ('COMPLETED', 'FAILED')
     AND moved.amount > 0 AND ($2::text IS NULL OR t.currency = $2) AND t.metadata @> $3::jsonb`;

/**
 * Brings what the book moved and can be a line of the statement into `pg_temp.statement_transaction`: within its days, and
 * with a reference of its lines, whenever it was.
 */
export async function findTransactions(
  scratch: Scratch,
  { kind, currency, metadata, tolerance, timeZone }: StatementMapping,
  { from, to }: Days,
): Promise<void> {
  const mapped = 'column' in kind ? Object.values(kind.map) : [kind.positive, kind.negative];
  const kinds = [...new Set(mapped.filter((one) => one !== null))];
  await scratch.run(CREATE_TRANSACTIONS, 'ANALYZE pg_temp.statement_line');
  await scratch.rows(
    `INSERT INTO pg_temp.statement_transaction
     SELECT * FROM (${MOVED}) m WHERE m.day BETWEEN $6::date - $8::integer AND $7::date + $8::integer
      UNION
     SELECT * FROM (${MOVED}
        AND t.reference IN (SELECT reference FROM pg_temp.statement_line WHERE reference <> '')) m`,
    [
      ...[kinds, 'constant' in currency ? currency.constant : null, JSON.stringify(metadata)],
      ...[timeZone, kinds.length > 1, from, to, tolerance.days],
    ],
  );
  await scratch.run('ANALYZE pg_temp.statement_transaction');
}
