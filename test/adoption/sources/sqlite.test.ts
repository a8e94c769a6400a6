import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chown,
  copyFile,
  lutimes,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import type { Relation } from '../../../src/adoption/mapping/mapping.js';
import { openSource } from '../../../src/adoption/sources/open-source.js';
import { readSource } from './read-source.js';

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook sqlite '));
  file = join(folder, 'old.db');
  make(
    file,
    `
    CREATE TABLE users (id INTEGER, coins, name TEXT, active);
    INSERT INTO users VALUES
      (9007199254740993, 9223372036854775807, 'Ann', 1),
      (2, 0.1, 'é', 0),
      (3, 1e21, '', 1),
      (4, 1.5e-7, NULL, 1),
      (5, 5.0, '104.50', 1),
      (6, x'0102', 'blob', 1),
      (7, 'a' || char(0) || 'b', 'nul', 1),
      (8, CAST(x'c341' AS TEXT), 'latin', 1);
  `,
  );
});
afterAll(() => rm(folder, { recursive: true }));

function make(path: string, sql: string): void {
  const database = new sqlite.Database(path);
  database.exec(sql);
  database.close();
}

const read = (from: Relation, columns: readonly string[], where = {}, path = file) =>
  readSource({ type: 'sqlite', file: path, from }, columns, { where });
const USERS = { table: 'users' };

const DAY_MS = 24 * 60 * 60 * 1000;
const IS_ROOT = process.getuid?.() === 0;
/** Any user but this one. */
const NOBODY = 65_534;

async function age(path: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * DAY_MS);
  await utimes(path, then, then);
}

describe('A SQLite source', () => {
  test('sweeps the copies that processes of this user and host left behind a day ago, and no others', async () => {
    const host = hostname().replaceAll(/[^A-Za-z0-9.]/g, '_');
    const { pid: ended } = spawnSync(process.execPath, ['-e', '']);
    const all: string[] = [];
    const make = async (owner: string, days = 2) => {
      const made = await mkdtemp(join(tmpdir(), `onebook-sqlite-${owner}-`));
      all.push(made);
      await writeFile(join(made, 'copy.db'), 'left');
      await age(made, days);
      return made;
    };
    const swept = [await make(`${host}-${ended}`), await make(`${host}-${process.pid}`)];
    const target = await make('target');
    const link = join(tmpdir(), `onebook-sqlite-${host}-${ended}-link${process.pid}`);
    await symlink(target, link);
    const long = new Date(Date.now() - 2 * DAY_MS);
    await lutimes(link, long, long);
    const kept = [
      ...[target, link, await make(`other.${host}-${ended}`)],
      // Of a process of another container, or one that runs.
      ...[await make(`${host}-${ended}`, 0.9), await make(`${host}-${process.ppid}`)],
    ];
    if (IS_ROOT) {
      const foreign = await make(`${host}-${ended}`);
      await chown(foreign, NOBODY, NOBODY);
      kept.push(foreign);
    }
    try {
      await read(USERS, ['id']);
      expect(swept.map((one) => existsSync(one))).toEqual([false, false]);
      expect(kept.filter((one) => !existsSync(join(one, 'copy.db')))).toEqual([]);
    } finally {
      for (const one of [link, ...all]) await rm(one, { recursive: true, force: true });
    }
  });

  test('is read to its end from a copy that is older than a day', async () => {
    const before = new Set(await readdir(tmpdir()));
    const origin = { type: 'sqlite', file, from: USERS } as const;
    const source = await openSource(origin, { columns: ['id'], where: {}, bookUrl: '' });
    const mine = (await readdir(tmpdir())).filter(
      (name) => !before.has(name) && name.includes(`-${process.pid}-`),
    );
    expect(mine).toHaveLength(1);
    const copy = join(tmpdir(), mine[0] ?? '');
    await age(copy, 2);
    await read(USERS, ['id']);
    expect(existsSync(join(copy, 'copy.db'))).toBe(true);
    await source.close();
    expect(existsSync(copy)).toBe(false);
  });

  test('gives integers exactly and reals as the shortest decimals, and names values that are no text', async () => {
    const { rows, bad, sha256, progress } = await read(USERS, ['id', 'coins', 'name']);
    expect(rows).toEqual([
      [1, '9007199254740993', '9223372036854775807', 'Ann'],
      [2, '2', '0.1', 'é'],
      [3, '3', '1000000000000000000000', ''],
      [4, '4', '0.00000015', null],
      [5, '5', '5', '104.50'],
    ]);
    expect(bad).toEqual([
      { line: 6, reason: expect.stringMatching(/coins is a BLOB: store it/) },
      { line: 7, reason: expect.stringMatching(/coins is no valid text/) },
      { line: 8, reason: expect.stringMatching(/coins is no valid text/) },
    ]);
    expect(sha256).toBe(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
    expect(progress).toEqual({ done: 8, total: 8 });
    expect(await readdir(folder)).toEqual(['old.db']);
  });

  test('leaves out rows that do not match `where`, in which true is 1 too', async () => {
    const ids = async (where: Record<string, string | null>) =>
      (await read(USERS, ['id'], where)).rows.map((row) => row[1]);
    expect(await ids({ active: 'false' })).toEqual(['2']);
    expect(await ids({ name: null })).toEqual(['4']);
    expect(await ids({ name: '', active: 'true' })).toEqual(['3']);
  });

  test('can be a query', async () => {
    const { rows } = await read({ query: 'SELECT max(id) AS most FROM users; ' }, ['most']);
    expect(rows).toEqual([[1, '9007199254740993']]);
  });

  test('is read with its write-ahead log, which its SHA-256 covers', async () => {
    const path = join(folder, 'wal.db');
    const database = new sqlite.Database(path);
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0',
    );
    database.exec('CREATE TABLE users (id); INSERT INTO users VALUES (1)');
    const live = join(folder, 'live.db');
    for (const part of ['', '-wal']) await copyFile(path + part, live + part);
    database.close();
    const { rows, sha256 } = await read(USERS, ['id'], {}, live);
    expect(rows).toEqual([[1, '1']]);
    const bytes = [await readFile(live), await readFile(`${live}-wal`)];
    expect(sha256).toBe(createHash('sha256').update(Buffer.concat(bytes)).digest('hex'));
  });

  test('in UTF-16 is refused', async () => {
    const path = join(folder, 'utf16.db');
    const bytes = await readFile(file);
    bytes.writeUInt32BE(2, 56);
    await writeFile(path, bytes);
    await expect(read(USERS, ['id'], {}, path)).rejects.toThrow(
      /has texts in UTF-16: load its dump/,
    );
  });

  test('of more rows than a chunk is read to its end', async () => {
    const query =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4001) SELECT i FROM n';
    const { rows } = await read({ query }, ['i']);
    expect(rows).toHaveLength(4001);
    expect(rows.at(-1)).toEqual([4001, '4001']);
  });

  test.each<[string, Relation, RegExp]>([
    ['lacks a column', USERS, /has no column "nix": its columns are "id", "coins"/],
    ['lacks a table', { table: 'people' }, /no such table: (main\.)?people/],
    ['has a query that is none', { query: 'SELEC 1' }, /syntax error/],
  ])('that %s is refused before a row is read', async (_name, from, message) => {
    await expect(read(from, ['nix'])).rejects.toThrow(message);
  });

  test('that does not exist, or is no database, is refused', async () => {
    const junk = join(folder, 'junk.db');
    await writeFile(junk, 'no database '.repeat(500));
    for (const path of [junk, join(folder, 'none.db')]) {
      await expect(read(USERS, ['id'], {}, path)).rejects.toThrow(
        /cannot be read as a SQLite database/,
      );
    }
  });
});
