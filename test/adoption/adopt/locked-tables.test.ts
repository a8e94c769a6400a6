import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { startShadow } from '../../../src/adoption/shadow/start-shadow.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { until } from '../../support/until.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, openSession, twoColumns } from '../legacy/old-system.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let holder: Client;
let pid = 0;
let mapping: Mapping;
let tests = 0;

beforeEach(async () => {
  tests += 1;
  mapping = twoColumns(`test-${tests}`);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await importLegacy(at.database.url, mapping);
  holder = await openSession(at.database.url);
  await holder.query(`SET application_name = 'game-server'`);
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  pid = rows[0]?.pid ?? 0;
  await holder.query('BEGIN; UPDATE legacy.users SET last_login = now() WHERE id = 18');
});
afterEach(async () => {
  await holder.end();
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});

/** Whether a statement of ours has given up its wait for the table. */
async function attempts(): Promise<number> {
  const { rows } = await at.owner.query<{ count: number }>(
    `SELECT xact_rollback::float8 AS count FROM pg_stat_database WHERE datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

test('an adoption tries again while a session holds a row of the table, and adopts when it is free', async () => {
  const before = await attempts();
  const adopting = adopt({ connection, book: 'book', mapping });
  await until(async () => (await attempts()) > before + 1);
  await holder.query('COMMIT');
  expect(await adopting).toMatchObject({ number: 1 });
});

test('an adoption that gets no lock names the table, the session and its application, and changes nothing', async () => {
  await expect(adopt({ connection, book: 'book', mapping, lockAttempts: 2 })).rejects.toThrow(
    new RegExp(
      `^legacy.users is locked by session ${pid} \\(game-server, login \\w+, in a transaction since \\d{4}-\\S+Z\\)\\. ` +
        'Nothing was done, after 2 attempts of 200 ms each: try again when that transaction is over, ' +
        `or end it with SELECT pg_terminate_backend\\(${pid}\\)$`,
    ),
  );
  const { rows } = await at.owner.query(
    `SELECT relkind FROM pg_class WHERE oid = 'legacy.users'::regclass`,
  );
  expect(rows).toEqual([{ relkind: 'r' }]);
});

test('a shadow tries again while a session holds a row of the table, and starts when it is free', async () => {
  const before = await attempts();
  const starting = startShadow({ connection, book: 'book', mapping, openMissing: false });
  await until(async () => (await attempts()) > before + 1);
  await holder.query('COMMIT');
  expect(await starting).toMatchObject({ run: 1 });
});
