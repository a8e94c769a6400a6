import type { Check } from '../finding.js';

/** A posting's legs are on the cash of wallets and on system accounts, and its amount is what they credit. */
export const POSTING_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyLegs */
   SELECT 'posting.legs' AS "check", 'transaction ' || t.id AS subject,
          '2 to 100 legs on CASH or system accounts' AS expected,
          count(e.seq) || ' legs' || coalesce(', on ' || string_agg(DISTINCT a.kind, ', ' ORDER BY a.kind)
                                              FILTER (WHERE a.wallet_id IS NOT NULL AND a.kind <> 'CASH'), '') AS actual
     FROM transaction t LEFT JOIN entry e ON e.transaction_id = t.id LEFT JOIN account a ON a.id = e.account_id
    WHERE t.kind = 'POSTING'
    GROUP BY t.id
   HAVING count(e.seq) < 2 OR count(e.seq) > 100 OR count(*) FILTER (WHERE a.wallet_id IS NOT NULL AND a.kind <> 'CASH') > 0
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyPostingWallet */
   SELECT 'posting.wallet' AS "check", 'transaction ' || t.id AS subject,
          'a wallet, because it has legs on wallets' AS expected, 'no wallet' AS actual
     FROM transaction t
    WHERE t.kind IN ('POSTING', 'REVERSAL') AND t.wallet_id IS NULL
      AND EXISTS (SELECT FROM entry e JOIN account a ON a.id = e.account_id
                   WHERE e.transaction_id = t.id AND a.wallet_id IS NOT NULL)
    ORDER BY t.id LIMIT $1`,
  },
];
