import type { Check } from '../finding.js';

/** A position is taken by one row, and was drawn from the sequence. Otherwise a later row could come before it. */
function positionChecks(table: 'transaction' | 'wallet'): readonly Check[] {
  return [
    {
      sql: `/* verifyPositionsUnique */
   SELECT '${table}.position' AS "check", '${table} ' || max(t.id::text) AS subject,
          'a position of its own' AS expected, 'position ' || t.position || ', which ' || count(*) || ' rows have' AS actual
     FROM ${table} t GROUP BY t.position HAVING count(*) > 1
    ORDER BY t.position LIMIT $1`,
    },
    {
      sql: `/* verifyPositionsDrawn */
   SELECT '${table}.position' AS "check", '${table} ' || t.id AS subject,
          'at most ' || s.drawn || ', the last position that was drawn' AS expected, 'position ' || t.position AS actual
     FROM ${table} t, (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS drawn FROM ${table}_position) s
    WHERE t.position > s.drawn
    ORDER BY t.id LIMIT $1`,
    },
  ];
}

/**
 * The order of the lists is the book's order.
 *
 * In a chain, transactions that write their first entry with their own row follow each other by position: each was
 * inserted after the commit was granted the lock on the chain. (A transaction that begins PENDING and holds nothing
 * writes its first entry later, in any order.)
 */
export const ORDER_CHECKS: readonly Check[] = [
  ...positionChecks('transaction'),
  ...positionChecks('wallet'),
  {
    sql: `/* verifyChainOrder */
   WITH begun AS (
     SELECT e.account_id, e.seq, t.position, lag(t.position) OVER (PARTITION BY e.account_id ORDER BY e.seq) AS previous
       FROM entry e JOIN transaction t ON t.id = e.transaction_id
      WHERE e.phase = 'HOLD'
         OR (e.phase = 'POST' AND t.kind NOT IN (
               SELECT w.kind FROM transaction_transition w WHERE w.from_status = '' AND w.to_status = 'PENDING')))
   SELECT 'entry.order' AS "check", 'entry ' || account_id || ' seq ' || seq AS subject,
          'a transaction at or after position ' || previous AS expected, 'position ' || position AS actual
     FROM begun WHERE position < previous
    ORDER BY account_id, seq LIMIT $1`,
  },
];
