import type { Check } from '../finding.js';

/** Quotes, and the exchanges that use them. */
export const EXCHANGE_CHECKS: readonly Check[] = [
  // `div` is exact, and works for every number of digits that a row can hold.
  {
    sql: `/* verifyQuotes */
   SELECT 'quote.amount' AS "check", 'exchange_quote ' || q.id AS subject,
          coalesce(due.amount::text, 'two wallets in currencies of the book') AS expected, q.to_amount::text AS actual
     FROM exchange_quote q
     LEFT JOIN wallet f ON f.id = q.from_wallet_id LEFT JOIN currency fc ON fc.code = f.currency
     LEFT JOIN wallet t ON t.id = q.to_wallet_id LEFT JOIN currency tc ON tc.code = t.currency
    CROSS JOIN LATERAL (
      SELECT div(q.from_amount * q.rate * ('1e' || tc.digits)::numeric, ('1e' || fc.digits)::numeric) AS amount) due
    WHERE due.amount IS DISTINCT FROM q.to_amount OR NOT (q.from_amount > 0 AND q.to_amount > 0)
    ORDER BY q.id LIMIT $1`,
  },
  {
    sql: `/* verifyQuoteWallets */
   SELECT 'quote.wallets' AS "check", 'exchange_quote ' || q.id AS subject,
          'two wallets of one owner, until after ' || q.created_at AS expected,
          concat_ws(', ', 'wallet ' || q.from_wallet_id || ' of ' || coalesce(f.owner_id, 'no owner'),
            'wallet ' || q.to_wallet_id || ' of ' || coalesce(t.owner_id, 'no owner'), 'until ' || q.expires_at) AS actual
     FROM exchange_quote q
     LEFT JOIN wallet f ON f.id = q.from_wallet_id LEFT JOIN wallet t ON t.id = q.to_wallet_id
    WHERE (f.owner_id = t.owner_id AND f.id <> t.id AND q.expires_at > q.created_at) IS NOT TRUE
    ORDER BY q.id LIMIT $1`,
  },
  {
    sql: `/* verifyExchanges */
   WITH received AS (
     SELECT t.id, sum(e.amount) AS amount
       FROM transaction t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
      WHERE t.kind = 'EXCHANGE' AND a.wallet_id = t.counter_wallet_id
      GROUP BY t.id),
   exchange AS (
     SELECT t.id, t.quote_id, t.created_at, concat_ws(' ', 'wallet', t.wallet_id, 'gives', t.amount, 'and wallet',
              t.counter_wallet_id, 'receives', coalesce(r.amount, 0)) AS terms
       FROM transaction t LEFT JOIN received r ON r.id = t.id WHERE t.kind = 'EXCHANGE'),
   quote AS (
     SELECT q.id, q.expires_at, concat_ws(' ', 'wallet', q.from_wallet_id, 'gives', q.from_amount, 'and wallet',
              q.to_wallet_id, 'receives', q.to_amount) AS terms
       FROM exchange_quote q)
   SELECT 'exchange.quote' AS "check", 'transaction ' || x.id AS subject,
          coalesce(q.terms || ' before ' || q.expires_at, 'a quote') AS expected, x.terms || ' at ' || x.created_at AS actual
     FROM exchange x LEFT JOIN quote q ON q.id = x.quote_id
    WHERE (x.terms = q.terms AND x.created_at < q.expires_at) IS NOT TRUE
    ORDER BY x.id LIMIT $1`,
  },
  {
    sql: `/* verifyQuotesUsedOnce */
   SELECT 'quote.usedOnce' AS "check", 'exchange_quote ' || t.quote_id AS subject,
          'at most one exchange' AS expected, count(*) || ' exchanges' AS actual
     FROM transaction t WHERE t.quote_id IS NOT NULL
    GROUP BY t.quote_id HAVING count(*) > 1
    ORDER BY t.quote_id LIMIT $1`,
  },
];
