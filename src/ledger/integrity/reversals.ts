import type { Check } from './finding.js';

/** A reversal is about what its original is about, with the opposite entries, and there is one at most. */
export const REVERSAL_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyReversals */
   SELECT 'transaction.reversal' AS "check", 'transaction ' || t.id AS subject,
          'the opposite of transaction ' || t.original_id AS expected, 'other entries' AS actual
     FROM transaction t
    WHERE t.kind = 'REVERSAL'
      AND (SELECT jsonb_agg(jsonb_build_array(e.account_id, e.amount) ORDER BY e.account_id, e.amount)
             FROM entry e WHERE e.transaction_id = t.id)
          IS DISTINCT FROM
          (SELECT jsonb_agg(jsonb_build_array(e.account_id, -e.amount) ORDER BY e.account_id, -e.amount)
             FROM entry e WHERE e.transaction_id = t.original_id)
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyOriginals */
   WITH described AS (
     SELECT t.id, t.kind, t.original_id,
            concat_ws(' ', t.amount, t.currency, 'wallet', t.wallet_id, 'and ' || t.counter_wallet_id) AS about
       FROM transaction t)
   SELECT 'transaction.original' AS "check", 'transaction ' || r.id AS subject,
          CASE WHEN o.kind = 'REVERSAL' THEN 'an original that is no REVERSAL'
               ELSE coalesce(o.about, 'an original') END AS expected,
          CASE WHEN o.kind = 'REVERSAL' THEN 'the reversal of a REVERSAL'
               WHEN o.id IS NULL THEN 'no original' ELSE r.about END AS actual
     FROM described r LEFT JOIN described o ON o.id = r.original_id
    WHERE r.kind = 'REVERSAL' AND (o.about IS DISTINCT FROM r.about OR o.kind = 'REVERSAL')
    ORDER BY r.id LIMIT $1`,
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
