import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { isCulprit, readShadowReport } from '../../../src/adoption/shadow/read-report.js';
import { LegacyFollower } from '../../../src/adoption/shadow/legacy-follower.js';
import { shadowSchema } from '../../../src/reader/index.js';
import { startShadow, stopShadow } from '../../../src/adoption/shadow/start-shadow.js';
import { BulkConnection } from '../../../src/database/index.js';
import { cancelWithdrawal, requestWithdrawal } from '../../../src/movements/index.js';
import { done, useBook } from '../../support/book.js';
import { member, money } from '../../support/inputs.js';
import {
  createLegacy,
  IN_DISAGREEMENT,
  OPERATIONS,
  tableSource,
  mappingOf,
  TWO_COLUMNS,
  type OperationName,
} from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let legacy: Client;
let follower: LegacyFollower;

const fail = (error: unknown): void => {
  throw error;
};

/** A session of the old application, as a role without any right in the book. */
async function connectLegacy(name: string): Promise<Client> {
  const client = new Client({ connectionString: at.database.url, application_name: name });
  await client.connect();
  await client.query('SET ROLE legacy_app');
  return client;
}

beforeEach(async () => {
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  legacy = await connectLegacy('game-server');
  follower = new LegacyFollower(at.gateway.book, { reads: connection.source }, 'book', fail);
});
afterEach(async () => {
  await legacy.end();
  await connection.close();
  await at.owner.query(
    'DROP SCHEMA legacy CASCADE; DROP SCHEMA IF EXISTS onebook_shadow_book CASCADE',
  );
});

const start = (mapping = TWO_COLUMNS) =>
  startShadow({ connection, book: 'book', mapping, openMissing: true });
const report = async () => {
  const read = await readShadowReport(connection.source, shadowSchema('book'));
  if (!read) throw new Error('nothing is shadowed');
  return read;
};
const booked = async (): Promise<Record<string, string>> => {
  const { rows } = await at.owner.query<{ owner: string; cash: string }>(
    `SELECT w.owner_id AS owner, coalesce(sum(e.balance), 0)::text AS cash FROM wallet w LEFT JOIN account a ON a.wallet_id = w.id
       LEFT JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e ON true GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ owner, cash }) => [owner, cash]));
};
const authoritative = async (): Promise<Record<string, string>> => {
  const { rows } = await at.owner.query<{ owner: string; cash: string }>(
    `SELECT id::text AS owner, trunc(balance * 100)::text AS cash FROM legacy.users ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ owner, cash }) => [owner, cash]));
};

test('two-balance-columns: 14 users disagree, and the two statements that change one column are named', async () => {
  await start();
  expect(await follower.round()).toMatchObject({ state: 'followed', followed: 16 });
  const before = await report();
  expect(before.drift).toHaveLength(IN_DISAGREEMENT);
  expect(before.drift.map(({ difference }) => difference).sort((a, b) => Number(b - a))[0]).toBe(
    1_500n,
  );
  expect(before.drift.every(({ cause }) => cause === null)).toBe(true);
  expect(await booked()).toMatchObject(await authoritative());
  for (const name of Object.keys(OPERATIONS) as OperationName[])
    await OPERATIONS[name](legacy, 32, '2.00');
  await OPERATIONS.adminAdjustment(legacy, 33, '7.25');
  await follower.round();
  const after = await report();
  expect(
    after.statements.filter(isCulprit).map(({ statement, only }) => [statement, only]),
  ).toEqual([
    [
      'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
      { 'users.wallet_balance': 2 },
    ],
    [
      'UPDATE legacy.users SET balance = balance + $1, last_login = now() WHERE id = $2',
      { 'users.balance': 1 },
    ],
  ]);
  expect(after.drift.find(({ owner }) => owner === '33')).toMatchObject({
    difference: -725n,
    cause: {
      statement: 'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
      application: 'game-server',
    },
  });
  expect(await booked()).toMatchObject(await authoritative());
});

test('a transaction that rolls back leaves nothing, and one that commits late is not missed', async () => {
  await start();
  await follower.round();
  const late = await connectLegacy('late');
  await late.query('BEGIN');
  await late.query(`UPDATE legacy.users SET balance = 1000 WHERE id = 3`);
  await legacy.query('BEGIN');
  await legacy.query(`UPDATE legacy.users SET balance = 77 WHERE id = 5`);
  await legacy.query('ROLLBACK');
  await OPERATIONS.dailyLoginBonus(legacy, 12);
  expect(await follower.round()).toMatchObject({ digested: 1 });
  expect((await booked())['12']).toBe('14500');
  await OPERATIONS.dailyLoginBonus(legacy, 13);
  await follower.round();
  await late.query('COMMIT');
  await late.end();
  expect(await follower.round()).toMatchObject({ digested: 1 });
  expect((await booked())['3']).toBe('100000');
  expect(await booked()).toMatchObject(await authoritative());
  expect((await report()).captured).toBe(3);
});

test('upserts, DELETE, changed keys, statements of many rows and TRUNCATE are captured', async () => {
  const few = { where: { watched: 'yes' } };
  await at.owner.query(`ALTER TABLE legacy.users ADD watched text DEFAULT 'yes'`);
  await start(mappingOf(tableSource('a', 'balance', few), tableSource('b', 'wallet_balance', few)));
  await follower.round();
  await legacy.query(`INSERT INTO legacy.users (id, username, balance, wallet_balance) VALUES (3, 'x', 9, 9), (100, 'y', 5, 5)
                      ON CONFLICT (id) DO UPDATE SET balance = excluded.balance, wallet_balance = excluded.wallet_balance`);
  await legacy.query('UPDATE legacy.users SET id = id + 1000 WHERE id = 18');
  await legacy.query('DELETE FROM legacy.users WHERE id = 19');
  await legacy.query(`UPDATE legacy.users SET watched = 'no' WHERE id = 26`);
  // More than one capture holds.
  await legacy.query(`INSERT INTO legacy.users (id, username, balance, wallet_balance, watched)
                      SELECT n, 'n', 1, 1, CASE WHEN n % 5000 = 0 THEN 'yes' END FROM generate_series(20001, 32500) n`);
  await legacy.query(
    'UPDATE legacy.users SET balance = balance + 1, wallet_balance = wallet_balance + 1 WHERE id > 20000',
  );
  await follower.round();
  const { rows } = await at.owner.query<{ id: number; balance: string }>(
    `SELECT id, trunc(balance * 100)::text AS balance FROM legacy.users WHERE watched = 'yes' AND id IN (3, 100, 1018, 25000, 30000)`,
  );
  expect(rows).toHaveLength(5);
  expect(await booked()).toMatchObject({
    '18': '0',
    '19': '0',
    '26': '0',
    ...Object.fromEntries(rows.map(({ id, balance }) => [id, balance])),
  });
  expect(
    (await report()).statements.find(({ statement }) =>
      statement.startsWith('UPDATE legacy.users SET balance'),
    ),
  ).toMatchObject({
    ...{ only: {}, alike: 2, differently: 0 },
  });
  await legacy.query('TRUNCATE legacy.users');
  await follower.round();
  expect(new Set(Object.values(await booked()))).toEqual(new Set(['0']));
  expect((await report()).drift).toEqual([]);
  expect((await report()).notCaptured).toBe(0);
});

test('a disagreement closes when the columns agree again, and a negative or unreadable value is a finding', async () => {
  await at.owner.query(
    'ALTER TABLE legacy.users ADD note text; UPDATE legacy.users SET note = balance::text',
  );
  await start(mappingOf(tableSource('a', 'balance'), tableSource('b', 'note')));
  await follower.round();
  expect((await report()).drift).toEqual([]);
  await legacy.query(`UPDATE legacy.users SET balance = -5, note = '-5.00' WHERE id = 3`);
  await legacy.query(`UPDATE legacy.users SET note = 'broken' WHERE id = 5`);
  await legacy.query(`UPDATE legacy.users SET note = '7.005' WHERE id = 12`);
  await legacy.query(`UPDATE legacy.users SET balance = balance + 1 WHERE id = 14`);
  await OPERATIONS.dailyLoginBonus(legacy, 13);
  await follower.round();
  const found = async () =>
    (await report()).drift.map(({ owner, problem, difference }) => [owner, problem, difference]);
  expect(await found()).toEqual([
    ['12', 'UNREADABLE', 14_400n],
    ['13', null, 100n],
    ['14', null, 100n],
    ['3', 'NEGATIVE', 0n],
    ['5', 'UNREADABLE', 50_900n],
  ]);
  // What the book can hold, it follows; of a negative value it keeps what it had.
  expect(await booked()).toMatchObject({ '3': '400', '13': '3200', '14': '3200' });
  await legacy.query(`UPDATE legacy.users SET note = balance::text WHERE id IN (12, 13)`);
  await legacy.query(`UPDATE legacy.users SET balance = 6, note = '6' WHERE id = 3`);
  await follower.round();
  expect((await found()).map(([owner]) => owner)).toEqual(['14', '5']);
  expect(await booked()).toMatchObject({ '3': '600' });
  const { rows } = await at.owner.query(
    'SELECT count(*)::int AS closed FROM onebook_shadow_book.drift WHERE closed_at IS NOT NULL',
  );
  expect(rows).toEqual([{ closed: 3 }]);
});

test('a wallet whose money is held in the book is a finding until it can be followed', async () => {
  await start();
  await follower.round();
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM wallet WHERE owner_id = '33'`,
  );
  const walletId = rows[0]?.id ?? '';
  await legacy.query('UPDATE legacy.users SET balance = 10, wallet_balance = 10 WHERE id = 33');
  await follower.round();
  const held = await at.gateway.book.ledger.submit(
    requestWithdrawal,
    { walletId, amount: money('8.00', 'USD') },
    member('33'),
    'hold',
  );
  await legacy.query('UPDATE legacy.users SET balance = 1, wallet_balance = 1 WHERE id = 33');
  await follower.round();
  const ofOwner = async () => (await report()).drift.filter(({ owner }) => owner === '33');
  expect(await ofOwner()).toMatchObject([{ problem: 'INSUFFICIENT_FUNDS', difference: 0n }]);
  expect(await booked()).toMatchObject({ '33': '1000' });
  await at.gateway.book.ledger.submit(
    cancelWithdrawal,
    { transactionId: done(held).transactionId ?? '' },
    member('33'),
    'free',
  );
  await at.owner.query('UPDATE onebook_shadow_book.target SET retry_at = now()');
  await follower.round();
  expect(await booked()).toMatchObject({ '33': '100' });
  expect(await ofOwner()).toEqual([]);
});

test('a fault in the capture warns and lets the write through, and a comparison finds what was not captured', async () => {
  await start();
  await follower.round();
  const warnings: string[] = [];
  legacy.on('notice', ({ message }) => warnings.push(message ?? ''));
  await at.owner.query('ALTER TABLE onebook_shadow_book.capture RENAME TO away');
  await OPERATIONS.depositApproval(legacy, 32, '3.00');
  await at.owner.query('ALTER TABLE onebook_shadow_book.away RENAME TO capture');
  expect(warnings.join()).toMatch(/onebook shadow could not capture a change of legacy.users/);
  await at.owner.query('ALTER TABLE legacy.users DISABLE TRIGGER USER');
  await OPERATIONS.dailyLoginBonus(legacy, 33);
  await at.owner.query('ALTER TABLE legacy.users ENABLE TRIGGER USER');
  await follower.round();
  expect((await booked())['32']).toBe('0');
  const next = new LegacyFollower(at.gateway.book, { reads: connection.source }, 'book', fail, {
    compareMs: 0,
  });
  await next.round();
  expect(await booked()).toMatchObject(await authoritative());
  const read = await report();
  expect(read.notCaptured).toBe(3);
  expect(read.drift.find(({ owner }) => owner === '33')).toMatchObject({
    cause: { statement: null },
  });
});

test('literals of statements are kept nowhere, and the function that sent a statement is named', async () => {
  await start();
  await legacy.query(`UPDATE "legacy"."users" SET "balance" = balance + 1.5, username = 'secret''1' || E'secret\\'2' || $$secret3$$ || $x$ it's secret4 $x$
                      /* secret5 */ WHERE "username" <> 'secret"6' AND id = 3 -- secret7`);
  await legacy.query(
    `DO $do$ BEGIN EXECUTE 'UPDATE legacy.users SET wallet_balance = 8 WHERE username <> ''secret8'' AND id = 5'; END $do$`,
  );
  await OPERATIONS.automatedEarnings(legacy, 0, '1.00');
  const { rows } = await at.owner.query<{ statement: string; via: string | null }>(
    'SELECT statement, via FROM onebook_shadow_book.capture ORDER BY ordinal',
  );
  expect(rows.map(({ statement }) => statement)).toEqual([
    `UPDATE "legacy"."users" SET "balance" = balance + $?, username = $? || $? || $? || $?`,
    'UPDATE legacy.users SET wallet_balance = $? WHERE username <> $? AND id = $?',
    'UPDATE legacy.users SET balance = balance + rate, wallet_balance = wallet_balance + rate WHERE id % $? = $?',
  ]);
  expect(rows[2]?.via).toBe(
    'PL/pgSQL function legacy.run_earnings(numeric) line $? at SQL statement',
  );
  await follower.round();
});

test('a statement without constants is kept as it is, and of no other any constant is', async () => {
  await start();
  const update = 'UPDATE legacy.users SET balance = balance + $1';
  const texts: [sent: string, captured: string, kept: string][] = [
    [`${update} WHERE id = $2`, `${update} WHERE id = $2`, '$? WHERE id = $?'],
    [`${update}\n  WHERE id = $2`, `${update}\n  WHERE id = $2`, '$? WHERE id = $?'],
    [`${update} WHERE id = 5 AND id = $2`, '$? WHERE id = $? AND id = $?', ''],
    [`${update} WHERE id=$2 AND 'it''s' <> E'7\\'7'`, '$? WHERE id=$? AND $? <> $?', ''],
    [`${update} WHERE id = $2 AND 'it''s' <> e'x'`, '$? WHERE id = $? AND $? <> $?', ''],
    [`${update} WHERE id = $2 AND username <> $$7x$$`, '$? WHERE id = $? AND username <> $?', ''],
    [`${update} WHERE id = $2 -- 7`, '$? WHERE id = $? $?', ''],
    [`${update}-2 WHERE id/1 = $2`, '$?-$? WHERE id/$? = $?', ''],
    [`${update} WHERE id = $2 AND .57 < 1e+37`, '$? WHERE id = $? AND $? < $?', ''],
    [`${update} WHERE "id" = $2 AND 57.7 > 7.`, '$? WHERE "id" = $? AND $? > $?', ''],
  ];
  for (const [sent] of texts) await legacy.query(sent, ['1', 5]);
  const { rows } = await at.owner.query<{ statement: string }>(
    'SELECT statement FROM onebook_shadow_book.capture ORDER BY ordinal',
  );
  const whole = (text: string): string =>
    text.startsWith('UPDATE') ? text : update.replace('$1', text);
  expect(rows.map(({ statement }) => statement)).toEqual(
    texts.map(([, captured]) => whole(captured)),
  );
  await follower.round();
  const { rows: kept } = await at.owner.query<{ text: string }>(
    'SELECT text FROM onebook_shadow_book.statement',
  );
  expect(kept.map(({ text }) => text).sort()).toEqual(
    [...new Set(texts.map(([, captured, text]) => whole(text || captured)))].sort(),
  );
});

test('a backlog is taken in a part at a time, in the order in which the rows were changed', async () => {
  await start();
  await follower.round();
  for (let n = 1; n <= 7; n++)
    await legacy.query(
      `UPDATE legacy.users SET balance = ${n}, wallet_balance = ${n} WHERE id = 3`,
    );
  const digest = async (most: number) => {
    const { rows } = await at.owner.query<{ n: number }>(
      'SELECT onebook_shadow_book.digest($1) AS n',
      [most],
    );
    return rows[0]?.n;
  };
  expect([await digest(3), (await report()).waiting, await digest(3)]).toEqual([3, 4, 3]);
  await follower.round();
  expect((await booked())['3']).toBe('700');
  const { rows } = await at.owner.query(
    `SELECT string_agg(c.new_value, ' ' ORDER BY c.ordinal) AS values FROM onebook_shadow_book.change c
       JOIN onebook_shadow_book.source f ON f.id = c.source WHERE f.place = 0`,
  );
  expect(rows).toEqual([{ values: '1.00 2.00 3.00 4.00 5.00 6.00 7.00' }]);
});

test('what cannot be shadowed is refused, and nothing is installed', async () => {
  await at.owner.query(`
    CREATE VIEW legacy.v AS SELECT * FROM legacy.users;
    CREATE TABLE legacy.keyless (id int, balance numeric);
    CREATE TABLE legacy.root (id int PRIMARY KEY, balance numeric) PARTITION BY RANGE (id);
    CREATE TABLE legacy.part PARTITION OF legacy.root DEFAULT;
    CREATE TABLE legacy.rich (id int PRIMARY KEY, balance money)`);
  const one = (table: string, amount = 'balance') => mappingOf(tableSource('s', amount, { table }));
  const csv = mappingOf({ ...tableSource('s', 'balance'), origin: { type: 'csv', file: 'a.csv' } });
  const elsewhere = mappingOf({
    ...tableSource('s', 'balance'),
    origin: { type: 'postgres', url: 'postgres://x', from: { table: 'legacy.users' } },
  });
  for (const [mapping, reason] of [
    [one('legacy.v'), 'a view'],
    [one('legacy.keyless'), 'no primary key'],
    [one('legacy.root'), 'the root of a partitioned table'],
    [one('legacy.part'), 'a partition'],
    [one('legacy.rich'), 'of type money'],
    [one('legacy.nothing'), 'does not exist'],
    [one('a.b.c.d'), 'not the name of a table'],
    [one('legacy.users', 'credits'), 'does not have'],
    [csv, 'CSV'],
    [elsewhere, 'leave the url out'],
  ] as const)
    await expect(start(mapping)).rejects.toThrow(reason);
  await at.owner.query(`INSERT INTO legacy.users (id, username) VALUES (4711, 'new')`);
  await expect(
    startShadow({ connection, book: 'book', mapping: TWO_COLUMNS, openMissing: false }),
  ).rejects.toThrow(/have no wallet in the book: run `onebook import --mapping FILE` first/);
  const { rows } = await at.owner.query(`SELECT FROM pg_trigger WHERE tgname LIKE 'onebook%'`);
  expect(rows).toHaveLength(0);
});

test('start twice says so, stop removes the triggers and keeps what was recorded, and start begins again', async () => {
  await start();
  await expect(start()).rejects.toThrow(/runs since/);
  await follower.round();
  await OPERATIONS.adminAdjustment(legacy, 33, '2');
  await stopShadow({ connection, book: 'book' });
  await OPERATIONS.adminAdjustment(legacy, 33, '2');
  expect(await follower.round()).toMatchObject({ state: 'none' });
  const read = await report();
  expect(read.captured).toBe(1);
  expect(read.drift).toHaveLength(IN_DISAGREEMENT + 1);
  const { rows } = await at.owner.query(
    `SELECT tgname FROM pg_trigger WHERE tgname LIKE 'onebook%' UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'onebook_shadow%'`,
  );
  expect(rows).toEqual([]);
  await expect(stopShadow({ connection, book: 'book' })).rejects.toThrow(/nothing to stop/);
  expect((await start()).run).toBe(2);
  await follower.round();
  expect((await report()).drift).toHaveLength(IN_DISAGREEMENT + 1);
});
