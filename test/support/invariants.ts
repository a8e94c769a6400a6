import { expect } from '@jest/globals';
import type { Client } from 'pg';
import type { TestGateway } from './book.js';
import type { Book } from '../../src/book/index.js';
import type { Finding } from '../../src/integrity/verify-book.js';

/**
 * What must hold of any book whatever was done to it, looked up by plain SQL (as the owner, with
 * search_path on the book) and by the readers that the queries use.
 */
export async function expectInvariants(
  { owner, gateway }: { owner: Client; gateway: TestGateway },
  wallets: readonly string[],
): Promise<void> {
  for (const [what, sql] of Object.entries(NOWHERE)) {
    const { rows } = await owner.query(`/* ${what} */ ${sql}`, [wallets]);
    expect({ what, rows }).toEqual({ what, rows: [] });
  }
  await expectExplained(gateway, wallets);
}

/** $1: wallets. The transactions that are about them. */
const ABOUT = `about AS (SELECT * FROM transaction WHERE wallet_id = ANY($1::uuid[]) OR counter_wallet_id = ANY($1::uuid[]))`;

/** The newest balance of each of their accounts. */
const HEADS = `head AS (
  SELECT DISTINCT ON (a.id) a.wallet_id, a.kind, e.balance
    FROM account a JOIN entry e ON e.account_id = a.id
   WHERE a.wallet_id = ANY($1::uuid[]) ORDER BY a.id, e.seq DESC)`;

/** Rows that there must never be, by what is wrong with them. */
const NOWHERE = {
  'entries of a phase that do not sum to zero': `
    WITH ${ABOUT}
    SELECT e.transaction_id, e.phase, a.currency, sum(e.amount)
      FROM about t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
     GROUP BY 1, 2, 3 HAVING sum(e.amount) <> 0`,

  'held that is not what the open holds hold': `
    WITH ${ABOUT}, ${HEADS},
    held AS (SELECT wallet_id, sum(balance) AS amount FROM head
              WHERE kind IN ('HELD', 'HELD_CREDIT') GROUP BY 1),
    open AS (SELECT wallet_id, sum(amount) AS amount FROM about
              WHERE kind IN ('WITHDRAWAL', 'PURCHASE') AND status = 'PENDING' GROUP BY 1)
    SELECT w.id, held.amount AS held, open.amount AS open
      FROM wallet w LEFT JOIN held ON held.wallet_id = w.id LEFT JOIN open ON open.wallet_id = w.id
     WHERE w.id = ANY($1::uuid[]) AND coalesce(held.amount, 0) <> coalesce(open.amount, 0)`,

  'a figure below zero, or credit that nobody owes': `
    WITH ${HEADS}
    SELECT wallet_id, kind, balance FROM head WHERE kind <> 'OWED' AND balance < 0
    UNION ALL
    SELECT wallet_id, 'CREDIT', sum(balance) FROM head WHERE kind IN ('CREDIT', 'OWED')
     GROUP BY wallet_id HAVING sum(balance) > 0`,

  'refunds of more than was captured': `
    WITH ${ABOUT},
    captured AS (SELECT e.transaction_id AS id, sum(e.amount) AS amount
                   FROM entry e JOIN account a ON a.id = e.account_id JOIN about t ON t.id = e.transaction_id
                  WHERE t.kind = 'PURCHASE' AND a.kind = 'SALES' AND e.phase = 'POST' GROUP BY 1),
    refunded AS (SELECT original_id AS id, sum(amount) AS amount FROM about WHERE kind = 'REFUND' GROUP BY 1)
    SELECT t.id, t.amount, captured.amount AS captured, refunded.amount AS refunded
      FROM about t LEFT JOIN captured USING (id) LEFT JOIN refunded USING (id)
     WHERE t.kind = 'PURCHASE'
       AND (coalesce(refunded.amount, 0) > coalesce(captured.amount, 0) OR captured.amount > t.amount)`,

  'a failed purchase that kept something, or another that lost something': `
    WITH ${ABOUT},
    sales AS (SELECT coalesce(t.original_id, t.id) AS id, sum(e.amount) AS amount
                FROM about t JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id
               WHERE t.kind IN ('PURCHASE', 'REFUND') AND a.kind = 'SALES' GROUP BY 1)
    SELECT t.id, t.status, sales.amount FROM about t LEFT JOIN sales USING (id)
     WHERE t.kind = 'PURCHASE'
       AND (CASE t.status WHEN 'COMPLETED' THEN sales.amount IS NULL OR sales.amount < 0
                          ELSE coalesce(sales.amount, 0) <> 0 END)`,

  // Lines of the draw's own millisecond may have been set before it or after it in the same commit.
  'owed above the limit that was in force at the draw': `
    WITH ${ABOUT}
    SELECT t.id, -e.balance AS owed FROM about t
      JOIN entry e ON e.transaction_id = t.id JOIN account a ON a.id = e.account_id AND a.kind = 'OWED'
     WHERE t.kind = 'CREDIT_DRAW' AND NOT EXISTS (
       SELECT FROM credit_line c
        WHERE c.wallet_id = t.wallet_id AND c.approved AND c.credit_limit >= -e.balance
          AND c.created_at <= t.created_at
          AND NOT EXISTS (SELECT FROM credit_line later
                           WHERE later.wallet_id = c.wallet_id AND later.seq > c.seq
                             AND later.created_at < t.created_at))`,

  'owed that is not what was drawn and not repaid': `
    WITH ${ABOUT}, ${HEADS},
    owed AS (SELECT wallet_id, sum(CASE kind WHEN 'CREDIT_DRAW' THEN amount ELSE -amount END) AS amount
               FROM about WHERE kind IN ('CREDIT_DRAW', 'CREDIT_REPAYMENT') GROUP BY 1)
    SELECT w.id, head.balance, owed.amount FROM wallet w
      LEFT JOIN head ON head.wallet_id = w.id AND head.kind = 'OWED' LEFT JOIN owed ON owed.wallet_id = w.id
     WHERE w.id = ANY($1::uuid[]) AND coalesce(-head.balance, 0) <> coalesce(owed.amount, 0)`,

  'done twice that may be done once': `
    WITH ${ABOUT}
    SELECT 'BONUS' AS what, wallet_id::text AS of, count(*) FROM about WHERE kind = 'BONUS'
     GROUP BY wallet_id, (created_at AT TIME ZONE 'UTC')::date HAVING count(*) > 1
    UNION ALL
    SELECT 'COMMISSION', original_id::text, count(*) FROM about WHERE kind = 'COMMISSION'
     GROUP BY original_id, wallet_id HAVING count(*) > 1
    UNION ALL
    SELECT 'EXCHANGE', quote_id::text, count(*) FROM about WHERE kind = 'EXCHANGE'
     GROUP BY quote_id HAVING count(*) > 1
    UNION ALL
    SELECT 'REVERSAL', original_id::text, count(*) FROM about WHERE kind = 'REVERSAL'
     GROUP BY original_id HAVING count(*) > 1`,

  'taken back two ways': `
    WITH ${ABOUT}
    SELECT t.id, t.kind, t.status FROM about t JOIN about r ON r.original_id = t.id AND r.kind = 'REVERSAL'
     WHERE t.status <> 'COMPLETED'`,

  'a closed wallet that is not empty': `
    WITH ${HEADS}
    SELECT w.id, head.kind, head.balance FROM wallet w JOIN head ON head.wallet_id = w.id
     WHERE w.status = 'CLOSED' AND head.balance <> 0`,
} as const;

/** What explains a balance adds up to every figure of it, at one moment. */
async function expectExplained(gateway: TestGateway, ids: readonly string[]): Promise<void> {
  await gateway.reading(async (reader) => {
    const wallets = await reader.wallets(ids);
    const balances = await reader.balances(ids);
    for (const wallet of wallets.values()) {
      const { version: _, ...figures } = balances.get(wallet.id) ?? { version: 0 };
      const explanation = await reader.explain(wallet, undefined);
      const parts = await reader.balanceParts(explanation);
      expect(parts.reduce((sum, { figures: part }) => added(sum, part), NOTHING)).toEqual(
        amountsOf(figures),
      );
    }
  });
}

type Amounts = Readonly<Record<string, bigint>>;

const NOTHING: Amounts = {
  ...{ available: 0n, spendable: 0n, held: 0n, cash: 0n, credit: 0n, total: 0n, owed: 0n },
};

/** The figures that are amounts. */
function amountsOf(figures: object): Amounts {
  return Object.fromEntries(
    Object.entries(figures).filter(
      (entry): entry is [string, bigint] => typeof entry[1] === 'bigint',
    ),
  );
}

function added(sum: Amounts, part: object): Amounts {
  const amounts = amountsOf(part);
  return Object.fromEntries(
    Object.entries(sum).map(([name, amount]) => [name, amount + (amounts[name] ?? 0n)]),
  );
}

/**
 * What `verify` finds in the whole book that it has not found before, so that a run fails by what it
 * did itself, and not by what a failing one before it left behind.
 */
export function findings(): (book: Book) => Promise<readonly Finding[]> {
  const known = new Set<string>();
  return async (book) => {
    const report = await book.verify();
    const fresh = report.findings.filter((finding) => !known.has(nameOf(finding)));
    for (const finding of fresh) known.add(nameOf(finding));
    return fresh;
  };
}

const nameOf = ({ check, subject }: Finding): string => `${check} ${subject}`;
