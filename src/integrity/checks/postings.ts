import type { Check } from '../finding.js';

/** A posting's legs are on the cash of wallets and on system accounts, and the wallet that it names is among them. */
export const POSTING_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyLegs */
   WITH posting AS (
     SELECT t.id, count(e.seq) AS legs, t.wallet_id IS NULL OR bool_or(a.wallet_id = t.wallet_id) IS TRUE AS named,
            string_agg(DISTINCT a.kind, ', ' ORDER BY a.kind) FILTER (WHERE a.wallet_id IS NOT NULL AND a.kind <> 'CASH') AS wrong
       FROM transaction t LEFT JOIN entry e ON e.transaction_id = t.id LEFT JOIN account a ON a.id = e.account_id
      WHERE t.kind = 'POSTING'
      GROUP BY t.id)
   SELECT CASE WHEN p.wrong IS NULL AND p.legs BETWEEN 2 AND 100 THEN 'posting.wallet' ELSE 'posting.legs' END AS "check",
          'transaction ' || p.id AS subject,
          CASE WHEN p.wrong IS NULL AND p.legs BETWEEN 2 AND 100 THEN 'a wallet of its legs'
               ELSE '2 to 100 legs on CASH or system accounts' END AS expected,
          CASE WHEN p.wrong IS NULL AND p.legs BETWEEN 2 AND 100 THEN 'another wallet'
               ELSE p.legs || ' legs' || coalesce(', on ' || p.wrong, '') END AS actual
     FROM posting p
    WHERE p.legs NOT BETWEEN 2 AND 100 OR p.wrong IS NOT NULL OR NOT p.named
    ORDER BY p.id LIMIT $1`,
  },
];
