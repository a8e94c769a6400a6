import type { Check } from '../finding.js';

/** The sum that a purchase and its refunds moved on one kind of account, in some phases. */
const sum = (account: string, ...phases: readonly string[]): string =>
  `coalesce(sum(e.amount) FILTER (WHERE e.account_kind = '${account}' AND e.phase IN (${phases.map((phase) => `'${phase}'`).join(', ')})), 0)`;

/** For each purchase, the amounts held, captured, released and given back, in cash and in credit. */
const PARTS = `
   part AS (
     SELECT CASE t.kind WHEN 'REFUND' THEN t.original_id ELSE t.id END AS id,
            coalesce(sum(e.amount) FILTER (WHERE e.account_kind = 'SALES'), 0) AS sales,
            -${sum('CASH', 'HOLD')} AS cash_taken, ${sum('HELD', 'HOLD')} AS cash_held,
            -${sum('CREDIT', 'HOLD')} AS credit_taken, ${sum('HELD_CREDIT', 'HOLD')} AS credit_held,
            coalesce(-sum(e.amount) FILTER (WHERE e.account_kind = 'HELD' AND e.phase = 'POST'), 0) AS cash_captured,
            coalesce(-sum(e.amount) FILTER (WHERE e.account_kind = 'HELD_CREDIT' AND e.phase = 'POST'), 0) AS credit_captured,
            -${sum('HELD_CREDIT', 'RELEASE')} AS credit_released, ${sum('CREDIT', 'RELEASE')} AS credit_back,
            ${sum('CREDIT', 'POST', 'REVERT')} AS credit_refunded
       FROM entry e JOIN transaction t ON t.id = e.transaction_id
      WHERE t.kind = 'PURCHASE' OR (t.kind = 'REFUND' AND t.original_id IS NOT NULL)
      GROUP BY 1)`;

/** Rules of the parts: the expectation, a condition that finds a violation, and a description of the actual parts. */
const RULES: readonly (readonly [expected: string, wrong: string, actual: string])[] = [
  [
    'as much cash and credit held as taken',
    'p.cash_taken <> p.cash_held OR p.credit_taken <> p.credit_held',
    `'taken ' || p.cash_taken || ' and ' || p.credit_taken || ', held ' || p.cash_held || ' and ' || p.credit_held`,
  ],
  [
    'cash captured before credit',
    'p.credit_captured > 0 AND p.cash_captured < p.cash_held',
    `'captured ' || p.cash_captured || ' of ' || p.cash_held || ' in cash, and ' || p.credit_captured || ' in credit'`,
  ],
  [
    'no more credit back than was released',
    'p.credit_back > p.credit_released',
    `p.credit_back || ' of ' || p.credit_released`,
  ],
  [
    'no more credit back than was captured',
    'p.credit_refunded > p.credit_captured',
    `p.credit_refunded || ' of ' || p.credit_captured`,
  ],
];

/** A CASE that describes the first rule that a purchase breaks. */
const firstBroken = (describe: (rule: (typeof RULES)[number]) => string): string =>
  `CASE ${RULES.map((rule) => `WHEN ${rule[1]} THEN ${describe(rule)}`).join('\n               ')} END`;

/** Purchases and refunds: no more comes back than was paid, and credit comes back as credit. */
export const PURCHASE_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyPurchaseSales */
   WITH ${PARTS}
   SELECT 'purchase.sales' AS "check", 'transaction ' || t.id AS subject,
          CASE t.status WHEN 'COMPLETED' THEN 'at least 0 left in SALES' ELSE '0 left in SALES' END AS expected,
          p.sales::text AS actual
     FROM part p JOIN transaction t ON t.id = p.id
    WHERE p.sales < 0 OR (t.status <> 'COMPLETED' AND p.sales <> 0)
    ORDER BY t.id LIMIT $1`,
  },
  {
    sql: `/* verifyPurchaseParts */
   WITH ${PARTS}
   SELECT 'purchase.parts' AS "check", 'transaction ' || p.id AS subject,
          ${firstBroken(([expected]) => `'${expected}'`)} AS expected,
          ${firstBroken(([, , actual]) => actual)} AS actual
     FROM part p
    WHERE ${RULES.map(([, wrong]) => `(${wrong})`).join(' OR ')}
    ORDER BY p.id LIMIT $1`,
  },
  {
    sql: `/* verifyRefunds */
   SELECT 'refund.purchase' AS "check", 'transaction ' || r.id AS subject,
          'a PURCHASE of wallet ' || r.wallet_id || ', captured and not failed by ' || r.created_at AS expected,
          coalesce(concat_ws(', ', 'a ' || p.kind || ' of wallet ' || p.wallet_id, p.status,
                     'completed ' || p.completed_at, 'changed ' || p.status_changed_at), 'no original') AS actual
     FROM transaction r LEFT JOIN transaction p ON p.id = r.original_id
    WHERE r.kind = 'REFUND'
      AND (p.kind = 'PURCHASE' AND p.wallet_id = r.wallet_id AND p.completed_at <= r.created_at
           AND (p.status = 'COMPLETED' OR p.status_changed_at >= r.created_at)) IS NOT TRUE
    ORDER BY r.id LIMIT $1`,
  },
];
