import type { Check } from '../finding.js';

/** A wallet is in a currency of the book. */
export const CURRENCY_OF_WALLET: Check = {
  sql: `/* verifyWalletCurrencies */
   SELECT 'wallet.currency' AS "check", 'wallet ' || w.id AS subject, 'a currency of the book' AS expected, w.currency AS actual
     FROM wallet w LEFT JOIN currency c ON c.code = w.currency
    WHERE c.code IS NULL
    ORDER BY w.id LIMIT $1`,
};

/** Wallets: each is in a currency of the book, a closed wallet is empty and has nothing pending, and the held money equals the open holds. */
export const WALLET_CHECKS: readonly Check[] = [
  CURRENCY_OF_WALLET,
  {
    sql: `/* verifyClosedWallets */
   SELECT 'wallet.closed' AS "check", 'wallet ' || w.id || ' account ' || a.kind AS subject,
          'balance 0' AS expected, 'balance ' || head.balance AS actual
     FROM wallet w JOIN account a ON a.wallet_id = w.id
    CROSS JOIN LATERAL (SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
    WHERE w.status = 'CLOSED' AND head.balance <> 0
    ORDER BY w.id, a.kind LIMIT $1`,
  },
  {
    sql: `/* verifyClosedWithPending */
   SELECT 'wallet.closed' AS "check", 'wallet ' || w.id || ' transaction ' || t.id AS subject,
          'nothing pending' AS expected, 'a ' || t.kind || ' that is PENDING' AS actual
     FROM transaction t
    CROSS JOIN LATERAL (SELECT t.wallet_id AS id UNION ALL SELECT unnest(t.further_wallet_ids)) about
     JOIN wallet w ON w.id = about.id
    WHERE t.status = 'PENDING' AND w.status = 'CLOSED'
    ORDER BY w.id, t.id LIMIT $1`,
  },
  {
    sql: `/* verifyHeld */
   WITH head AS (
     SELECT DISTINCT ON (e.account_id) e.account_id, e.balance FROM entry e
      WHERE e.account_kind IN ('HELD', 'HELD_CREDIT') ORDER BY e.account_id, e.seq DESC),
   held AS (
     SELECT a.wallet_id, sum(h.balance) AS held, NULL::numeric AS open
       FROM head h JOIN account a ON a.id = h.account_id WHERE a.wallet_id IS NOT NULL GROUP BY a.wallet_id
     UNION ALL
     SELECT t.wallet_id, NULL, sum(t.amount) FROM transaction t
      WHERE t.status = 'PENDING' AND t.kind IN ('WITHDRAWAL', 'PURCHASE') GROUP BY t.wallet_id)
   SELECT 'wallet.held' AS "check", 'wallet ' || wallet_id AS subject,
          coalesce(max(open), 0) || ' held, the sum of the open holds' AS expected, coalesce(max(held), 0) || ' held' AS actual
     FROM held GROUP BY wallet_id HAVING coalesce(max(held), 0) <> coalesce(max(open), 0)
    ORDER BY wallet_id LIMIT $1`,
  },
  // A transaction that is no longer PENDING holds nothing, neither in cash nor in credit.
  {
    sql: `/* verifyHoldsEnded */
   SELECT 'transaction.held' AS "check", 'transaction ' || t.id AS subject,
          'nothing held, because it is ' || t.status AS expected,
          sum(e.amount) || ' in ' || e.account_kind AS actual
     FROM entry e JOIN transaction t ON t.id = e.transaction_id
    WHERE e.account_kind IN ('HELD', 'HELD_CREDIT') AND t.status <> 'PENDING'
    GROUP BY t.id, t.status, e.account_kind HAVING sum(e.amount) <> 0
    ORDER BY t.id, e.account_kind LIMIT $1`,
  },
];
