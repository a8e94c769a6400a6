import type { Check } from '../finding.js';

/** A transaction is in the currency of its wallet, or in one of the book. */
export const CURRENCY_OF_TRANSACTION: Check = {
  sql: `/* verifyTransactionCurrency */
   SELECT 'transaction.currency' AS "check", 'transaction ' || t.id AS subject,
          coalesce(w.currency, CASE WHEN t.wallet_id IS NULL THEN 'a currency of the book' ELSE 'a wallet' END) AS expected,
          t.currency AS actual
     FROM transaction t LEFT JOIN wallet w ON w.id = t.wallet_id LEFT JOIN currency c ON c.code = t.currency
    WHERE CASE WHEN t.wallet_id IS NULL THEN c.code ELSE w.currency END IS DISTINCT FROM t.currency
    ORDER BY t.id LIMIT $1`,
};

/** Each transaction fits its entries, its wallets and its kind. */
export const TRANSACTION_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyZeroSum */
   SELECT 'transaction.zeroSum' AS "check",
          'transaction ' || e.transaction_id || ' phase ' || e.phase || ' in ' || coalesce(a.currency, '?') AS subject,
          'sum 0' AS expected, 'sum ' || sum(e.amount) AS actual
     FROM entry e LEFT JOIN account a ON a.id = e.account_id
    GROUP BY e.transaction_id, e.phase, a.currency HAVING sum(e.amount) <> 0
    ORDER BY e.transaction_id, e.phase LIMIT $1`,
  },
  {
    sql: `/* verifyTransactionRow */
   SELECT 'entry.transaction' AS "check", 'entry ' || e.account_id || ' seq ' || e.seq AS subject,
          'transaction ' || e.transaction_id AS expected, 'no transaction' AS actual
     FROM entry e WHERE NOT EXISTS (SELECT FROM transaction t WHERE t.id = e.transaction_id)
    ORDER BY e.account_id, e.seq LIMIT $1`,
  },
  // In PostgreSQL NaN is greater than every number, so `> 0` alone would accept it.
  {
    sql: `/* verifyAmounts */
   SELECT 'transaction.positive' AS "check", 'transaction ' || t.id AS subject,
          'an amount above 0' AS expected, t.amount::text AS actual
     FROM transaction t WHERE NOT (t.amount > 0 AND t.amount <> 'NaN')
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyStatus */
   SELECT 'transaction.status' AS "check", 'transaction ' || t.id AS subject,
          'a status that a ' || t.kind || ' can have' AS expected, t.status AS actual
     FROM transaction t
    WHERE NOT EXISTS (SELECT FROM transaction_transition a WHERE a.kind = t.kind AND a.to_status = t.status)
    ORDER BY t.id LIMIT $1`,
  },
  CURRENCY_OF_TRANSACTION,
  {
    sql: `/* verifyTransactionWallets */
   SELECT 'transaction.wallet' AS "check", 'transaction ' || t.id AS subject,
          'entries on wallet ' || a.wallet_id AS expected, 'about another wallet' AS actual
     FROM entry e JOIN account a ON a.id = e.account_id JOIN transaction t ON t.id = e.transaction_id
    WHERE a.wallet_id IS NOT NULL AND a.wallet_id IS DISTINCT FROM t.wallet_id
      AND a.wallet_id IS DISTINCT FROM t.counter_wallet_id
      AND (a.wallet_id = ANY (t.further_wallet_ids)) IS NOT TRUE
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyPhases */
   SELECT 'entry.phase' AS "check", 'entry ' || e.account_id || ' seq ' || e.seq AS subject,
          'a phase of a ' || t.kind AS expected, 'phase ' || e.phase AS actual
     FROM entry e JOIN transaction t ON t.id = e.transaction_id
    WHERE NOT EXISTS (SELECT FROM transaction_phase p WHERE p.kind = t.kind AND p.phase = e.phase)
    ORDER BY e.account_id, e.seq LIMIT $1`,
  },
];
