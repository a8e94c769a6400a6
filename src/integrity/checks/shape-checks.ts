import type { Check } from '../finding.js';
import { SHAPE_ROWS } from './shapes.js';

/** The rows of shapes.ts, and every transaction with the `nr` of its shape. */
const SHAPED = `
   shape AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb -> 'shapes')
       AS s (nr int, kind text, status text, completed boolean, details jsonb, changed boolean,
             counter boolean, original boolean, quote boolean, expires boolean)),
   formed AS (
     SELECT t.id, t.kind, t.status, t.currency, t.amount, t.wallet_id, t.counter_wallet_id, t.original_id, t.quote_id,
            t.expires_at, t.status_changed_by, t.status_changed_at, t.details, t.completed_at IS NOT NULL AS completed,
            CASE WHEN t.details = '{}' THEN t.details
                 WHEN jsonb_typeof(t.details) = 'object' THEN (
                   SELECT jsonb_object_agg(key, CASE
                            WHEN key IN ('destination', 'finding', 'legacy', 'statement', 'application') AND jsonb_typeof(value) = 'string' THEN '"any text"'
                            WHEN key = 'rateBps' AND jsonb_typeof(value) = 'number' THEN '"any number"'
                            WHEN key = 'origin' AND jsonb_typeof(value -> 'source') = 'string'
                              AND jsonb_typeof(value -> 'row') = 'string'
                              AND value = jsonb_build_object('source', value -> 'source', 'row', value -> 'row')
                              THEN '"any origin"'
                            ELSE value END)
                     FROM jsonb_each(t.details)) END AS form
       FROM transaction t),
   shaped AS (
     SELECT f.*, s.nr FROM formed f
       LEFT JOIN shape s ON s.kind = f.kind AND s.status = f.status AND s.completed = f.completed
                        AND s.details = f.form)`;

/** A CASE that describes a boolean in words. */
const describe = (condition: string, ifTrue: string, ifFalse: string): string =>
  `CASE ${condition} WHEN true THEN '${ifTrue}' WHEN false THEN '${ifFalse}' END`;

/** Columns that a shape determines: the shape's expectation, the row's state, and both values in words. */

const COLUMNS: readonly (readonly [shape: string, row: string, ifTrue: string, ifFalse: string])[] =
  [
    ['s.counter', 't.counter_wallet_id IS NOT NULL', 'another wallet', 'no other wallet'],
    ['s.original', 't.original_id IS NOT NULL', 'an original', 'no original'],
    ['s.quote', 't.quote_id IS NOT NULL', 'a quote', 'no quote'],
    ['s.expires', 't.expires_at IS NOT NULL', 'an expiry', 'no expiry'],
    ['s.changed', 't.status_changed_at IS NOT NULL', 'a change of status', 'no change of status'],
    [
      's.changed',
      't.status_changed_by IS NOT NULL',
      'who changed it',
      'no record of who changed it',
    ],
  ];

/** Each transaction has a shape of its kind, and exactly the columns and entries of that shape. */
export const SHAPE_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyShapes */
   WITH ${SHAPED}
   SELECT 'transaction.shape' AS "check", 'transaction ' || t.id AS subject,
          coalesce((SELECT string_agg(concat_ws(', ', s.status, ${describe('s.completed', 'completed_at', 'no completed_at')},
                      'details ' || s.details::text), ' or ' ORDER BY s.nr)
                      FROM shape s WHERE s.kind = t.kind), 'a kind of transaction') AS expected,
          t.kind || concat_ws(', ', ' ' || t.status, ${describe('t.completed', 'completed_at', 'no completed_at')},
            'details ' || t.details::text) AS actual
     FROM shaped t WHERE t.nr IS NULL
    ORDER BY t.id LIMIT $1`,
    known: SHAPE_ROWS,
  },
  {
    sql: `/* verifyShapeColumns */
   WITH ${SHAPED}
   SELECT 'transaction.columns' AS "check", 'transaction ' || t.id AS subject,
          concat_ws(', ', ${COLUMNS.map(([shape, row, ifTrue, ifFalse]) => `CASE WHEN ${shape} <> (${row}) THEN ${describe(shape, ifTrue, ifFalse)} END`).join(',\n                    ')}) AS expected,
          concat_ws(', ', ${COLUMNS.map(([shape, row, ifTrue, ifFalse]) => `CASE WHEN ${shape} <> (${row}) THEN ${describe(row, ifTrue, ifFalse)} END`).join(',\n                    ')}) AS actual
     FROM shaped t JOIN shape s ON s.nr = t.nr
    WHERE ${COLUMNS.map(([shape, row]) => `${shape} <> (${row})`).join(' OR ')}
    ORDER BY t.id LIMIT $1`,
    known: SHAPE_ROWS,
  },
  // Joins the expected sum of each phase with its actual sum.
  {
    sql: `/* verifyShapePhases */
   WITH ${SHAPED},
   phase AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb -> 'phases')
       AS p (nr int, phase text, optional boolean, least boolean)),
   compared AS (
     SELECT t.id, p.phase, t.amount AS most, CASE WHEN p.least THEN t.amount ELSE 1 END AS least,
            p.optional, NULL::numeric AS up
       FROM shaped t JOIN phase p ON p.nr = t.nr
     UNION ALL
     SELECT t.id, e.phase, NULL, NULL, NULL, e.amount
       FROM shaped t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
      WHERE t.nr IS NOT NULL AND e.amount > 0 AND a.currency = t.currency),
   summed AS (
     SELECT id, phase, max(most) AS most, max(least) AS least, bool_or(optional) AS optional, sum(up) AS up
       FROM compared GROUP BY id, phase)
   SELECT 'transaction.amount' AS "check", 'transaction ' || id AS subject,
          CASE WHEN most IS NULL THEN 'no ' || phase
               ELSE phase || ' of ' || CASE WHEN least < most THEN 'at most ' ELSE '' END || most END AS expected,
          coalesce(phase || ' of ' || up, 'no ' || phase) AS actual
     FROM summed
    WHERE most IS NULL OR NOT CASE WHEN up IS NULL THEN optional ELSE up BETWEEN least AND most END
    ORDER BY id, phase LIMIT $1`,
    known: SHAPE_ROWS,
  },
  {
    sql: `/* verifyShapeLines */
   WITH ${SHAPED},
   line AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb -> 'lines') AS l (nr int, phase text, line text)),
   written AS (
     SELECT t.id, t.nr, e.phase, e.amount, a.wallet_id, a.currency, a.kind, terms.id IS NOT NULL AS divided,
            CASE WHEN e.amount > 0 THEN '+' ELSE '-' END
            || CASE WHEN a.wallet_id = t.wallet_id THEN ' wallet ' WHEN a.wallet_id = t.counter_wallet_id THEN ' counterWallet '
                    WHEN receiver.known THEN ' split '
                    WHEN a.wallet_id IS NOT NULL THEN ' other ' WHEN a.currency = t.currency THEN ' system '
                    WHEN a.currency = other.currency THEN ' counterSystem ' ELSE ' other ' END
            || CASE WHEN receiver.known AND a.wallet_id IS NULL THEN 'OWN' ELSE a.kind END AS line
       FROM shaped t
       JOIN entry e ON e.transaction_id = t.id
       LEFT JOIN account a ON a.id = e.account_id
       LEFT JOIN wallet other ON other.id = t.counter_wallet_id
       LEFT JOIN (SELECT id, splits FROM transaction WHERE splits IS NOT NULL) terms
              ON terms.id = CASE t.kind WHEN 'REFUND' THEN t.original_id ELSE t.id END
       CROSS JOIN LATERAL (
         SELECT CASE WHEN jsonb_typeof(terms.splits) = 'array' THEN EXISTS (
                  SELECT FROM jsonb_array_elements(terms.splits) AS split
                   WHERE split ->> 'walletId' = a.wallet_id::text
                      OR a.wallet_id IS NULL AND a.currency = t.currency AND split ->> 'systemAccount' = a.kind)
                ELSE false END AS known) receiver
      WHERE t.nr IN (SELECT nr FROM line))
   SELECT 'transaction.entries' AS "check", 'transaction ' || w.id AS subject,
          coalesce((SELECT string_agg(l.phase || ' ' || l.line, '; ' ORDER BY l.phase, l.line)
                      FROM line l WHERE l.nr = min(w.nr) AND (bool_or(w.divided) OR l.line NOT LIKE '% split %')), 'no entries') AS expected,
          string_agg(concat_ws(' ', w.phase, coalesce(w.kind, 'no account'), 'of',
                       coalesce('wallet ' || w.wallet_id, 'the system'), w.amount, w.currency), '; '
                     ORDER BY w.phase, w.kind, w.wallet_id, w.amount) AS actual
     FROM written w LEFT JOIN line l ON l.nr = w.nr AND l.phase = w.phase AND l.line = w.line
    WHERE l.nr IS NULL
    GROUP BY w.id
    ORDER BY w.id LIMIT $1`,
    known: SHAPE_ROWS,
  },
  // On a system account: in one of its shards.
  {
    sql: `/* verifyOneEntry */
   SELECT 'transaction.oneEntry' AS "check", 'transaction ' || e.transaction_id AS subject,
          'one entry in ' || e.phase || ' on account ' || min(e.account_id::text) AS expected, count(*) || ' entries' AS actual
     FROM entry e LEFT JOIN account a ON a.id = e.account_id
    GROUP BY e.transaction_id, e.phase, e.account_kind, coalesce(a.wallet_id, CASE WHEN a.id IS NULL THEN e.account_id END), a.currency
   HAVING count(*) > 1
    ORDER BY e.transaction_id, e.phase, min(e.account_id::text) LIMIT $1`,
  },
];
