import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { Relation } from '../../../src/adoption/mapping/mapping.js';
import { openSource } from '../../../src/adoption/sources/open-source.js';
import { asOwner, urlOf } from '../../support/test-server.js';
import { readSource } from './read-source.js';

const DATABASE = 'adoption_postgres_source';
const bookUrl = urlOf(DATABASE);

async function inDatabase(sql: string): Promise<void> {
  const client = new Client({ connectionString: bookUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await asOwner(async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await client.query(`CREATE DATABASE ${DATABASE}`);
    await client.query(`ALTER DATABASE ${DATABASE} SET TimeZone = 'Asia/Tokyo'`);
    await client.query(`ALTER DATABASE ${DATABASE} SET DateStyle = 'German'`);
  });
  await inDatabase(`
    CREATE SCHEMA "Old Shop";
    CREATE TABLE "Old Shop"."user""s" (id bigint, "Coins" numeric(20,4), active boolean, code char(5), note text, at timestamptz);
    INSERT INTO "Old Shop"."user""s" VALUES
      (9007199254740993, 104.5, true, 'USD', E'tab\\t nl\\n cr\\r bs\\\\ \\\\N', '2025-11-16 05:44:21.5+00'),
      (2, -0.0001, false, 'EUR', '', NULL),
      (3, NULL, true, 'USD', NULL, '1999-01-01 00:00+00');
    CREATE TABLE "a.b" (id int);
    INSERT INTO "a.b" VALUES (7);
  `);
});
afterAll(() => asOwner((client) => client.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`)));

const read = (
  from: Relation,
  columns: readonly string[],
  where: Record<string, string | null> = {},
) => readSource({ type: 'postgres', url: undefined, from }, columns, { where, bookUrl });
const USERS = { table: '"Old Shop"."user""s"' };

describe('A PostgreSQL source', () => {
  test("gives PostgreSQL's own texts, in UTC, and tells NULL from an empty text", async () => {
    const { rows, bad, sha256, progress } = await read(USERS, [
      'id',
      'Coins',
      'note',
      'active',
      'at',
      'code',
    ]);
    // In the order of their texts.
    expect(rows).toEqual([
      [1, '2', '-0.0001', '', 'false', null, 'EUR'],
      [2, '3', null, null, 'true', '1999-01-01 00:00:00+00', 'USD'],
      [
        3,
        '9007199254740993',
        '104.5000',
        'tab\t nl\n cr\r bs\\ \\N',
        'true',
        '2025-11-16 05:44:21.5+00',
        'USD',
      ],
    ]);
    expect(bad).toEqual([]);
    expect(progress).toEqual({ done: 3, total: 3 });
    const again = await read(USERS, ['id', 'Coins', 'note', 'active', 'at', 'code']);
    expect(again.sha256).toBe(sha256);
  });

  test('has the SHA-256 of its rows in the text format of COPY', async () => {
    const { sha256 } = await read(USERS, ['id', 'note'], { id: '2' });
    expect(sha256).toBe(createHash('sha256').update('2\t\t2\n').digest('hex'));
  });

  test('has rows and a SHA-256 that do not depend on where the server keeps them', async () => {
    await inDatabase(`CREATE TABLE moved AS SELECT n AS id, 'x' || n % 7 AS note FROM generate_series(1, 50) n;
      INSERT INTO moved VALUES (7, NULL), (7, ''), (7, NULL)`);
    const before = await read({ table: 'moved' }, ['note', 'id']);
    await inDatabase(`CREATE TABLE other AS SELECT * FROM moved ORDER BY id DESC, note DESC;
      TRUNCATE moved; INSERT INTO moved TABLE other`);
    const after = await read({ table: 'moved' }, ['note', 'id']);
    expect(after).toEqual(before);
    await inDatabase(`UPDATE moved SET note = 'x9' WHERE id = 50`);
    expect((await read({ table: 'moved' }, ['note', 'id'])).sha256).not.toBe(before.sha256);
  });

  test('that is a query keeps the order of the query, also with `where`', async () => {
    const query = `SELECT * FROM (VALUES (1, 'z', 1), (2, 'a', 1), (3, 'm', 0), (4, 'b', 1)) AS row (n, note, used) ORDER BY n`;
    const notes = async (text: string) =>
      (await read({ query: text }, ['note'], { used: '1' })).rows.map(([line, note]) => [
        line,
        note,
      ]);
    expect(await notes(query)).toEqual([
      [1, 'z'],
      [2, 'a'],
      [3, 'b'],
    ]);
    expect((await notes(`${query} DESC`)).map((row) => row[1])).toEqual(['b', 'a', 'z']);
  });

  test('that is a table comes by its primary key, in the order of bytes', async () => {
    await inDatabase(`CREATE TABLE keyed (c0 text, no int, note text, other text, PRIMARY KEY (no, c0) INCLUDE (other));
      INSERT INTO keyed VALUES ('a', 10, 'first', 'x'), ('a', 9, 'second', 'x'), ('B', 9, 'third', 'y')`);
    const { rows } = await read({ table: 'keyed' }, ['note']);
    expect(rows).toEqual([
      [1, 'third'],
      [2, 'second'],
      [3, 'first'],
    ]);
    // Its rows can have the key of a row of the table.
    await inDatabase(`CREATE TABLE heir () INHERITS (keyed);
      INSERT INTO heir VALUES ('a', 10, 'early', 'x')`);
    const all = await read({ table: 'keyed' }, ['note']);
    expect(all.rows.map((row) => row[1])).toEqual(['early', 'first', 'second', 'third']);
  });

  test('is read in a transaction that PostgreSQL keeps from writing, whatever its query calls', async () => {
    await inDatabase(`CREATE TABLE written (id int);
      CREATE FUNCTION writes() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO written VALUES (1) RETURNING id'`);
    await expect(read({ query: 'SELECT writes() AS id FROM "a.b"' }, ['id'])).rejects.toThrow(
      /cannot execute INSERT in a read-only transaction/,
    );
    expect((await read({ table: 'written' }, ['id'])).rows).toEqual([]);
  });

  test.each<[string, Record<string, string | null>, string[]]>([
    ['a boolean as true', { active: 'true' }, ['3', '9007199254740993']],
    ['a boolean as f', { active: 'f' }, ['2']],
    ['a blank-padded code', { code: 'EUR' }, ['2']],
    ['NULL', { note: null }, ['3']],
    ['an empty text', { note: '' }, ['2']],
    ['a text with quotes', { note: "' OR '1'='1" }, []],
  ])('leaves out rows that do not match `where` with %s', async (_name, where, ids) => {
    const { rows } = await read(USERS, ['id'], where);
    expect(rows.map((row) => row[1])).toEqual(ids);
  });

  test('can be a table with a point in its name, or a query that ends in a comment', async () => {
    expect((await read({ table: '"a.b"' }, ['id'])).rows).toEqual([[1, '7']]);
    const query = 'SELECT id * 2 AS double FROM "a.b"; -- all';
    await expect(read({ query }, ['double'])).rejects.toThrow(/cannot be read/);
    expect((await read({ query: query.replace(';', '') }, ['double'])).rows).toEqual([[1, '14']]);
    expect((await read({ query: 'TABLE "a.b" ;\n' }, ['id'])).rows).toEqual([[1, '7']]);
  });

  test.each<[string, Relation, string[], Record<string, string>, RegExp]>([
    [
      'an unknown column',
      USERS,
      ['id', 'coins'],
      {},
      /has no column "coins": its columns are "id", "Coins"/,
    ],
    ['an unknown table', { table: 'users' }, ['id'], {}, /relation "users" does not exist/],
    ['a bad name', { table: 'a..b' }, ['id'], {}, /is no name of a table: write/],
    ['a column twice', { query: 'SELECT 1 AS id, 2 AS id' }, ['id'], {}, /the column "id" twice/],
    [
      'a where that no boolean has',
      USERS,
      ['id'],
      { active: 'maybe' },
      /is a boolean: write true or false/,
    ],
    [
      'a query that writes',
      { query: 'DELETE FROM "a.b" RETURNING id' },
      ['id'],
      {},
      /cannot be read/,
    ],
  ])('with %s is refused before a row is read', async (_name, from, columns, where, message) => {
    await expect(read(from, columns, where)).rejects.toThrow(message);
  });

  test('that fails in the middle says so, and a connection error keeps the password to itself', async () => {
    await expect(
      read({ query: 'SELECT 1 / (3 - n) AS x FROM generate_series(1, 9) n' }, ['x']),
    ).rejects.toThrow(/cannot be read to the end: division by zero/);
    const secret = new URL(bookUrl);
    secret.username = 'nobody_here';
    secret.password = 'hunter2';
    for (const url of [
      secret.href,
      'postgres://u:hunter2@127.0.0.1:1/x',
      'postgres://u:hunter2@:bad',
    ]) {
      const failed = readSource({ type: 'postgres', url, from: USERS }, ['id']);
      await expect(failed).rejects.toThrow(/cannot be reached/);
      await expect(failed).rejects.not.toThrow(/hunter2/);
    }
  });

  test('shows one state of the database, and closes in the middle of its rows', async () => {
    await inDatabase('CREATE TABLE many AS SELECT n AS id FROM generate_series(1, 200000) n');
    const origin = { type: 'postgres', url: undefined, from: { table: 'many' } } as const;
    const source = await openSource(origin, { columns: ['id'], where: {}, bookUrl });
    await inDatabase('DELETE FROM many WHERE id > 10');
    let count = 0;
    for await (const rows of source.rows()) count += rows.length;
    await source.close();
    expect(count).toBe(200_000);
    const cut = await openSource(
      { ...origin, from: { query: 'SELECT n AS id FROM generate_series(1, 5000000) n' } },
      { columns: ['id'], where: {}, bookUrl },
    );
    for await (const rows of cut.rows()) if (rows.length > 0) break;
    await cut.close();
  });
});
