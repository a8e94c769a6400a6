import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { findWriters } from '../../../src/adoption/adopt/writers/find-writers.js';
import type { AdoptedColumns, Writer } from '../../../src/adoption/adopt/writers/writer.js';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { FUNCTIONS, ORDINARY } from './ways-of-functions.js';
import { BALANCES, LEGACY, TRIGGERS, type Way } from './ways.js';

let database: TestDatabase;
let client: Client;
let tables: AdoptedColumns[];

beforeAll(async () => {
  database = await createTestDatabase('empty');
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(LEGACY);
  const { rows } = await client.query<{ users: number; accounts: number }>(
    `SELECT 'legacy.users'::regclass::int8::float8 AS users, 'legacy."Accounts"'::regclass::int8::float8 AS accounts`,
  );
  const { users = 0, accounts = 0 } = rows[0] ?? {};
  tables = [
    { oid: users, schema: 'legacy', table: 'users', columns: ['balance', 'wallet_balance'] },
    { oid: accounts, schema: 'legacy', table: 'Accounts', columns: ['Balance'] },
  ];
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function find(): Promise<Writer[]> {
  const sql = {
    query: async <T>(text: string, parameters?: unknown[]) =>
      (await client.query(text, parameters)).rows as T,
  };
  return findWriters(sql, tables, { book: 'book' });
}

async function balances(): Promise<string> {
  const { rows } = await client.query<{ balances: string }>(BALANCES);
  return rows[0]?.balances ?? '';
}

/** Everything happens in a transaction that is rolled back. */
async function tried(way: Way): Promise<{ found: Writer[]; isChanged: boolean | undefined }> {
  await client.query('BEGIN');
  try {
    await client.query(way.creates);
    const found = await find();
    const before = await balances();
    if (way.uses === undefined) return { found, isChanged: undefined };
    await client.query(way.uses);
    return { found, isChanged: (await balances()) !== before };
  } finally {
    await client.query('ROLLBACK');
  }
}

const cases = (ways: Readonly<Record<string, Way>>) => Object.entries(ways);

test.each([...cases(TRIGGERS), ...cases(FUNCTIONS)])(
  'the finder agrees with PostgreSQL on %s',
  async (_, way) => {
    const { found, isChanged } = await tried(way);
    expect(found.map(({ qualified }) => qualified)).toEqual(way.finds);
    for (const { isCertain } of found) expect(isCertain).toBe(way.isUncertain !== true);
    if (isChanged !== undefined) expect(isChanged).toBe(way.finds.length > 0);
  },
);

test('among 40 ordinary functions only the trigger that deducts a second time is found', async () => {
  const way = TRIGGERS['a trigger on another table, which deducts a second time']!;
  const { found } = await tried({ ...way, creates: ORDINARY.join('\n') + way.creates });
  expect(found).toMatchObject([
    {
      qualified: 'legacy.transactions.charge',
      reason: 'runs legacy.run(), which updates legacy.users.balance',
      columns: ['legacy.users.balance'],
      evidence: expect.stringContaining('UPDATE legacy.users SET balance = balance - NEW.amount'),
    },
  ]);
});
