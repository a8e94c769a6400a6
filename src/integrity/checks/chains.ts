import type { EntityManager } from 'typeorm';
import { MAX_FINDINGS, type Finding } from '../finding.js';
import type { Attempts } from '../storage/attempt.js';

interface ChainRow {
  account_id: string;
  seq: string;
  rows: string;
  findings: Finding[] | null;
}

/** The last entry that was checked: account and seq. */
type Position = readonly [accountId: string, seq: string];

/** After so many chains that cannot be read, as with a damaged index, it is not worth going on. */
const MAX_UNREADABLE = 50;
/** Higher than every seq. */
const END_OF_CHAIN = '9223372036854775807';

/**
 * Checks every link against the previous one, in the order of the primary key, a portion at a time. If a portion cannot
 * be read, smaller ones come as close to the damage as they can. The rest of that chain is left out, and the check goes
 * on with the next chain.
 * @param progress receives the number of entries checked so far, after each portion
 * @returns findings, and the number of entries that were checked
 */
export async function checkChains(
  manager: EntityManager,
  attempts: Attempts,
  entriesPerStatement: number,
  progress: (checked: number) => void,
): Promise<{ findings: Finding[]; checked: number }> {
  const findings: Finding[] = [];
  let last: Position | undefined = ['00000000-0000-0000-0000-000000000000', '0'];
  let size = entriesPerStatement;
  let checked = 0;
  let unreadable = 0;
  while (last && findings.length < MAX_FINDINGS && unreadable < MAX_UNREADABLE) {
    const portion: ChainRow | Finding = await readPortion(manager, attempts, last, size);
    if ('check' in portion && size > 1) {
      size = Math.ceil(size / 8);
    } else if ('check' in portion) {
      const damaged: Position = (await unreadableAfter(manager, attempts, last)) ?? last;
      const [accountId, seq] = damaged;
      findings.push({ ...portion, subject: `entries of account ${accountId} after seq ${seq}` });
      unreadable += 1;
      last = [accountId, END_OF_CHAIN];
    } else if (Number(portion.rows) === 0) {
      last = undefined;
    } else {
      findings.push(...(portion.findings ?? []));
      checked += Number(portion.rows);
      last = [portion.account_id, portion.seq];
      size = Math.min(entriesPerStatement, size * 2);
      progress(checked);
    }
  }
  return { findings, checked };
}

/** The entries after this one: what is wrong with them, or why they cannot be read. */
async function readPortion(
  manager: EntityManager,
  attempts: Attempts,
  last: Position,
  size: number,
): Promise<ChainRow | Finding> {
  return attempts.run<ChainRow | Finding>(
    'verifyChains',
    async () => {
      const [portion] = await manager.query<ChainRow[]>(CHAIN_PORTION, [
        ...last,
        size,
        MAX_FINDINGS,
      ]);
      return portion ?? { account_id: '', seq: '', rows: '0', findings: null };
    },
    (unchecked) => unchecked,
  );
}

/**
 * Where the chain begins that cannot be read: in the chain of this position, or in one of those that follow it. The
 * table of accounts leads from chain to chain, because the entries cannot.
 * @returns undefined if the accounts cannot be read either
 */
async function unreadableAfter(
  manager: EntityManager,
  attempts: Attempts,
  [after, afterSeq]: Position,
): Promise<Position | undefined> {
  let [accountId, seq]: Position = [after, afterSeq];
  for (;;) {
    const isHere = await attempts.run(
      'verifyChains',
      async () => (await manager.query<unknown[]>(NEXT_ENTRY, [accountId, seq])).length > 0,
      () => true,
    );
    if (isHere) return [accountId, seq];
    const [next] = await attempts.run(
      'verifyChains',
      () => manager.query<{ id: string }[]>(NEXT_ACCOUNT, [accountId]),
      () => [],
    );
    if (!next) return undefined;
    [accountId, seq] = [next.id, '0'];
  }
}

const NEXT_ENTRY = `/* verifyNextEntry */
  SELECT amount FROM entry WHERE account_id = $1 AND seq > $2 ORDER BY seq LIMIT 1`;
const NEXT_ACCOUNT = `/* verifyNextAccount */ SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT 1`;

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
