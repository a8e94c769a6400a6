import type { EntityManager } from 'typeorm';
import { SYSTEM_ACCOUNTS } from './vocabulary.js';

/** One thing that is wrong, and where. Amounts are in minor units. */
export interface Finding {
  readonly check: string;
  /** The row: a table's name and what identifies the row in it. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

export interface IntegrityReport {
  readonly checkedEntries: number;
  readonly checkedWallets: number;
  readonly healthy: boolean;
  /** In the order of the checks, and of the rows within each; at most `MOST_FINDINGS`. */
  readonly findings: readonly Finding[];
}

/** Past this many findings the rest is left out: the first ones are what to look at. */
export const MOST_FINDINGS = 100;

/** How many entries are checked by one statement. */
const ENTRIES_AT_ONCE = 50_000;

/** Told how far it is, in entries. */
export type Progress = (checked: number, total: number) => void;

/**
 * Checks the whole book against its own rules, row by row and without trusting constraints or
 * triggers: somebody may have switched them off. Within one snapshot.
 * @param entriesAtOnce entries in one statement; more is faster and takes more memory
 */
export async function verifyBook(
  manager: EntityManager,
  progress: Progress = () => undefined,
  entriesAtOnce = ENTRIES_AT_ONCE,
): Promise<IntegrityReport> {
  const [counts] = await manager.query<{ entries: string; wallets: string }[]>(
    `/* verifyCounts */ SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM wallet) AS wallets`,
  );
  const total = Number(counts?.entries ?? 0);
  const findings: Finding[] = await checkChains(manager, entriesAtOnce, (checked) =>
    progress(checked, total),
  );
  for (const check of WHOLE_BOOK_CHECKS)
    findings.push(...(await manager.query<Finding[]>(check, [MOST_FINDINGS])));
  return {
    checkedEntries: total,
    checkedWallets: Number(counts?.wallets ?? 0),
    healthy: findings.length === 0,
    findings: findings.slice(0, MOST_FINDINGS),
  };
}

interface ChainRow {
  account_id: string;
  seq: string;
  rows: string;
  findings: Finding[] | null;
}

/** Every link against the one before it, in the order of the primary key, a portion at a time. */
async function checkChains(
  manager: EntityManager,
  entriesAtOnce: number,
  progress: (checked: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let last: [string, string] = ['00000000-0000-0000-0000-000000000000', '0'];
  let checked = 0;
  for (;;) {
    const [portion] = await manager.query<ChainRow[]>(CHAIN_PORTION, [
      ...last,
      entriesAtOnce,
      MOST_FINDINGS,
    ]);
    if (!portion || Number(portion.rows) === 0) return findings;
    findings.push(...(portion.findings ?? []));
    if (findings.length >= MOST_FINDINGS) return findings;
    checked += Number(portion.rows);
    last = [portion.account_id, portion.seq];
    progress(checked);
  }
}

const CHAIN_PORTION = `/* verifyChains */
  WITH portion AS MATERIALIZED (
    SELECT e.*, lag(e.seq) OVER chain AS lag_seq, lag(e.balance) OVER chain AS lag_balance, lag(e.created_at) OVER chain AS lag_at
      FROM (SELECT * FROM entry WHERE (account_id, seq) > ($1::uuid, $2::bigint) ORDER BY account_id, seq LIMIT $3) e
    WINDOW chain AS (PARTITION BY account_id ORDER BY seq)),
  linked AS (
    -- The first of a portion continues a chain of the portion before it.
    SELECT p.account_id, p.seq, p.account_kind, p.amount, p.balance, p.created_at, a.kind, a.id IS NULL AS orphan,
           coalesce(p.lag_seq, b.seq, 0) AS before_seq,
           coalesce(p.lag_balance, b.balance, 0) AS before_balance,
           coalesce(p.lag_at, b.created_at) AS before_at
      FROM portion p
      LEFT JOIN account a ON a.id = p.account_id
      LEFT JOIN LATERAL (
        SELECT * FROM entry x
         WHERE p.lag_seq IS NULL AND x.account_id = p.account_id AND x.seq < p.seq
         ORDER BY x.seq DESC LIMIT 1) b ON true),
  wrong AS (
    SELECT account_id, seq, 1 AS nr, 'entry.account' AS "check", 'an account of kind ' || account_kind AS expected,
           CASE WHEN orphan THEN 'no account' ELSE 'kind ' || kind END AS actual
      FROM linked WHERE orphan OR kind <> account_kind
    UNION ALL
    SELECT account_id, seq, 2, 'entry.seq', 'seq ' || before_seq + 1, 'seq ' || seq
      FROM linked WHERE seq <> before_seq + 1
    UNION ALL
    SELECT account_id, seq, 3, 'entry.balance', 'balance ' || before_balance + amount, 'balance ' || balance
      FROM linked WHERE balance <> before_balance + amount
    UNION ALL
    SELECT account_id, seq, 4, 'entry.floor',
           CASE WHEN account_kind = 'OWED' THEN 'balance at most 0' ELSE 'balance at least 0' END, 'balance ' || balance
      FROM linked
     WHERE (balance < 0 AND account_kind IN ('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT'))
        OR (balance > 0 AND account_kind = 'OWED')
    UNION ALL
    SELECT account_id, seq, 5, 'entry.createdAt', 'not before ' || before_at, created_at::text
      FROM linked WHERE created_at < before_at),
  named AS (
    SELECT "check", 'entry ' || account_id || ' seq ' || seq AS subject, expected, actual
      FROM wrong ORDER BY account_id, seq, nr LIMIT $4),
  final AS (SELECT account_id, seq FROM portion ORDER BY account_id DESC, seq DESC LIMIT 1)
  SELECT (SELECT account_id FROM final), (SELECT seq FROM final), (SELECT count(*) FROM portion) AS rows,
         (SELECT json_agg(named) FROM named) AS findings`;

/** Each gives findings, at most $1. */
const WHOLE_BOOK_CHECKS = [
  `/* verifyZeroSum */
   SELECT 'transaction.zeroSum' AS "check",
          'transaction ' || e.transaction_id || ' phase ' || e.phase || ' in ' || coalesce(a.currency, '?') AS subject,
          'sum 0' AS expected, 'sum ' || sum(e.amount) AS actual
     FROM entry e LEFT JOIN account a ON a.id = e.account_id
    GROUP BY e.transaction_id, e.phase, a.currency HAVING sum(e.amount) <> 0
    ORDER BY e.transaction_id, e.phase LIMIT $1`,
  `/* verifyTransactionRow */
   SELECT 'entry.transaction' AS "check", 'entry ' || e.account_id || ' seq ' || e.seq AS subject,
          'transaction ' || e.transaction_id AS expected, 'no transaction' AS actual
     FROM entry e WHERE NOT EXISTS (SELECT FROM transaction t WHERE t.id = e.transaction_id)
    ORDER BY e.account_id, e.seq LIMIT $1`,
  `/* verifyPosted */
   SELECT 'transaction.amount' AS "check", 'transaction ' || t.id AS subject,
          t.amount || ' posted' AS expected, coalesce(posted.amount, 0) || ' posted' AS actual
     FROM transaction t
     LEFT JOIN (SELECT transaction_id, sum(amount) AS amount FROM entry
                 WHERE phase = 'POST' AND amount > 0 GROUP BY transaction_id) posted ON posted.transaction_id = t.id
    WHERE t.status = 'COMPLETED' AND coalesce(posted.amount, 0) <> t.amount
    ORDER BY t.id LIMIT $1`,
  `/* verifyStatus */
   SELECT 'transaction.status' AS "check", 'transaction ' || t.id AS subject,
          'a status that a ' || t.kind || ' can have' AS expected, t.status AS actual
     FROM transaction t
    WHERE NOT EXISTS (SELECT FROM transaction_arrow a WHERE a.kind = t.kind AND a.to_status = t.status)
    ORDER BY t.id LIMIT $1`,
  // What holds is held from the beginning, what is posted is posted when the transaction completes.
  `/* verifyEntryTimes */
   SELECT 'entry.time' AS "check", 'entry ' || e.account_id || ' seq ' || e.seq AS subject,
          CASE e.phase WHEN 'HOLD' THEN 'at ' || t.created_at WHEN 'POST' THEN 'at ' || coalesce(t.completed_at::text, 'no time')
               ELSE 'not before ' || t.created_at END AS expected,
          e.created_at::text AS actual
     FROM entry e JOIN transaction t ON t.id = e.transaction_id
    WHERE CASE e.phase WHEN 'HOLD' THEN e.created_at <> t.created_at
                       WHEN 'POST' THEN e.created_at IS DISTINCT FROM t.completed_at OR e.created_at < t.created_at
                       ELSE e.created_at < t.created_at END
    ORDER BY e.account_id, e.seq LIMIT $1`,
  `/* verifyTransactionCurrency */
   SELECT 'transaction.currency' AS "check", 'transaction ' || t.id AS subject,
          coalesce(w.currency, 'a wallet') AS expected, t.currency AS actual
     FROM transaction t LEFT JOIN wallet w ON w.id = t.wallet_id
    WHERE w.currency IS DISTINCT FROM t.currency
    ORDER BY t.id LIMIT $1`,
  `/* verifyReversals */
   SELECT 'transaction.reversal' AS "check", 'transaction ' || t.id AS subject,
          'the opposite of transaction ' || t.original_id AS expected, 'other entries' AS actual
     FROM transaction t
    WHERE t.kind = 'REVERSAL'
      AND (SELECT jsonb_agg(jsonb_build_array(e.account_id, e.amount) ORDER BY e.account_id, e.amount)
             FROM entry e WHERE e.transaction_id = t.id)
          IS DISTINCT FROM
          (SELECT jsonb_agg(jsonb_build_array(e.account_id, -e.amount) ORDER BY e.account_id, -e.amount)
             FROM entry e WHERE e.transaction_id = t.original_id)
    ORDER BY t.id LIMIT $1`,
  `/* verifyTransactionWallets */
   SELECT 'transaction.wallet' AS "check", 'transaction ' || t.id AS subject,
          'entries on wallet ' || a.wallet_id AS expected, 'about another wallet' AS actual
     FROM entry e JOIN account a ON a.id = e.account_id JOIN transaction t ON t.id = e.transaction_id
    WHERE a.wallet_id IS NOT NULL AND a.wallet_id <> t.wallet_id
      AND a.wallet_id IS DISTINCT FROM t.counter_wallet_id
    ORDER BY t.id LIMIT $1`,
  `/* verifyAccountCurrency */
   SELECT 'account.currency' AS "check", 'account ' || a.id AS subject,
          coalesce(w.currency, 'a wallet') AS expected, a.currency AS actual
     FROM account a LEFT JOIN wallet w ON w.id = a.wallet_id
    WHERE a.wallet_id IS NOT NULL AND w.currency IS DISTINCT FROM a.currency
    ORDER BY a.id LIMIT $1`,
  `/* verifyHouse */
   SELECT 'currency.house' AS "check", 'currency ' || coalesce(c.code, a.currency) AS subject,
          'a currency with ${SYSTEM_ACCOUNTS.length} accounts of the house' AS expected,
          CASE WHEN c.code IS NULL THEN 'no currency' ELSE count(a.id) || ' accounts' END AS actual
     FROM currency c FULL JOIN (SELECT * FROM account WHERE wallet_id IS NULL) a ON a.currency = c.code
    GROUP BY c.code, a.currency
   HAVING c.code IS NULL OR count(a.id) <> ${SYSTEM_ACCOUNTS.length}
    ORDER BY 2 LIMIT $1`,
  `/* verifyClosedWallets */
   SELECT 'wallet.closed' AS "check", 'wallet ' || w.id || ' account ' || a.kind AS subject,
          'balance 0' AS expected, 'balance ' || head.balance AS actual
     FROM wallet w JOIN account a ON a.wallet_id = w.id
    CROSS JOIN LATERAL (SELECT e.balance FROM entry e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) head
    WHERE w.status = 'CLOSED' AND head.balance <> 0
    ORDER BY w.id, a.kind LIMIT $1`,
  `/* verifyKeys */
   SELECT 'idempotencyKey.transaction' AS "check", 'idempotency_key of ' || k.caller AS subject,
          'transaction ' || (k.outcome #>> '{done,transactionId}') AS expected, 'no transaction' AS actual
     FROM idempotency_key k
    WHERE k.outcome #>> '{done,transactionId}' IS NOT NULL
      AND NOT EXISTS (SELECT FROM transaction t WHERE t.id = (k.outcome #>> '{done,transactionId}')::uuid)
    ORDER BY k.caller, k.key LIMIT $1`,
];
