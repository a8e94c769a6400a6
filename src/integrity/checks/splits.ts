import type { Check } from '../finding.js';

/** The system accounts that come with the book. No split goes there. */
const BUILT_IN = [
  'EXTERNAL',
  'SALES',
  'BONUSES',
  'EARNINGS',
  'COMMISSIONS',
  'ADJUSTMENTS',
  'OPENING',
  'EXCHANGE',
];

/** The well-formed splits, each with its transaction. Others are findings of `split.form`. */
const SPLITS = `
   split AS (
     SELECT t.id, t.kind, t.status, t.currency, t.amount, one ->> 'walletId' AS wallet_id,
            one ->> 'systemAccount' AS account, (one ->> 'amount')::numeric AS part
       FROM transaction t
      CROSS JOIN LATERAL jsonb_array_elements(
              CASE WHEN jsonb_typeof(t.splits) = 'array' THEN t.splits ELSE '[]' END) AS one
      WHERE CASE WHEN jsonb_typeof(one) = 'object' THEN one ->> 'amount' ~ '^[1-9][0-9]{0,37}$' ELSE false END)`;

/**
 * The splits of a transaction: their terms, and what their receivers have of it. A take-back by largest remainder moves a
 * receiver's part by less than one minor unit from its exact proportion, so after so many of them it is off by less than so
 * many units for each of its splits. This states no more than that, and so needs no second implementation of the method.
 */
export const SPLIT_CHECKS: readonly Check[] = [
  {
    sql: `/* verifySplitForm */
   WITH ${SPLITS}
   SELECT 'split.form' AS "check", 'transaction ' || t.id AS subject,
          '1 to 20 splits of at most ' || t.amount || ' to other wallets in ' || t.currency || ' or own system accounts' AS expected,
          left(t.splits::text, 500) AS actual
     FROM transaction t
     LEFT JOIN (
       SELECT s.id, count(*) AS count, sum(s.part) AS sum,
              bool_and(CASE WHEN s.account IS NULL THEN w.id IS NOT NULL ELSE s.wallet_id IS NULL AND o.name IS NOT NULL END) AS known
         FROM split s
         JOIN transaction t ON t.id = s.id
         LEFT JOIN wallet w ON w.id::text = s.wallet_id AND w.currency = s.currency
              AND w.id IS DISTINCT FROM t.wallet_id AND w.id IS DISTINCT FROM t.counter_wallet_id
         LEFT JOIN system_account o ON o.name = s.account AND NOT $2::jsonb ? o.name
        GROUP BY s.id) formed ON formed.id = t.id
    WHERE t.splits IS NOT NULL
      AND (t.kind IN ('DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'TRANSFER') AND formed.known AND formed.sum <= t.amount
           AND formed.count <= 20 AND formed.count = jsonb_array_length(t.splits)) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
    known: BUILT_IN,
  },
  {
    sql: `/* verifySplitParts */
   WITH ${SPLITS},
   receiver AS (
     SELECT id, kind, status, currency, amount, wallet_id, account, sum(part) AS part, count(*) AS splits
       FROM split GROUP BY id, kind, status, currency, amount, wallet_id, account),
   found AS (
     SELECT r.*, paid.remaining, paid.steps, got.amount AS got
       FROM receiver r
      CROSS JOIN LATERAL (
        SELECT CASE WHEN r.status <> 'COMPLETED' THEN 0 WHEN r.kind <> 'PURCHASE' THEN r.amount
                    ELSE (SELECT coalesce(-sum(e.amount), 0) FROM entry e
                           WHERE e.transaction_id = r.id AND e.phase = 'POST' AND e.account_kind IN ('HELD', 'HELD_CREDIT'))
                         - coalesce(sum(f.amount), 0) END AS remaining,
               1 + count(f.id) AS steps
          FROM transaction f WHERE f.original_id = r.id AND f.kind = 'REFUND') paid
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.amount), 0) AS amount
          FROM transaction x JOIN entry e ON e.transaction_id = x.id JOIN account a ON a.id = e.account_id
         WHERE (x.id = r.id OR x.original_id = r.id AND x.kind = 'REFUND')
           AND (a.wallet_id::text = r.wallet_id
                OR a.wallet_id IS NULL AND a.kind = r.account AND a.currency = r.currency)) got)
   SELECT 'split.parts' AS "check",
          'transaction ' || id || ' ' || coalesce('wallet ' || wallet_id, account) AS subject,
          'its share of ' || remaining || ', about ' || trunc(part * remaining / amount, 2) AS expected, got::text AS actual
     FROM found
    WHERE CASE WHEN remaining IN (0, amount) THEN got * amount <> part * remaining
               ELSE got < 0 OR got > part OR abs(got * amount - part * remaining) >= steps * splits * amount END
    ORDER BY id, wallet_id, account LIMIT $1`,
  },
  {
    sql: `/* verifyFurtherWallets */
   WITH ${SPLITS},
   listed AS (
     SELECT t.position, t.id, given.wallet_id
       FROM transaction t CROSS JOIN LATERAL unnest(t.further_wallet_ids) AS given (wallet_id)
      WHERE t.further_wallet_ids IS NOT NULL)
   SELECT 'transaction.furtherWallets' AS "check",
          coalesce('transaction ' || l.id, 'position ' || f.position) || ' wallet ' || coalesce(l.wallet_id, f.wallet_id) AS subject,
          'a wallet of its splits or entries, in the list of that wallet' AS expected,
          CASE WHEN l.id IS NULL THEN 'no such transaction' WHEN f.position IS NULL THEN 'not in the list'
               ELSE 'no split and no entry' END AS actual
     FROM listed l FULL JOIN further_wallet f ON f.position = l.position AND f.wallet_id = l.wallet_id
    WHERE l.id IS NULL OR f.position IS NULL
       OR NOT (EXISTS (SELECT FROM split s WHERE s.id = l.id AND s.wallet_id = l.wallet_id::text)
               OR EXISTS (SELECT FROM entry e JOIN account a ON a.id = e.account_id
                           WHERE e.transaction_id = l.id AND a.wallet_id = l.wallet_id))
    ORDER BY 2 LIMIT $1`,
  },
];
