import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/database/data-source.js';
import { Snapshot } from '../../../src/database/snapshot.js';
import { NO_TRANSACTIONS } from '../../../src/reader/pages/open-transactions.js';
import { encodePlace, placeAtTop } from '../../../src/reader/pages/place.js';
import { readTransactionsPage } from '../../../src/reader/transactions.js';
import type { Page, PageArguments, TransactionFilter } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';
import { pagesRead, rowsTouched } from '../../support/long-history.js';

/* ONEBOOK_LISTED_ROWS=1000000 npm test -- test/reader/following/lists-cost counts on a larger book. */
const ROWS = Number(process.env['ONEBOOK_LISTED_ROWS'] ?? '30000');
/** One transaction in so many is of the quiet wallet. */
const QUIET = 500;

const at = useBook();
let reads: DataSource;
let writer: Client;
let busy: string;
let quiet: string;
/** Is on neither side of a transaction, and receives a split of each third. */
let merchant: string;

beforeAll(async () => {
  at.spoilt = true; // the transactions have neither entries nor keys
  busy = await at.gateway.wallet('owner', 'USD');
  quiet = await at.gateway.wallet('owner', 'EUR');
  const other = await at.gateway.wallet('other', 'USD');
  merchant = await at.gateway.wallet('merchant', 'USD');
  await at.owner.query(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, initiated_by, created_at,
                              further_wallet_ids, splits)
     SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', CASE WHEN i % $1 = 0 THEN 'EUR' ELSE 'USD' END, 1,
            CASE WHEN i % $1 = 0 THEN $2 WHEN i % 2 = 0 THEN $3 ELSE $4 END::uuid,
            CASE WHEN i % $1 > 0 AND i % 4 = 1 THEN $3 END::uuid,
            CASE WHEN i % 500 = 7 THEN 'rare' END, 'test', now(),
            CASE WHEN i % $1 > 0 AND i % 3 = 0 THEN ARRAY[$6::uuid] END,
            CASE WHEN i % $1 > 0 AND i % 3 = 0
                 THEN jsonb_build_array(jsonb_build_object('walletId', $6::uuid, 'amount', '1', 'label', 'share')) END
       FROM generate_series(1, $5::int) i`,
    [QUIET, quiet, busy, other, ROWS, merchant],
  );
  await at.owner.query('ANALYZE');
  const { url } = at.database;
  reads = createDataSource({ ...{ url, book: 'book', connections: 1, name: 'counted reads' } });
  await reads.initialize();
  writer = new Client({ connectionString: url, options: '-c search_path=book,pg_temp' });
  await writer.connect();
});
afterAll(() => reads.destroy());

async function counted(filter: TransactionFilter, page: PageArguments) {
  const snapshot = new Snapshot(reads);
  try {
    return await snapshot.read(async (manager) => {
      const rowsBefore = await rowsTouched(manager);
      const pagesBefore = await pagesRead(manager);
      const read: Page<{ id: string }> = await readTransactionsPage(manager, filter, page);
      const pages = (await pagesRead(manager)) - pagesBefore;
      return { ...read, pages, rows: (await rowsTouched(manager)) - rowsBefore };
    });
  } finally {
    await snapshot.end();
  }
}

/** The cursor of the row at which a list's older half begins. */
async function middleCursor(filter: TransactionFilter): Promise<string | null> {
  const { rows } = await at.owner.query<{ id: string; position: string }>(
    `SELECT id, position FROM transaction t
      WHERE ($1::uuid IS NULL OR $1 IN (wallet_id, counter_wallet_id) OR $1 = ANY (further_wallet_ids))
        AND ($2::text IS NULL OR reference = $2)
        AND ($3::text IS NULL OR EXISTS (
              SELECT FROM wallet w WHERE w.owner_id = $3
                 AND (w.id IN (t.wallet_id, t.counter_wallet_id) OR w.id = ANY (t.further_wallet_ids))))
      ORDER BY position`,
    [filter.walletId, filter.reference, filter.ownerId],
  );
  const { id = '', position = '' } = rows[Math.floor(rows.length / 2)] ?? {};
  const name = filter.walletId ? `transactions ${filter.walletId}` : 'transactions';
  return encodePlace(name, placeAtTop(id, position, NO_TRANSACTIONS));
}

const FILTERS: readonly [string, () => TransactionFilter][] = [
  ['no filter', () => ({})],
  ['a busy wallet', () => ({ walletId: busy })],
  ['a quiet wallet', () => ({ walletId: quiet })],
  ['an owner of both', () => ({ ownerId: 'owner' })],
  ['a wallet that only receives splits', () => ({ walletId: merchant })],
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
    const middle = await middleCursor(filter());
    const onwards = await counted(filter(), { first: SIZE, after: middle });
    const back = await counted(filter(), { last: SIZE, before: middle });
    const fromCursors = [older, newer, onwards, back];
    for (const { edges, rows } of [newest, oldest, ...fromCursors]) {
      expect(edges.length).toBe(SIZE);
      expect(rows).toBeGreaterThan(SIZE);
      expect(rows).toBeLessThan(MOST);
    }
    // A page that was read from an end of the list would read half of an index in the middle.
    const pages = fromCursors.map((page) => page.pages);
    expect(Math.max(...pages) - Math.min(...pages)).toBeLessThan(SIZE);
    expect(Math.max(...pages)).toBeLessThan(MOST);
  });

  test.each(FILTERS)(
    'by %s, from an old cursor, although a transaction was open when it was given',
    async (_, filter) => {
      await writer.query('BEGIN');
      try {
        await writer.query(
          `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, initiated_by, created_at,
                                    further_wallet_ids, splits)
           SELECT gen_random_uuid(), 'DEPOSIT', 'PENDING', 'USD', 1, $1, $2, 'rare', 'test', now(), ARRAY[$3::uuid],
                  jsonb_build_array(jsonb_build_object('walletId', $3::uuid, 'amount', '1', 'label', 'share'))`,
          [busy, quiet, merchant],
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
