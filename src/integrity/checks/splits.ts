import type { Check } from '../finding.js';

/** The system accounts that come with the book, stated again on purpose. No split goes there. */
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

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/**
 * Every split, with its transaction. `part` is NULL if it is no amount, and `fits` says whether the rest of it has the form
 * of a split. Both casts are guarded, because a damaged row may hold anything.
 */
const SPLITS = `
   split AS (
     SELECT t.id, t.currency, t.wallet_id AS own, t.counter_wallet_id AS other, t.further_wallet_ids, one.nr,
            CASE WHEN one.term ->> 'walletId' ~ '${UUID}' THEN (one.term ->> 'walletId')::uuid END AS wallet_id,
            one.term ->> 'systemAccount' AS account,
            CASE WHEN one.term ->> 'amount' ~ '^[1-9][0-9]{0,37}$' THEN (one.term ->> 'amount')::numeric END AS part,
            CASE WHEN jsonb_typeof(one.term) = 'object'
                 THEN one.term - '{walletId,systemAccount,amount,label}'::text[] = '{}'
                      AND jsonb_typeof(one.term -> 'amount') = 'string' AND jsonb_typeof(one.term -> 'label') = 'string'
                      AND length(one.term ->> 'label') BETWEEN 1 AND 100
                      AND (one.term ? 'walletId') <> (one.term ? 'systemAccount')
                 ELSE false END AS fits
       FROM transaction t
      CROSS JOIN LATERAL jsonb_array_elements(
              CASE WHEN jsonb_typeof(t.splits) = 'array' THEN t.splits ELSE '[]' END) WITH ORDINALITY AS one (term, nr)
      WHERE t.splits IS NOT NULL)`;

/** What one holder has after `back` of `total` is taken from all of them: the method of largest remainder. */
const AFTER = `
     SELECT array_agg(one.part - one.share ORDER BY one.nr) AS held
       FROM (SELECT given.part, given.nr,
                    div(given.part * s.back, h.total)
                    + CASE WHEN row_number() OVER (ORDER BY mod(given.part * s.back, h.total) DESC, given.nr)
                                <= s.back - sum(div(given.part * s.back, h.total)) OVER () THEN 1 ELSE 0 END AS share
               FROM unnest(h.held) WITH ORDINALITY AS given (part, nr)) one`;

/**
 * Of the transactions with well-formed splits: what each of their steps moves on each receiver of a split. A step is the
 * payment (what is not captured of a purchase is taken back from all parts first), a refund, and the failure of what was
 * completed. The method is that of src/domain/take-back.ts, stated a second time on purpose.
 */
const STEPS = `
   divided AS MATERIALIZED (
     SELECT t.id, t.currency, t.amount, array_agg(s.part ORDER BY s.nr) || (t.amount - sum(s.part)) AS parts,
            array_agg(coalesce(s.wallet_id::text, s.account) ORDER BY s.nr) AS receivers
       FROM split s JOIN transaction t ON t.id = s.id
      GROUP BY t.id HAVING bool_and(s.part IS NOT NULL) AND sum(s.part) <= t.amount),
   followed AS MATERIALIZED (
     SELECT d.id, d.id AS by, d.currency, 0::bigint AS position, NULL::numeric AS back FROM divided d
     UNION ALL
     SELECT d.id, f.id, d.currency, f.position, f.amount
       FROM divided d JOIN transaction f ON f.original_id = d.id WHERE f.kind = 'REFUND'),
   moved AS MATERIALIZED (
     SELECT f.id, f.by, e.phase, coalesce(a.wallet_id::text, a.kind) AS account, sum(e.amount) AS amount
       FROM followed f JOIN entry e ON e.transaction_id = f.by JOIN account a ON a.id = e.account_id
      WHERE e.phase IN ('POST', 'REVERT') AND a.currency = f.currency
      GROUP BY f.id, f.by, e.phase, 4),
   step AS MATERIALIZED (
     SELECT one.id, one.by, one.phase, one.back,
            row_number() OVER (PARTITION BY one.id ORDER BY one.phase = 'REVERT', one.position) AS nr
       FROM (SELECT d.id, d.id AS by, m.phase, 0::bigint AS position,
                    CASE m.phase WHEN 'POST' THEN d.amount - sum(m.amount) FILTER (WHERE m.amount > 0) ELSE d.amount END AS back
               FROM divided d JOIN moved m ON m.by = d.id GROUP BY d.id, d.amount, m.phase
             UNION ALL
             SELECT f.id, f.by, 'POST', f.position, f.back FROM followed f WHERE f.by <> f.id) one),
   -- Each row carries its transaction's steps with it. A join would look at the steps of all in each round.
   held AS (
     SELECT d.id, 0 AS nr, d.id AS by, '' AS phase, d.receivers, d.parts AS held, d.parts AS before,
            d.amount::numeric AS total, steps.bys, steps.phases, steps.backs
       FROM divided d
       JOIN (SELECT id, array_agg(by ORDER BY nr) AS bys, array_agg(phase ORDER BY nr) AS phases,
                    array_agg(back ORDER BY nr) AS backs
               FROM step GROUP BY id) steps USING (id)
     UNION ALL
     SELECT h.id, s.nr, s.by, s.phase, h.receivers, after.held,
            CASE WHEN s.nr = 1 THEN array_fill(0::numeric, ARRAY[cardinality(h.held)]) ELSE h.held END, h.total - s.back,
            h.bys, h.phases, h.backs
       FROM held h
      CROSS JOIN LATERAL (
        SELECT h.nr + 1 AS nr, h.bys[h.nr + 1] AS by, h.phases[h.nr + 1] AS phase,
               greatest(least(h.backs[h.nr + 1], h.total), 0) AS back) s
      CROSS JOIN LATERAL (${AFTER}) after
      WHERE h.total > 0 AND h.nr < cardinality(h.bys))`;

/** The splits of a transaction: their terms, what their receivers have of it, and the list of its further wallets. */
export const SPLIT_CHECKS: readonly Check[] = [
  {
    sql: `/* verifySplitForm */
   WITH ${SPLITS}
   SELECT 'split.form' AS "check", 'transaction ' || t.id AS subject,
          '1 to 20 splits of at most ' || t.amount || ' to its further wallets, in ' || t.currency || ', or to own system accounts' AS expected,
          left(t.splits::text, 500) AS actual
     FROM transaction t
     LEFT JOIN (
       SELECT s.id, count(*) AS count, sum(s.part) AS sum, count(DISTINCT s.wallet_id) AS wallets,
              bool_and(s.fits AND s.part IS NOT NULL
                       AND CASE WHEN s.account IS NULL
                                THEN w.id IS NOT NULL AND s.wallet_id = ANY (s.further_wallet_ids)
                                     AND s.wallet_id IS DISTINCT FROM s.own AND s.wallet_id IS DISTINCT FROM s.other
                                ELSE o.name IS NOT NULL AND NOT $2::jsonb ? o.name END) AS known
         FROM split s
         LEFT JOIN wallet w ON w.id = s.wallet_id AND w.currency = s.currency
         LEFT JOIN system_account o ON o.name = s.account
        GROUP BY s.id) formed ON formed.id = t.id
    WHERE t.splits IS NOT NULL
      AND (t.kind IN ('DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'TRANSFER') AND formed.known AND formed.sum <= t.amount
           AND formed.count <= 20 AND formed.wallets = coalesce(cardinality(t.further_wallet_ids), 0)) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
    known: BUILT_IN,
  },
  {
    sql: `/* verifySplitParts */
   WITH RECURSIVE ${SPLITS}, ${STEPS},
   compared AS (
     SELECT h.id, h.by, h.phase, part.receiver, part.after - part.before AS due, 0::numeric AS got
       FROM held h
      CROSS JOIN LATERAL unnest(h.receivers, h.held, h.before) AS part (receiver, after, before)
      WHERE h.nr > 0 AND part.receiver IS NOT NULL
     UNION ALL
     SELECT m.id, m.by, m.phase, m.account, 0, m.amount
       FROM moved m JOIN divided d ON d.id = m.id WHERE m.account = ANY (d.receivers))
   SELECT 'split.parts' AS "check", 'transaction ' || c.by || ' phase ' || c.phase || ' ' || c.receiver AS subject,
          coalesce(sum(c.due), 0) || CASE WHEN c.by = c.id THEN ' by its splits' ELSE ' by the splits of transaction ' || c.id END AS expected,
          sum(c.got)::text AS actual
     FROM compared c
    GROUP BY c.id, c.by, c.phase, c.receiver HAVING sum(c.due) <> sum(c.got)
    ORDER BY c.by, c.phase, c.receiver LIMIT $1`,
  },
  {
    sql: `/* verifyFurtherWallets */
   WITH named AS (
     SELECT t.position, t.id, t.splits, given.wallet_id
       FROM transaction t CROSS JOIN LATERAL unnest(t.further_wallet_ids) AS given (wallet_id)
      WHERE t.further_wallet_ids IS NOT NULL)
   SELECT 'transaction.furtherWallets' AS "check",
          coalesce('transaction ' || n.id, 'position ' || f.position) || ' wallet ' || coalesce(n.wallet_id::text, f.wallet_id::text, 'NULL') AS subject,
          'a wallet of its splits or entries, in the list of that wallet' AS expected,
          CASE WHEN n.id IS NULL THEN 'no such transaction' WHEN f.position IS NULL THEN 'not in the list'
               ELSE 'no split and no entry' END AS actual
     FROM named n FULL JOIN further_wallet f ON f.position = n.position AND f.wallet_id = n.wallet_id
    WHERE n.id IS NULL OR f.position IS NULL
       OR NOT (n.splits @> jsonb_build_array(jsonb_build_object('walletId', n.wallet_id)) IS TRUE
               OR EXISTS (SELECT FROM entry e JOIN account a ON a.id = e.account_id
                           WHERE e.transaction_id = n.id AND a.wallet_id = n.wallet_id))
    ORDER BY 2 LIMIT $1`,
  },
];
