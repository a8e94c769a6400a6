import type { EntityManager } from 'typeorm';
import { MAX_FINDINGS, type Finding } from '../finding.js';

interface ChainRow {
  account_id: string;
  seq: string;
  rows: string;
  findings: Finding[] | null;
}

/**
 * Checks every link against the previous one, in the order of the primary key, a portion at a time.
 * @param progress receives the number of entries checked so far, after each portion
 */
export async function checkChains(
  manager: EntityManager,
  entriesPerStatement: number,
  progress: (checked: number) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let last: [string, string] = ['00000000-0000-0000-0000-000000000000', '0'];
  let checked = 0;
  for (;;) {
    const [portion] = await manager.query<ChainRow[]>(CHAIN_PORTION, [
      ...last,
      entriesPerStatement,
      MAX_FINDINGS,
    ]);
    if (!portion || Number(portion.rows) === 0) return findings;
    findings.push(...(portion.findings ?? []));
    if (findings.length >= MAX_FINDINGS) return findings;
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
    -- The first entry of a portion may continue a chain of the previous portion.
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
