import type { TransactionKind } from '../../domain/index.js';
import type { Check } from '../finding.js';

/** The kinds that a reversal can take back. The others have ways of their own, such as a refund. */
const REVERSIBLE: readonly TransactionKind[] = [
  'DEPOSIT',
  'WITHDRAWAL',
  'TRANSFER',
  'EXCHANGE',
  'BONUS',
  'COMMISSION',
  'EARNING',
  'ADJUSTMENT',
  'POSTING',
  'OPENING_BALANCE',
];

/**
 * A reversal is about what its original is about, with the opposite of what that came to on each
 * account (of a system account in any shard), and there is one at most.
 */
export const REVERSAL_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyReversals */
   WITH taken AS (
     SELECT t.id, e.account_id, e.amount FROM transaction t JOIN entry e ON e.transaction_id = t.id
      WHERE t.kind = 'REVERSAL'
     UNION ALL
     SELECT t.id, e.account_id, e.amount FROM transaction t JOIN entry e ON e.transaction_id = t.original_id
      WHERE t.kind = 'REVERSAL'),
   named AS (
     SELECT t.id, t.amount,
            CASE WHEN a.id IS NULL OR a.wallet_id IS NOT NULL THEN t.account_id::text
                 ELSE a.kind || ' of the system in ' || a.currency END AS account
       FROM taken t LEFT JOIN account a ON a.id = t.account_id),
   left_over AS (
     SELECT id, account, sum(amount) AS amount FROM named GROUP BY id, account HAVING sum(amount) <> 0)
   SELECT 'transaction.reversal' AS "check", 'transaction ' || t.id AS subject,
          coalesce('the opposite of transaction ' || t.original_id, 'an original') AS expected,
          string_agg(l.amount || ' left on account ' || l.account, ', ' ORDER BY l.account) AS actual
     FROM left_over l JOIN transaction t ON t.id = l.id
    GROUP BY t.id, t.original_id
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyOriginals */
   WITH described AS (
     SELECT t.id, t.kind, t.status, t.original_id, t.created_at, t.completed_at,
            concat_ws(' ', t.amount, t.currency, 'wallet', t.wallet_id, 'and ' || t.counter_wallet_id) AS about
       FROM transaction t)
   SELECT 'transaction.original' AS "check", 'transaction ' || r.id AS subject,
          CASE WHEN o.about = r.about THEN 'an original that can be reversed, completed by ' || r.created_at
               ELSE coalesce(o.about, 'an original') END AS expected,
          CASE WHEN o.id IS NULL THEN 'no original'
               WHEN o.about = r.about THEN concat_ws(', ', 'a ' || o.kind, o.status, 'completed ' || o.completed_at)
               ELSE r.about END AS actual
     FROM described r LEFT JOIN described o ON o.id = r.original_id
    WHERE r.kind = 'REVERSAL'
      AND (o.about = r.about AND o.status = 'COMPLETED' AND o.completed_at <= r.created_at
           AND $2::jsonb ? o.kind) IS NOT TRUE
    ORDER BY r.id LIMIT $1`,
    known: REVERSIBLE,
  },
  {
    sql: `/* verifyReversedOnce */
   SELECT 'transaction.reversedOnce' AS "check", 'transaction ' || t.original_id AS subject,
          'at most one reversal' AS expected, count(*) || ' reversals' AS actual
     FROM transaction t WHERE t.kind = 'REVERSAL' AND t.original_id IS NOT NULL
    GROUP BY t.original_id HAVING count(*) > 1
    ORDER BY t.original_id LIMIT $1`,
  },
];
