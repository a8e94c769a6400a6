import { CUSTOM_CURRENCIES, ISO_4217 } from '../../money/index.js';
import { SYSTEM_ACCOUNTS, WALLET_ACCOUNTS } from '../../domain/index.js';
import type { Check } from '../finding.js';

/** An account of a wallet is in its currency. */
export const CURRENCY_OF_ACCOUNT: Check = {
  sql: `/* verifyAccountCurrency */
   SELECT 'account.currency' AS "check", 'account ' || a.id AS subject,
          coalesce(w.currency, 'a wallet') AS expected, a.currency AS actual
     FROM account a LEFT JOIN wallet w ON w.id = a.wallet_id
    WHERE a.wallet_id IS NOT NULL AND w.currency IS DISTINCT FROM a.currency
    ORDER BY a.id LIMIT $1`,
};

/** Accounts and currencies: each account has the kind, the currency and the shard that its owner allows. */
export const ACCOUNT_CHECKS: readonly Check[] = [
  CURRENCY_OF_ACCOUNT,
  {
    sql: `/* verifyAccountKinds */
   SELECT 'account.kind' AS "check", 'account ' || a.id AS subject,
          CASE WHEN a.wallet_id IS NULL THEN 'a kind of a system account' ELSE 'a kind of a wallet' END AS expected,
          a.kind AS actual
     FROM account a LEFT JOIN system_account s ON s.name = a.kind
    WHERE CASE WHEN a.wallet_id IS NULL THEN s.name IS NULL ELSE NOT coalesce($2::jsonb ? a.kind, false) END
    ORDER BY a.id LIMIT $1`,
    known: WALLET_ACCOUNTS,
  },
  // The floors of entries go by the kind of their account, so a system account must not have that of a wallet's.
  {
    sql: `/* verifySystemAccountNames */
   SELECT 'systemAccount.name' AS "check", 'system_account ' || s.name AS subject,
          'no kind of a wallet''s account' AS expected, s.name AS actual
     FROM system_account s WHERE $2::jsonb ? s.name
    ORDER BY s.name LIMIT $1`,
    known: WALLET_ACCOUNTS,
  },
  {
    sql: `/* verifyBuiltInAccounts */
   SELECT 'systemAccount.builtIn' AS "check", 'system_account ' || known.name AS subject,
          'a system account that comes with the book' AS expected,
          CASE WHEN s.name IS NULL THEN 'none' ELSE 'one of ' || s.created_by END AS actual
     FROM jsonb_array_elements_text($2::jsonb) known (name) LEFT JOIN system_account s ON s.name = known.name
    WHERE s.created_by IS DISTINCT FROM 'onebook:book'
    ORDER BY known.name LIMIT $1`,
    known: SYSTEM_ACCOUNTS,
  },
  {
    sql: `/* verifyOneAccount */
   SELECT 'account.one' AS "check",
          a.kind || ' of ' || coalesce('wallet ' || a.wallet_id, 'the system, shard ' || a.shard, 'the system') || ' in ' || a.currency AS subject,
          'one account' AS expected, count(*) || ' accounts' AS actual
     FROM account a GROUP BY a.wallet_id, a.kind, a.currency, a.shard HAVING count(*) > 1
    ORDER BY a.wallet_id, a.kind, a.currency, a.shard LIMIT $1`,
  },
  {
    sql: `/* verifyShards */
   SELECT 'account.shard' AS "check", 'account ' || a.id AS subject,
          CASE WHEN a.wallet_id IS NULL THEN 'a shard that exists, or one of an import' ELSE 'shard 0' END AS expected,
          coalesce('shard ' || a.shard, 'no shard') AS actual
     FROM account a LEFT JOIN shard s ON s.number = a.shard
    WHERE CASE WHEN a.wallet_id IS NULL THEN s.number IS NULL AND (a.shard > 63) IS NOT TRUE ELSE a.shard IS DISTINCT FROM 0 END
    ORDER BY a.id LIMIT $1`,
  },
  // Those that come with the book begin with the currency, in shard 0. All others begin with their first entry.
  {
    sql: `/* verifySystemAccounts */
   SELECT 'currency.house' AS "check", 'currency ' || coalesce(c.code, a.currency) AS subject,
          'a currency with ${SYSTEM_ACCOUNTS.length} system accounts' AS expected,
          CASE WHEN c.code IS NULL THEN 'no currency' ELSE count(a.id) || ' accounts' END AS actual
     FROM currency c FULL JOIN (SELECT CASE WHEN shard = 0 AND $2::jsonb ? kind THEN id END AS id, currency
                              FROM account WHERE wallet_id IS NULL) a ON a.currency = c.code
    GROUP BY c.code, a.currency
   HAVING c.code IS NULL OR count(a.id) <> ${SYSTEM_ACCOUNTS.length}
    ORDER BY 2 LIMIT $1`,
    known: SYSTEM_ACCOUNTS,
  },
  // A currency that only this book has is in no list, so nothing can confirm its definition.
  {
    sql: `/* verifyCurrencies */
   SELECT 'currency.definition' AS "check", 'currency ' || c.code AS subject,
          listed.digits || ' digits, ' || listed.name AS expected, c.digits || ' digits, ' || c.name AS actual
     FROM currency c JOIN jsonb_to_recordset($2::jsonb) AS listed (code text, digits int, name text) USING (code)
    WHERE (c.digits, c.name) IS DISTINCT FROM (listed.digits, listed.name)
    ORDER BY c.code LIMIT $1`,
    known: [...ISO_4217, ...CUSTOM_CURRENCIES],
  },
];
