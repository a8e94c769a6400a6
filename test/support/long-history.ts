import type { Client } from 'pg';
import type { EntityManager } from 'typeorm';

/**
 * Writes a long history of a wallet, as the ledger would, on the wallet's side: for each purchase two entries of a hold,
 * and two that release it (each third) or one that captures it, some milliseconds apart. A deposit of 500 comes before
 * every 500th.
 */
export async function writeLongHistory(
  owner: Client,
  walletId: string,
  purchases: number,
): Promise<void> {
  await owner.query('BEGIN');
  // The triggers would check each row. This test is not about them and needs many rows.
  await owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await owner.query(
    `INSERT INTO account (id, wallet_id, kind, currency)
     SELECT gen_random_uuid(), $1::uuid, kind, 'USD' FROM unnest('{CASH,HELD}'::text[]) AS kind`,
    [walletId],
  );
  await owner.query(
    `WITH posting (step, place, kind, phase, account, amount) AS (
       SELECT n * 4, 0, 'DEPOSIT', 'POST', 'CASH', 500 FROM generate_series(1, $2::int, 500) n
       UNION ALL
       SELECT n * 4 + after, 1, 'PURCHASE', phase, account, amount
         FROM generate_series(1, $2::int) n
        CROSS JOIN (VALUES (1, 'HOLD', 'CASH', -1), (1, 'HOLD', 'HELD', 1), (2, 'POST', 'HELD', -1),
                           (2, 'RELEASE', 'HELD', -1), (2, 'RELEASE', 'CASH', 1)) AS one (after, phase, account, amount)
        WHERE phase = 'HOLD' OR (phase = 'RELEASE') = (n % 3 = 0)
     ), made AS (
       SELECT step / 4 AS n, kind, gen_random_uuid() AS id FROM posting GROUP BY step / 4, kind
     ), written AS (
       INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at)
       SELECT id, kind, CASE WHEN kind = 'PURCHASE' AND n % 3 = 0 THEN 'FAILED' ELSE 'COMPLETED' END, 'USD', 1,
              $1::uuid, 'service', now() FROM made ORDER BY n, kind
     )
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT a.id, row_number() OVER chain, p.account, m.id, p.phase, p.amount, sum(p.amount) OVER chain,
            timestamptz '2026-01-01' + p.step * interval '1 millisecond'
       FROM posting p JOIN made m ON m.n = p.step / 4 AND m.kind = p.kind
       JOIN account a ON a.wallet_id = $1 AND a.kind = p.account
     WINDOW chain AS (PARTITION BY p.account ORDER BY p.step, p.place)`,
    [walletId, purchases],
  );
  await owner.query('COMMIT');
  // So that the plans follow from the rows, and not from whether autovacuum has come by.
  await owner.query('ANALYZE');
}

/**
 * Writes deposits of 1 on the cash of a new wallet, as the ledger would, a millisecond apart: `plain` of them, then `backdated`
 * of them that took effect in the year before, and so on `times` times, with `plain` at the end.
 */
export async function writeBackdatedRuns(
  owner: Client,
  walletId: string,
  { plain, backdated, times }: { plain: number; backdated: number; times: number },
): Promise<void> {
  await owner.query('BEGIN');
  await owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await owner.query(
    `INSERT INTO account (id, wallet_id, kind, currency) VALUES (gen_random_uuid(), $1, 'CASH', 'USD')`,
    [walletId],
  );
  await owner.query(
    `WITH line AS (
       SELECT n AS seq, gen_random_uuid() AS id, timestamptz '2026-01-01' + n * interval '1 millisecond' AS at,
              CASE WHEN (n - 1) % ($2::int + $3::int) >= $2::int THEN timestamptz '2025-01-01' + n % 1000 * interval '1 hour' END AS effect,
              (n - 1) / ($2::int + $3::int) * ($2::int + $3::int) + $2::int + 1 AS run
         FROM generate_series(1, ($2::int + $3::int) * $4::int + $2::int) n),
     made AS (
       INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at, effective_at)
       SELECT id, 'DEPOSIT', 'COMPLETED', 'USD', 1, $1::uuid, 'service', at, at, effect FROM line ORDER BY seq),
     listed AS (
       INSERT INTO backdated_entry (account_id, seq, effective_at, run)
       SELECT a.id, seq, effect, run FROM line JOIN account a ON a.wallet_id = $1::uuid WHERE effect IS NOT NULL)
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT a.id, seq, 'CASH', line.id, 'POST', 1, seq, at FROM line JOIN account a ON a.wallet_id = $1::uuid`,
    [walletId, plain, backdated, times],
  );
  await owner.query('COMMIT');
  await owner.query('ANALYZE');
}

/** The number of rows that this transaction has touched in the book, in tables and in indexes. */
export async function rowsTouched(manager: EntityManager): Promise<number> {
  const [count] = await manager.query<{ rows: string }[]>(
    `SELECT sum(coalesce(t.seq_tup_read, 0) + coalesce(t.idx_tup_fetch, 0)
                + coalesce((SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid))
                              FROM pg_index i WHERE i.indrelid = t.relid), 0)) AS rows
       FROM pg_stat_xact_user_tables t WHERE t.schemaname = 'book'`,
  );
  return Number(count?.rows);
}

/** The number of pages that this transaction has read of the book's tables and indexes, those in memory too. */
export async function pagesRead(manager: EntityManager): Promise<number> {
  const [count] = await manager.query<{ pages: string }[]>(
    `SELECT sum(pg_stat_get_xact_blocks_fetched(oid)) AS pages FROM pg_class
      WHERE relnamespace = 'book'::regnamespace AND relkind IN ('r', 'i')`,
  );
  return Number(count?.pages);
}
