import type { Check } from '../finding.js';

/** Times: every time that a transaction names is the time at which it wrote, or a moment of effect that it may have. */
export const TIME_CHECKS: readonly Check[] = [
  // HOLD is written when the transaction begins. POST is written on completion, and so is the RELEASE of a partial
  // capture. Any other RELEASE, and REVERT, is written when the transaction fails or is cancelled.
  {
    sql: `/* verifyEntryTimes */
   WITH due AS (
     SELECT e.account_id, e.seq, e.created_at,
            CASE WHEN e.phase = 'HOLD' THEN t.created_at
                 WHEN e.phase = 'POST' THEN t.completed_at
                 WHEN e.phase = 'RELEASE' AND t.completed_at IS NOT NULL THEN t.completed_at
                 ELSE t.status_changed_at END AS at
       FROM entry e JOIN transaction t ON t.id = e.transaction_id)
   SELECT 'entry.time' AS "check", 'entry ' || account_id || ' seq ' || seq AS subject,
          coalesce('at ' || at, 'at no time') AS expected, created_at::text AS actual
     FROM due WHERE created_at IS DISTINCT FROM at
    ORDER BY account_id, seq LIMIT $1`,
  },
  // shapes.ts states which times a transaction must have. This compares the times that it has. The moment at which one took
  // effect is the caller's word, so no more than its bounds can be checked.
  {
    sql: `/* verifyTransactionTimes */
   SELECT 'transaction.times' AS "check", 'transaction ' || t.id AS subject,
          'created, completed and changed in this order; completed as it began or by its last change, unless it failed later; a caller for each change' AS expected,
          concat_ws(', ', t.status, 'created ' || t.created_at, 'completed ' || t.completed_at, 'changed ' || t.status_changed_at, 'by ' || t.status_changed_by) AS actual
     FROM transaction t
    WHERE t.completed_at < t.created_at OR t.status_changed_at < t.created_at OR t.status_changed_at < t.completed_at
       OR (t.status = 'COMPLETED' AND t.completed_at <> coalesce(t.status_changed_at, t.created_at))
       OR (t.status_changed_at IS NULL) <> (t.status_changed_by IS NULL)
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyExpiries */
   SELECT 'transaction.expiry' AS "check", 'transaction ' || t.id AS subject,
          'an expiry after ' || greatest(t.created_at, t.completed_at) AS expected, t.expires_at::text AS actual
     FROM transaction t WHERE t.expires_at <= greatest(t.created_at, t.completed_at)
    ORDER BY t.id LIMIT $1`,
  },
  // A moment of effect lies between the opening of every wallet that the transaction is about and the moment at which the
  // book learned of it.
  {
    sql: `/* verifyEffects */
   WITH dated AS (SELECT * FROM transaction WHERE effective_at IS NOT NULL),
   about AS (
     SELECT id, wallet_id FROM dated
     UNION
     SELECT id, counter_wallet_id FROM dated
     UNION
     SELECT id, unnest(further_wallet_ids) FROM dated
     UNION
     SELECT t.id, a.wallet_id FROM dated t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id),
   opened AS (
     SELECT b.id, max(w.created_at) AS at FROM about b JOIN wallet w ON w.id = b.wallet_id GROUP BY b.id)
   SELECT 'transaction.effect' AS "check", 'transaction ' || t.id AS subject,
          CASE WHEN t.kind IN ('DEPOSIT', 'ADJUSTMENT', 'POSTING')
               THEN 'an effect' || coalesce(' from ' || o.at || ', when its wallets were opened,', '') || ' to ' || t.created_at
               ELSE 'no moment of effect of its own, because it is a ' || t.kind END AS expected,
          t.effective_at::text AS actual
     FROM dated t LEFT JOIN opened o ON o.id = t.id
    WHERE t.kind NOT IN ('DEPOSIT', 'ADJUSTMENT', 'POSTING') OR t.effective_at < o.at OR t.effective_at > t.created_at
       OR NOT isfinite(t.effective_at)
    ORDER BY t.id LIMIT $1`,
  },
  // backdated_entry says nothing that the entries and their transactions do not say.
  {
    sql: `/* verifyBackdatedEntries */
   WITH late AS (
     SELECT e.account_id, e.seq, t.effective_at,
            e.seq - row_number() OVER (PARTITION BY e.account_id ORDER BY e.seq) AS block
       FROM transaction t JOIN entry e ON e.transaction_id = t.id
      WHERE t.effective_at < e.created_at AND e.phase = 'POST' AND e.account_kind = 'CASH'),
   due AS (SELECT account_id, seq, effective_at, min(seq) OVER (PARTITION BY account_id, block) AS run FROM late)
   SELECT 'entry.backdated' AS "check", 'entry ' || account_id || ' seq ' || seq AS subject,
          coalesce('backdated to ' || due.effective_at || ', in the run from ' || due.run, 'not backdated') AS expected,
          coalesce('backdated to ' || b.effective_at || ', in the run from ' || b.run, 'not backdated') AS actual
     FROM due FULL JOIN backdated_entry b USING (account_id, seq)
    WHERE (due.effective_at, due.run) IS DISTINCT FROM (b.effective_at, b.run)
    ORDER BY account_id, seq LIMIT $1`,
  },
];
