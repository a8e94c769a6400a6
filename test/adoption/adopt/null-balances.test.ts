import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, openSession, twoColumns } from '../legacy/old-system.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let legacy: Client;
let mapping: Mapping;
let tests = 0;

beforeEach(async () => {
  tests += 1;
  mapping = twoColumns(`test-${tests}`);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await importLegacy(at.database.url, mapping);
  legacy = await openSession(at.database.url);
  await legacy.query('SET ROLE legacy_app');
});
afterEach(async () => {
  await legacy.end();
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});

async function shown(id: number): Promise<unknown[]> {
  const { rows } = await legacy.query<Record<string, unknown>>(
    'SELECT balance, wallet_balance FROM legacy.users WHERE id = $1',
    [id],
  );
  return Object.values(rows[0] ?? {});
}

test('a balance that the table has NOT NULL cannot be set to NULL through the view, and nothing moves', async () => {
  await adopt({ connection, book: 'book', mapping });
  const statements = [
    'UPDATE legacy.users SET balance = NULL WHERE id = 18',
    'UPDATE legacy.users SET wallet_balance = wallet_balance + NULL WHERE id = 18',
    'UPDATE legacy.users SET balance = NULL WHERE id = 32',
    `INSERT INTO legacy.users (id, username, balance) VALUES (99, 'new', NULL)`,
  ];
  for (const statement of statements)
    await expect(legacy.query(statement)).rejects.toMatchObject({ code: '23502' });
  await expect(legacy.query(statements[0] ?? '')).rejects.toMatchObject({
    ...{ schema: 'legacy', table: 'users', column: 'balance' },
    message: 'null value in column "balance" of relation "users" violates not-null constraint',
  });
  expect(await shown(18)).toEqual(['104.00', '104.00']);
});

test('a balance that the table lets be NULL becomes nothing if it is set to NULL through the view', async () => {
  await at.owner.query('ALTER TABLE legacy.users ALTER COLUMN balance DROP NOT NULL');
  await adopt({ connection, book: 'book', mapping });
  await legacy.query('UPDATE legacy.users SET balance = NULL WHERE id = 18');
  expect(await shown(18)).toEqual(['0.00', '0.00']);
});
