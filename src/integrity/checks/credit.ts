import type { Check } from '../finding.js';

/** Credit lines, and the draws under them. */
export const CREDIT_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyCreditLines */
   WITH line AS (
     SELECT c.*, row_number() OVER chain AS due, lag(c.created_at) OVER chain AS before_at
       FROM credit_line c WINDOW chain AS (PARTITION BY c.wallet_id ORDER BY c.seq))
   SELECT 'creditLine.seq' AS "check", 'credit_line ' || l.wallet_id || ' seq ' || l.seq AS subject,
          concat_ws(', ', 'seq ' || l.due, 'not before ' || l.before_at) AS expected,
          concat_ws(', ', 'seq ' || l.seq, l.created_at) AS actual
     FROM line l WHERE l.seq <> l.due OR l.created_at < l.before_at
    ORDER BY l.wallet_id, l.seq LIMIT $1`,
  },
  {
    sql: `/* verifyCreditLimits */
   SELECT 'creditLine.limit' AS "check", 'credit_line ' || c.wallet_id || ' seq ' || c.seq AS subject,
          'a limit of a wallet, at least 0' AS expected,
          CASE WHEN w.id IS NULL THEN 'no wallet' ELSE c.credit_limit::text END AS actual
     FROM credit_line c LEFT JOIN wallet w ON w.id = c.wallet_id
    WHERE w.id IS NULL OR NOT (c.credit_limit >= 0 AND c.credit_limit <> 'NaN')
    ORDER BY c.wallet_id, c.seq LIMIT $1`,
  },
  // A credit line that was set in the draw's own commit may have come before the draw or after it. So the draw must be
  // within the line before that commit, or within one that the commit set.
  {
    sql: `/* verifyDraws */
   WITH draw AS (
     SELECT t.id, t.wallet_id, t.created_at, -e.balance AS owed
       FROM transaction t JOIN entry e ON e.transaction_id = t.id
      WHERE t.kind = 'CREDIT_DRAW' AND e.account_kind = 'OWED'),
   commit_time AS (
     SELECT wallet_id, created_at, max(seq) AS seq, max(credit_limit) FILTER (WHERE approved) AS allowed
       FROM (SELECT wallet_id, created_at, seq, approved, credit_limit FROM credit_line
             UNION ALL SELECT wallet_id, created_at, NULL, NULL, NULL FROM draw) AS happened
      GROUP BY wallet_id, created_at),
   ordered AS (
     SELECT m.*, max(m.seq) OVER (PARTITION BY m.wallet_id ORDER BY m.created_at
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_seq
       FROM commit_time m)
   SELECT 'credit.limit' AS "check", 'transaction ' || d.id AS subject,
          CASE WHEN c.approved OR o.allowed IS NOT NULL
               THEN 'at most ' || greatest(CASE WHEN c.approved THEN c.credit_limit END, o.allowed) || ' owed'
               ELSE 'no draw without approval' END AS expected, d.owed || ' owed' AS actual
     FROM draw d
     JOIN ordered o ON o.wallet_id = d.wallet_id AND o.created_at = d.created_at
     LEFT JOIN credit_line c ON c.wallet_id = o.wallet_id AND c.seq = o.before_seq
    WHERE (d.owed <= greatest(CASE WHEN c.approved THEN c.credit_limit END, o.allowed)) IS NOT TRUE
    ORDER BY d.id LIMIT $1`,
  },
  // Unspent drawn credit is always owed, because a repayment takes it back before cash. Checked after each commit, since
  // entries of different accounts have no order within one.
  {
    sql: `/* verifyCreditIsOwed */
   WITH running AS (
     SELECT a.wallet_id, e.created_at, sum(e.amount) OVER (PARTITION BY a.wallet_id ORDER BY e.created_at) AS excess
       FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.account_kind IN ('CREDIT', 'OWED') AND a.wallet_id IS NOT NULL)
   SELECT 'wallet.credit' AS "check", 'wallet ' || wallet_id AS subject,
          'credit that is owed' AS expected, max(excess) || ' more than is owed, from ' || min(created_at) || ' on' AS actual
     FROM running WHERE excess > 0
    GROUP BY wallet_id
    ORDER BY wallet_id LIMIT $1`,
  },
];
