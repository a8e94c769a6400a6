import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { readHistoryPage } from '../../src/reader/history/history.js';
import { useBook } from '../support/book.js';
import type { HistoryLine, Page, PageArguments } from '../../src/reader/index.js';

const at = useBook();
let reads: DataSource;
let walletId: string;

/** The number of purchases. Each third is released, and a deposit of 500 comes before every 500th. */
const PURCHASES = 7_000;
const LINES = PURCHASES - Math.floor(PURCHASES / 3) + Math.ceil(PURCHASES / 500);

/**
 * Writes a long history, as the ledger would: for each purchase two entries of a hold, and two that
 * release it or one that captures it, some milliseconds apart.
 */
async function writeLongHistory(): Promise<void> {
  const { owner } = at;
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
       SELECT id, kind, 'COMPLETED', 'USD', 1, $1::uuid, 'service', now() FROM made
     )
     INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
     SELECT a.id, row_number() OVER chain, p.account, m.id, p.phase, p.amount, sum(p.amount) OVER chain,
            timestamptz '2026-01-01' + p.step * interval '1 millisecond'
       FROM posting p JOIN made m ON m.n = p.step / 4 AND m.kind = p.kind
       JOIN account a ON a.wallet_id = $1 AND a.kind = p.account
     WINDOW chain AS (PARTITION BY p.account ORDER BY p.step, p.place)`,
    [walletId, PURCHASES],
  );
  await owner.query('COMMIT');
  // So that the plans follow from the rows, and not from whether autovacuum has come by.
  await owner.query('ANALYZE');
}

beforeAll(async () => {
  at.spoilt = true; // only the wallet's side of each entry is written
  walletId = await at.gateway.wallet('a long life', 'USD');
  await writeLongHistory();
  const { url } = at.database;
  reads = createDataSource({ ...{ url, book: 'book', connections: 1, name: 'counted reads' } });
  await reads.initialize();
});
afterAll(() => reads.destroy());

/** The number of rows that this transaction has touched in the book, in tables and in indexes. */
async function rowsTouched(manager: EntityManager): Promise<number> {
  const [count] = await manager.query<{ rows: string }[]>(
    `SELECT sum(coalesce(t.seq_tup_read, 0) + coalesce(t.idx_tup_fetch, 0)
                + coalesce((SELECT sum(pg_stat_get_xact_tuples_returned(i.indexrelid))
                              FROM pg_index i WHERE i.indrelid = t.relid), 0)) AS rows
       FROM pg_stat_xact_user_tables t WHERE t.schemaname = 'book'`,
  );
  return Number(count?.rows);
}

/** A page, and the number of rows that PostgreSQL touched for it. */
async function counted(page: PageArguments): Promise<{ page: Page<HistoryLine>; rows: number }> {
  const snapshot = new Snapshot(reads);
  try {
    return await snapshot.read(async (manager) => {
      const before = await rowsTouched(manager);
      const read = await readHistoryPage(manager, walletId, page);
      return { page: read, rows: (await rowsTouched(manager)) - before };
    });
  } finally {
    await snapshot.end();
  }
}

describe('a page of a long history costs by its own size', () => {
  test('the wallet has more than 20,000 entries', async () => {
    const { rows } = await at.owner.query<{ count: string }>(
      'SELECT count(*) FROM entry e JOIN account a ON a.id = e.account_id WHERE a.wallet_id = $1',
      [walletId],
    );
    expect(Number(rows[0]?.count)).toBeGreaterThan(20_000);
  });

  test('reading the whole history counts every entry as touched', async () => {
    let touched = 0;
    let lines = 0;
    for (let after: string | null = null; ;) {
      const { page, rows }: Awaited<ReturnType<typeof counted>> = await counted({
        first: 200,
        after,
      });
      touched += rows;
      lines += page.edges.length;
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(lines).toBe(LINES);
    expect(touched).toBeGreaterThan(20_000);
  });

  test.each([
    [20, 500],
    [200, 4_000],
  ])('a page of %i lines touches fewer than %i rows, wherever it is', async (size, most) => {
    const newest = await counted({ first: size });
    const oldest = await counted({ last: size });
    expect([newest.page.edges.length, oldest.page.edges.length]).toEqual([size, size]);
    expect([newest.page.pageInfo.hasNextPage, oldest.page.pageInfo.hasPreviousPage]).toEqual([
      true,
      true,
    ]);
    let middle = newest.page.pageInfo.endCursor;
    for (let i = 0; i < 10; i++)
      middle = (await counted({ first: 200, after: middle })).page.pageInfo.endCursor;
    const costs = [
      newest,
      oldest,
      await counted({ first: size, after: middle }),
      await counted({ last: size, before: middle }),
    ].map(({ rows }) => rows);
    for (const rows of costs) {
      expect(rows).toBeGreaterThan(size);
      expect(rows).toBeLessThan(most);
    }
  });

  test('the history has a line of 500 for each deposit and of -1 for each purchase, with the balance after it', async () => {
    const { page } = await counted({ last: 200 });
    const lines = [...page.edges].reverse().map(({ node }) => node);
    expect(lines.slice(0, 4).map((line) => [line.amount, line.balance])).toEqual([
      [500n, 500n],
      [-1n, 499n],
      [-1n, 498n],
      [-1n, 497n],
    ]);
    let balance = 0n;
    for (const line of lines) {
      balance += line.amount;
      expect(line.balance).toBe(balance);
    }
    const [newest] = (await counted({ first: 1 })).page.edges;
    expect(newest?.node.balance).toBe((await at.gateway.balance(walletId)).total);
  });

  test('a cursor that the gateway did not issue is refused', async () => {
    const text = ['9'.repeat(15), randomUUID(), 'POST'];
    const after = Buffer.from(JSON.stringify([`history ${walletId}`, ...text])).toString(
      'base64url',
    );
    await expect(counted({ first: 1, after })).rejects.toThrow(
      'This cursor does not belong to this list',
    );
  });
});
