import type { Check } from '../finding.js';

/**
 * Commissions and bonuses: a commission matches its source, and each is paid only once. One that was reversed may be
 * paid again, and the next one names it. So there is one more than are named.
 */
export const REWARD_CHECKS: readonly Check[] = [
  // For a purchase, the base of the commission is the captured amount minus the refunds so far. A refund in the same
  // commit may have come before or after, so there are two possible bases. `div` is exact.
  {
    sql: `/* verifyCommissions */
   WITH captured AS (
     SELECT e.transaction_id AS id, -sum(e.amount) AS amount
       FROM entry e WHERE e.account_kind IN ('HELD', 'HELD_CREDIT') AND e.phase = 'POST' GROUP BY e.transaction_id),
   refunded AS (
     SELECT t.id, sum(r.amount) AS amount, sum(r.amount) FILTER (WHERE r.created_at < t.created_at) AS before
       FROM transaction t JOIN transaction r ON r.original_id = t.original_id AND r.kind = 'REFUND'
      WHERE t.kind = 'COMMISSION' AND r.created_at <= t.created_at GROUP BY t.id),
   due AS (
     SELECT t.id, t.amount, t.currency, s.currency AS source_currency,
            CASE WHEN jsonb_typeof(t.details -> 'rateBps') = 'number' THEN
              div(basis.most * (t.details ->> 'rateBps')::numeric, 10000) END AS share,
            CASE WHEN jsonb_typeof(t.details -> 'rateBps') = 'number' THEN
              div(basis.least * (t.details ->> 'rateBps')::numeric, 10000) END AS least
       FROM transaction t
       LEFT JOIN transaction s ON s.id = t.original_id
       LEFT JOIN captured ON captured.id = s.id
       LEFT JOIN refunded ON refunded.id = t.id
      CROSS JOIN LATERAL (
        SELECT CASE s.kind WHEN 'PURCHASE' THEN captured.amount - coalesce(refunded.before, 0) ELSE s.amount END AS most,
               CASE s.kind WHEN 'PURCHASE' THEN captured.amount - coalesce(refunded.amount, 0) ELSE s.amount END AS least) basis
      WHERE t.kind = 'COMMISSION')
   SELECT 'commission.amount' AS "check", 'transaction ' || id AS subject,
          coalesce(share || ' ' || source_currency, 'a share of its source') AS expected, amount || ' ' || currency AS actual
     FROM due
    WHERE source_currency IS DISTINCT FROM currency OR (amount BETWEEN least AND share) IS NOT TRUE
    ORDER BY id LIMIT $1`,
  },
  {
    sql: `/* verifyCommissionSources */
   SELECT 'commission.source' AS "check", 'transaction ' || t.id AS subject,
          'a source completed by ' || t.created_at || ' and not undone before' AS expected,
          coalesce(concat_ws(', ', 'a ' || s.kind, s.status, 'completed ' || s.completed_at,
                     'changed ' || s.status_changed_at, 'reversed ' || r.created_at), 'no source') AS actual
     FROM transaction t
     LEFT JOIN transaction s ON s.id = t.original_id
     LEFT JOIN transaction r ON r.original_id = s.id AND r.kind = 'REVERSAL'
    WHERE t.kind = 'COMMISSION'
      AND (s.completed_at <= t.created_at AND (s.status = 'COMPLETED' OR s.status_changed_at >= t.created_at)
           AND coalesce(r.created_at >= t.created_at, true)) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyCommissionPayers */
   SELECT 'commission.payer' AS "check", 'transaction ' || t.id AS subject,
          'a wallet of another owner than ' || payer.owner_id AS expected, 'wallet ' || w.id AS actual
     FROM transaction t
     JOIN wallet w ON w.id = t.wallet_id
     JOIN transaction s ON s.id = t.original_id
     JOIN wallet payer ON payer.id = s.wallet_id
    WHERE t.kind = 'COMMISSION' AND payer.owner_id = w.owner_id
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyCommissionsOnce */
   SELECT 'commission.once' AS "check", 'transaction ' || t.original_id AS subject,
          'one commission for wallet ' || t.wallet_id || ', and one more for each that is replaced' AS expected,
          count(*) || ' commissions' AS actual
     FROM transaction t WHERE t.kind = 'COMMISSION' AND t.original_id IS NOT NULL
    GROUP BY t.original_id, t.wallet_id HAVING count(*) > 1 + count(DISTINCT t.replaces_id)
    ORDER BY t.original_id, t.wallet_id LIMIT $1`,
  },
  {
    sql: `/* verifyBonusesOnce */
   SELECT 'bonus.once' AS "check", 'owner ' || w.owner_id AS subject,
          'one bonus in ' || t.currency || ' on ' || (t.created_at AT TIME ZONE 'UTC')::date
            || ', and one more for each that is replaced' AS expected,
          count(*) || ' bonuses' AS actual
     FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE t.kind = 'BONUS'
    GROUP BY w.owner_id, t.currency, (t.created_at AT TIME ZONE 'UTC')::date
   HAVING count(*) > 1 + count(DISTINCT t.replaces_id)
    ORDER BY w.owner_id, t.currency, (t.created_at AT TIME ZONE 'UTC')::date LIMIT $1`,
  },
  {
    sql: `/* verifyBonusOwners */
   SELECT 'bonus.owner' AS "check", 'transaction ' || t.id AS subject,
          CASE t.kind WHEN 'BONUS' THEN 'the owner of its wallet, ' || w.owner_id ELSE 'no owner of a bonus' END AS expected,
          coalesce(t.bonus_owner, 'none') AS actual
     FROM transaction t LEFT JOIN wallet w ON w.id = t.wallet_id AND t.kind = 'BONUS'
    WHERE t.bonus_owner IS DISTINCT FROM w.owner_id
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyReplacements */
   SELECT 'transaction.replaces' AS "check", 'transaction ' || t.id AS subject,
          CASE t.kind WHEN 'COMMISSION' THEN 'a COMMISSION on transaction ' || coalesce(t.original_id::text, 'of nothing')
                      WHEN 'BONUS' THEN 'a BONUS in ' || t.currency || ' on ' || (t.created_at AT TIME ZONE 'UTC')::date
                      ELSE 'nothing that a ' || t.kind || ' replaces' END
          || ' for ' || coalesce('owner ' || t.bonus_owner, 'wallet ' || t.wallet_id) || ', reversed by ' || t.created_at AS expected,
          coalesce(concat_ws(', ', 'a ' || p.kind || ' in ' || p.currency || ' on '
                       || coalesce('transaction ' || p.original_id, p.created_at::text)
                       || ' for ' || coalesce('owner ' || p.bonus_owner, 'wallet ' || p.wallet_id), coalesce('reversed ' || r.created_at, 'not reversed')),
                   'no transaction') AS actual
     FROM transaction t
     LEFT JOIN transaction p ON p.id = t.replaces_id
     LEFT JOIN transaction r ON r.original_id = p.id AND r.kind = 'REVERSAL'
    WHERE t.replaces_id IS NOT NULL
      AND (p.kind = t.kind
           AND CASE t.kind
                 WHEN 'COMMISSION' THEN p.wallet_id = t.wallet_id AND p.original_id = t.original_id
                 WHEN 'BONUS' THEN p.bonus_owner = t.bonus_owner AND p.currency = t.currency
                   AND (p.created_at AT TIME ZONE 'UTC')::date = (t.created_at AT TIME ZONE 'UTC')::date
               END
           AND r.created_at <= t.created_at) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
  },
];
