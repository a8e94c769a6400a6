import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { LegacyFollower } from '../../../src/adoption/shadow/legacy-follower.js';
import { readShadowReport } from '../../../src/adoption/shadow/read-report.js';
import { reportAsText } from '../../../src/adoption/shadow/report-text.js';
import { startShadow, stopShadow } from '../../../src/adoption/shadow/start-shadow.js';
import { BulkConnection } from '../../../src/database/index.js';
import { shadowSchema } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';
import { mappingOf, tableSource } from '../legacy/two-balance-columns.js';

/* What the old system and its migrations do to the rows and tables of a shadow, besides changing balances. */

const at = useBook();
let connection: BulkConnection;
let legacy: Client;
let follower: LegacyFollower;
let faults: string[];
let warnings: string[];

const PURSES = mappingOf(
  tableSource('purses', 'amount', {
    table: 'legacy.purses',
    owner: 'owner',
    currency: { column: 'currency' },
    wallet: { column: 'purse' },
  }),
);

beforeEach(async () => {
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await at.owner.query(`
    CREATE SCHEMA legacy;
    CREATE TABLE legacy.purses (id integer PRIMARY KEY, owner text, currency text, purse text, amount numeric(20, 2));
    INSERT INTO legacy.purses VALUES (1, 'ann', 'USD', 'main', 10), (2, 'ann', 'EUR', 'main', 20), (3, 'bob', 'USD', 'main', 30)`);
  legacy = new Client({ connectionString: at.database.url });
  await legacy.connect();
  [faults, warnings] = [[], []];
  legacy.on('notice', ({ message }) => warnings.push(message ?? ''));
  follower = newFollower();
});
afterEach(async () => {
  await legacy.end();
  await connection.close();
  await at.owner.query(
    'DROP SCHEMA legacy CASCADE; DROP SCHEMA IF EXISTS onebook_shadow_book CASCADE',
  );
});

const newFollower = () =>
  new LegacyFollower(
    at.gateway.book,
    { reads: connection.source },
    'book',
    (error) => faults.push((error as Error).message),
    { compareMs: 0 },
  );
/** A round that compares the tables. One follower rests for a while between two. */
const compare = () => newFollower().round();
const start = async (mapping = PURSES) => {
  await startShadow({ connection, book: 'book', mapping, openMissing: true });
  await follower.round();
};
const report = async () => {
  const read = await readShadowReport(connection.source, shadowSchema('book'));
  if (!read) throw new Error('nothing is shadowed');
  return read;
};
/** The cash of the wallets that hold any, by owner, currency and name. */
const booked = async () => {
  const { rows } = await at.owner.query<{ wallet: string; cash: string }>(
    `SELECT concat_ws(' ', w.owner_id, w.currency, w.name) AS wallet, e.balance::text AS cash FROM wallet w
       JOIN account a ON a.wallet_id = w.id AND a.kind = 'CASH'
      CROSS JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
      WHERE w.owner_id IN ('ann', 'bob', 'Bob', 'cleo') AND e.balance <> 0`,
  );
  return Object.fromEntries(rows.map(({ wallet, cash }) => [wallet, cash]));
};

test('columns of several collations are captured, also a change of case under one that ignores it', async () => {
  await at.owner.query(`
    CREATE COLLATION legacy.ignores_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    ALTER TABLE legacy.purses ALTER owner TYPE text COLLATE legacy.ignores_case, ALTER purse TYPE text COLLATE "POSIX"`);
  await start();
  await legacy.query(`UPDATE legacy.purses SET owner = 'Bob' WHERE id = 3`);
  await legacy.query('UPDATE legacy.purses SET amount = 11 WHERE id = 1');
  await follower.round();
  expect(warnings).toEqual([]);
  const { captured, notCaptured } = await report();
  expect([captured, notCaptured]).toEqual([3, 0]);
  expect(await booked()).toEqual({
    'Bob USD main': '3000',
    'ann EUR main': '2000',
    'ann USD main': '1100',
  });
  await legacy.query('TRUNCATE legacy.purses');
  await follower.round();
  expect(await booked()).toEqual({});
});

test('the book follows a balance to another owner, currency and wallet name when those columns change', async () => {
  await start();
  expect(await booked()).toEqual({
    'ann USD main': '1000',
    'ann EUR main': '2000',
    'bob USD main': '3000',
  });
  await legacy.query(`UPDATE legacy.purses SET purse = 'bonus' WHERE id = 1`);
  await legacy.query(`UPDATE legacy.purses SET currency = 'USD' WHERE id = 2`);
  await legacy.query(`UPDATE legacy.purses SET owner = 'cleo', amount = amount + 5 WHERE id = 3`);
  await follower.round();
  expect(await booked()).toEqual({
    'ann USD bonus': '1000',
    'ann USD main': '2000',
    'cleo USD main': '3500',
  });
  await legacy.query(`UPDATE legacy.purses SET owner = 'bob', currency = 'EUR', purse = 'x'`);
  await follower.round();
  // Three rows of one wallet now: whose is right is a finding, and what the others had has left them.
  expect((await report()).drift).toMatchObject([
    { owner: 'bob', currency: 'EUR', wallet: 'x', problem: 'DUPLICATE' },
  ]);
  expect(await booked()).toEqual({});
  await legacy.query(`UPDATE legacy.purses SET purse = 'p' || id`);
  await follower.round();
  expect(await booked()).toEqual({
    'bob EUR p1': '1000',
    'bob EUR p2': '2000',
    'bob EUR p3': '3500',
  });
  expect(faults).toEqual([]);
  expect((await report()).notCaptured).toBe(0);
  await legacy.query('TRUNCATE legacy.purses');
  await follower.round();
  expect(await booked()).toEqual({});
});

test('COPY, upserts, MERGE and TRUNCATE are captured with what they left', async () => {
  await start();
  const stream = legacy.query(copyFrom('COPY legacy.purses FROM STDIN'));
  stream.end('4\tcleo\tUSD\tmain\t7.50\n5\tcleo\tEUR\tmain\t2.50\n');
  await once(stream, 'finish');
  await legacy.query(
    `INSERT INTO legacy.purses VALUES (1, 'ann', 'USD', 'main', 1), (6, 'ann', 'USD', 'new', 2), (2, 'x', 'x', 'x', 3)
     ON CONFLICT (id) DO UPDATE SET amount = excluded.amount WHERE excluded.owner <> 'x'`,
  );
  await legacy.query(
    `INSERT INTO legacy.purses VALUES (3, 'no', 'USD', 'main', 1) ON CONFLICT DO NOTHING`,
  );
  await legacy.query(
    `MERGE INTO legacy.purses p USING (VALUES (3, 4), (7, 5)) v (id, amount) ON p.id = v.id
      WHEN MATCHED THEN UPDATE SET amount = v.amount
      WHEN NOT MATCHED THEN INSERT VALUES (v.id, 'bob', 'USD', 'new', v.amount)`,
  );
  await follower.round();
  expect(await booked()).toEqual({
    ...{ 'ann USD main': '100', 'ann EUR main': '2000', 'ann USD new': '200' },
    ...{ 'bob USD main': '400', 'bob USD new': '500' },
    ...{ 'cleo USD main': '750', 'cleo EUR main': '250' },
  });
  await legacy.query('BEGIN; TRUNCATE legacy.purses; ROLLBACK');
  await follower.round();
  expect((await booked())['cleo USD main']).toBe('750');
  await legacy.query('TRUNCATE legacy.purses');
  await follower.round();
  expect(await booked()).toEqual({});
  expect((await report()).notCaptured).toBe(0);
});

test('a column that a migration renames or drops warns, breaks no write, and is named by the report', async () => {
  await at.owner.query(
    `CREATE TABLE legacy.coins (id integer PRIMARY KEY, coins integer); INSERT INTO legacy.coins VALUES (1, 5)`,
  );
  const coins = tableSource('coins', 'coins', {
    ...{ table: 'legacy.coins', owner: 'id', wallet: { constant: 'coins' } },
  });
  await start(mappingOf(...PURSES.sources, coins));
  await legacy.query('ALTER TABLE legacy.coins RENAME COLUMN coins TO points');
  await legacy.query('UPDATE legacy.coins SET points = 6');
  await legacy.query('INSERT INTO legacy.coins VALUES (2, 8)');
  await legacy.query('DELETE FROM legacy.coins WHERE id = 2');
  expect(warnings).toEqual(
    Array<string>(3).fill(
      'onebook shadow could not capture a change of legacy.coins: column r.coins does not exist',
    ),
  );
  // The other table is followed as before.
  await legacy.query('UPDATE legacy.purses SET amount = 11 WHERE id = 1');
  await compare();
  expect((await booked())['ann USD main']).toBe('1100');
  expect(faults.join()).toContain(
    'the shadowed tables were changed, so their rows are not compared: coins: legacy.coins has no column coins any more. ' +
      'Run `onebook shadow stop --mapping FILE`, correct the mapping, and start again',
  );
  await legacy.query('ALTER TABLE legacy.coins RENAME TO medals');
  await legacy.query('UPDATE legacy.medals SET points = 7');
  await legacy.query('ALTER TABLE legacy.purses RENAME TO wallets');
  await legacy.query('UPDATE legacy.wallets SET amount = 12 WHERE id = 1');
  await follower.round();
  expect((await booked())['ann USD main']).toBe('1200');
  expect(reportAsText(await report(), () => 2)).toContain(
    'Stop the shadow, correct the mapping, and start again:\n' +
      '  purses: the table legacy.purses is called legacy.wallets now\n' +
      '  coins: legacy.medals has no column coins any more\n',
  );
  await legacy.query('DROP TABLE legacy.wallets');
  expect((await report()).changedTables[0]).toBe('purses: the table legacy.purses is gone');
  expect(await stopShadow({ connection, book: 'book' })).toBe(1);
  const { rows } = await at.owner.query(
    `SELECT FROM pg_trigger WHERE tgname LIKE 'onebook%' UNION ALL SELECT FROM pg_proc WHERE proname LIKE 'onebook_shadow%'`,
  );
  expect(rows).toHaveLength(0);
});

test('a column that gets another type is captured on, also in a session that knew the old one', async () => {
  await start();
  await legacy.query('UPDATE legacy.purses SET amount = 11 WHERE id = 1');
  await legacy.query('ALTER TABLE legacy.purses ALTER amount TYPE float8, ALTER id TYPE bigint');
  await legacy.query('ALTER TABLE legacy.purses ADD note text');
  await legacy.query('ALTER TABLE legacy.purses DROP COLUMN note');
  await legacy.query('UPDATE legacy.purses SET amount = 12.25 WHERE id = 1');
  await follower.round();
  expect((await booked())['ann USD main']).toBe('1225');
  expect(warnings).toEqual([]);
  expect((await report()).notCaptured).toBe(0);
});

test('a table that becomes a partition is compared, because statements on its parent are not captured', async () => {
  await start();
  await at.owner.query(`
    CREATE TABLE legacy.all_purses (LIKE legacy.purses INCLUDING ALL) PARTITION BY RANGE (id);
    ALTER TABLE legacy.all_purses ATTACH PARTITION legacy.purses DEFAULT`);
  await legacy.query('UPDATE legacy.all_purses SET amount = 11 WHERE id = 1');
  await compare();
  expect((await booked())['ann USD main']).toBe('1100');
  expect((await report()).notCaptured).toBe(1);
  expect(warnings).toEqual([]);
});
