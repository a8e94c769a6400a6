import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../../src/database/data-source.js';
import { Snapshot } from '../../../src/database/snapshot.js';
import { readTransactionsPage } from '../../../src/reader/transactions.js';
import type { Page, PageArguments, TransactionFilter } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';

/* ONEBOOK_LISTED_ROWS=1000000 npm test -- test/reader/following/lists-cost counts on a larger book. */
const ROWS = Number(process.env['ONEBOOK_LISTED_ROWS'] ?? '30000');
/** One transaction in so many is of the quiet wallet. */
const QUIET = 500;

const at = useBook();
let reads: DataSource;
let writer: Client;
let busy: string;
let quiet: string;

beforeAll(async () => {
  at.spoilt = true; // the transactions have neither entries nor keys
  busy = await at.gateway.wallet('owner', 'USD');
  quiet = await at.gateway.wallet('owner', 'EUR');
  const other = await at.gateway.wallet('other', 'USD');
  await at.owner.query(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, initiated_by, created_at)
     SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', CASE WHEN i % $1 = 0 THEN 'EUR' ELSE 'USD' END, 1,
            CASE WHEN i % $1 = 0 THEN $2 WHEN i % 2 = 0 THEN $3 ELSE $4 END::uuid,
            CASE WHEN i % $1 > 0 AND i % 4 = 1 THEN $3 END::uuid,
            CASE WHEN i % 500 = 7 THEN 'rare' END, 'test', now()
       FROM generate_series(1, $5::int) i`,
    [QUIET, quiet, busy, other, ROWS],
  );
  await at.owner.query('ANALYZE');
  const { url } = at.database;
  reads = createDataSource({ ...{ url, book: 'book', connections: 1, name: 'counted reads' } });
  await reads.initialize();
  writer = new Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  await writer.connect();
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

async function counted(filter: TransactionFilter, page: PageArguments) {
  const snapshot = new Snapshot(reads);
  try {
    return await snapshot.read(async (manager) => {
      const before = await rowsTouched(manager);
      const read: Page<{ id: string }> = await readTransactionsPage(manager, filter, page);
      return { ...read, rows: (await rowsTouched(manager)) - before };
    });
  } finally {
    await snapshot.end();
  }
}

const FILTERS: readonly [string, () => TransactionFilter][] = [
  ['no filter', () => ({})],
  ['a busy wallet', () => ({ walletId: busy })],
  ['a quiet wallet', () => ({ walletId: quiet })],
  ['an owner of both', () => ({ ownerId: 'owner' })],
  ['a rare reference', () => ({ reference: 'rare' })],
];
const SIZE = 20;
/** A page of an owner's two wallets reads both sides of both, and then looks up the rows that it shows. */
const MOST = SIZE * 16;

describe(`a page of a list costs by its own size, with ${ROWS} transactions in the book`, () => {
  afterAll(() => writer.end());

  test.each(FILTERS)('by %s, at either end and in the middle', async (_, filter) => {
    const newest = await counted(filter(), { first: SIZE });
    const oldest = await counted(filter(), { last: SIZE });
    const { endCursor } = newest.pageInfo;
    const older = await counted(filter(), { first: SIZE, after: endCursor });
    const newer = await counted(filter(), { last: SIZE, before: oldest.pageInfo.startCursor });
    for (const { edges, rows } of [newest, oldest, older, newer]) {
      expect(edges.length).toBe(SIZE);
      expect(rows).toBeGreaterThan(SIZE);
      expect(rows).toBeLessThan(MOST);
    }
  });

  test.each(FILTERS)(
    'by %s, from an old cursor, although a transaction was open when it was given',
    async (_, filter) => {
      await writer.query('BEGIN');
      try {
        await writer.query(
          `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, initiated_by, created_at)
           SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', 'USD', 1, $1, $2, 'rare', 'test', now()`,
          [busy, quiet],
        );
        const { startCursor } = (await counted(filter(), { last: SIZE })).pageInfo;
        const newer = await counted(filter(), { last: SIZE, before: startCursor });
        const older = await counted(filter(), { first: SIZE - 1, after: startCursor });
        expect([newer.edges.length, older.edges.length]).toEqual([SIZE, SIZE - 1]);
        expect(Math.max(newer.rows, older.rows)).toBeLessThan(MOST);
      } finally {
        await writer.query('ROLLBACK');
      }
    },
  );
});
