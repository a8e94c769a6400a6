import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { checkBackup, readBackup } from '../../src/backup/archive-reader.js';
import { ArchiveWriter } from '../../src/backup/archive-writer.js';
import { backupBook } from '../../src/backup/backup-book.js';
import { BackupFileError, type BackupHead, pieceName } from '../../src/backup/format.js';
import { restoreBook } from '../../src/backup/restore-book.js';
import { besideBook } from '../../src/cli/beside-book.js';
import { type BookMigrations, BulkConnection, migrate } from '../../src/database/index.js';
import { DatabaseSetupError, sqlState } from '../../src/database/errors.js';
import { createTestDatabase, type TestDatabase, TestGateway } from '../support/book.js';
import { useVariedBook } from '../support/varied-book.js';

// A book with every kind in every status, to a file and back.

const at = useVariedBook();
const { signal } = new AbortController();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let folder: string;
let file: string;
let head: BackupHead;
let target: TestDatabase;
let owner: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook restore '));
  file = join(folder, 'book.backup');
  await at.owner.query(
    `INSERT INTO trusted_document (id, text, sha256, added_at)
     VALUES ('an-id', '{ "ä"	', encode(sha256(convert_to('{ "ä"	', 'UTF8')), 'hex'), now())`,
  );
  head = await backup(at.database.url, file);
});
beforeEach(async () => {
  target = await createTestDatabase('empty');
  owner = new Client({ connectionString: target.url });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await target.drop();
});
afterAll(() => rm(folder, { recursive: true }));

async function backup(url: string, to: string, known = migrations): Promise<BackupHead> {
  const connection = await BulkConnection.open({ url, book: 'book', name: 'backup' });
  try {
    const report = await backupBook(connection, {
      ...{ book: 'book', file: to, overwrite: false, signal, shadow: besideBook('book').shadow },
      knownMigrations: known.all.map(({ name }) => name),
      knownTables: Object.keys(known.rights.tables),
    });
    return report.head;
  } finally {
    await connection.close();
  }
}

const restore = async (from = file, book = 'book', known: BookMigrations = migrations) =>
  restoreBook({
    ...{ url: target.url, book, file: from, migrations: known, signal, beside: besideBook(book) },
    head: await checkBackup(from),
  });

const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error as Error,
  );

async function schemaExists(name = 'book'): Promise<boolean> {
  const { rows } = await owner.query(`SELECT FROM pg_namespace WHERE nspname = $1`, [name]);
  return rows.length > 0;
}

/** What guards the schema: triggers with their state, constraints, indexes, rights. */
async function guards(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT concat_ws(' ', tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid)) AS line
       FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'book'::regnamespace) AND NOT tgisinternal
      UNION ALL
     SELECT concat_ws(' ', conrelid::regclass::text, conname, convalidated, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE connamespace = 'book'::regnamespace
      UNION ALL
     SELECT concat_ws(' ', tgrelid::regclass::text, tgfoid::regproc::text, tgenabled, count(*))
       FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'book'::regnamespace) AND tgisinternal
      GROUP BY tgrelid, tgfoid, tgenabled
      UNION ALL
     SELECT concat_ws(' ', relname, (SELECT string_agg(concat_ws('=', grantee::regrole::text, privilege_type), ',' ORDER BY 1)
                                       FROM aclexplode(relacl) WHERE grantee <> relowner))
       FROM pg_class WHERE relnamespace = 'book'::regnamespace
      ORDER BY 1`,
  );
  return rows.map(({ line }) => line.replaceAll('book.', '')).sort();
}

/** The same backup with other rows of one table, and right sums. */
async function altered(
  name: string,
  table: string,
  alter: (text: string) => string,
): Promise<string> {
  const writer = await ArchiveWriter.open(join(folder, name), { overwrite: true });
  for await (const part of readBackup(file)) {
    if ('data' in part) {
      const text = part.data.toString();
      const rows = part.table === table ? alter(text) : text;
      await writer.add(pieceName(part.table, 1), Buffer.from(rows));
    } else await writer.add('onebook-backup.json', Buffer.from(JSON.stringify(part)));
  }
  await writer.finish();
  await writer.discard();
  return join(folder, name);
}

/** Rows of a table, with another value in a column of the first one that is of a wallet in USD. */
function withInUsd(table: string, text: string, column: string, value: string): string {
  const columns = head.tables.find(({ name }) => name === table)?.columns ?? [];
  const ofWallet = columns.indexOf('wallet_id');
  const rows = text.split('\n').map((row) => row.split('\t'));
  const row = rows.find(
    (cells) => cells[columns.indexOf('currency')] === 'USD' && cells[ofWallet] !== '\\N',
  );
  if (!row) throw new Error(`no ${table} of a wallet in USD`);
  row[columns.indexOf(column)] = value;
  return rows.map((cells) => cells.join('\t')).join('\n');
}

describe('a restored book', () => {
  test('has the same rows, verifies, and refuses what the first one refuses', async () => {
    await restore();
    const again = await backup(target.url, join(folder, 'again.backup'));
    expect({ ...again, createdAt: '' }).toEqual({ ...head, createdAt: '' });
    const rowsOf = async (name: string) => {
      const rows: string[] = [];
      for await (const part of readBackup(name))
        if ('data' in part) rows.push(`${part.table}: ${part.data.toString()}`);
      return rows;
    };
    const rows = await rowsOf(file);
    expect(rows).toContainEqual(expect.stringMatching(/^trusted_document: .*an-id/));
    expect(await rowsOf(join(folder, 'again.backup'))).toEqual(rows);
    expect(await guards(owner)).toEqual(await guards(at.owner));

    const gateway = await TestGateway.open(target.url);
    expect(await gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
    await gateway.wallet('new owner', 'USD', '5.00');
    expect(await gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
    await gateway.close();
    expect(await owner.query('DELETE FROM book.entry').catch(sqlState)).toBe('23001');
  });

  test('may have another name, and another book beside it', async () => {
    await restore();
    await restore(file, 'other');
    expect(await schemaExists('other')).toBe(true);
  });

  test('replaces the rows of an empty book, and its own guards stay', async () => {
    await migrate({ url: target.url, book: 'book', migrations });
    const before = await guards(owner);
    await restore();
    expect(await guards(owner)).toEqual(before);
  });
});

describe('a restore refuses, and leaves nothing', () => {
  test('a book that has rows', async () => {
    await restore();
    const failure = await failureOf(restore());
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(failure.message).toMatch(
      /^book book is not empty \(\w+ has rows\), .*set BOOK to a new name/,
    );
  });

  test.each([
    [
      'a row that refers to none',
      'currency',
      (text: string) => text.replace(/^USD\t/m, 'USE\t'),
      '23503',
    ],
    [
      'a balance below zero',
      'entry',
      (text: string) => text.replace(/^(\S+\t\S+\tCASH\t.*\t)\d+(\t\S+ \S+)$/m, '$1-7$2'),
      '23514',
    ],
    ['a row twice', 'shard', (text: string) => text.replace('1\n', '0\n'), '23505'],
  ])('a file whose sums are right and that has %s', async (name, table, alter, state) => {
    const wrong = await altered(name, table, alter);
    expect(sqlState(await failureOf(restore(wrong)))).toBe(state);
    expect(await schemaExists()).toBe(false);
  });

  // Statement triggers refuse these in a book, and a restore has them off.
  test.each([
    ['an account', 'account', 'wallet_id', UNKNOWN, /account [\w-]+: expected a wallet, found USD/],
    [
      'a transaction',
      'transaction',
      'currency',
      'SEK',
      /transaction [\w-]+: expected USD, found SEK/,
    ],
    [
      'a wallet',
      'wallet',
      'currency',
      'ZZZ',
      /wallet [\w-]+: expected a currency of the book, found ZZZ/,
    ],
  ])(
    'a file whose sums are right and that has %s whose reference is wrong',
    async (name, table, column, value, message) => {
      const wrong = await altered(name, table, (text) => withInUsd(table, text, column, value));
      const failure = await failureOf(restore(wrong));
      expect(failure).toBeInstanceOf(BackupFileError);
      expect(failure.message).toMatch(message);
      expect(await schemaExists()).toBe(false);
    },
  );

  test('a file that has fewer rows than its head says', async () => {
    const wrong = await altered('fewer', 'command', (text) => text.replace(/^.*\n/, ''));
    const failure = await failureOf(restore(wrong));
    expect(failure).toBeInstanceOf(BackupFileError);
    expect(failure.message).toMatch(/command has \d+ rows, not the \d+/);
    expect(await schemaExists()).toBe(false);
  });

  test('a book in which a trigger is disabled', async () => {
    await migrate({ url: target.url, book: 'book', migrations });
    await owner.query('ALTER TABLE book.entry DISABLE TRIGGER entry_fits_the_book');
    expect((await failureOf(restore())).message).toMatch(
      /^trigger entry_fits_the_book of entry is disabled/,
    );
  });

  test('while another process migrates the book', async () => {
    await owner.query(`SELECT pg_advisory_lock(hashtextextended('onebook book', 0))`);
    expect((await failureOf(restore())).message).toMatch(
      /^another process migrates or restores book book/,
    );
  });
});

describe('what later versions bring', () => {
  class Later1999999999999 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query('CREATE SEQUENCE note_position');
      await runner.query(
        'CREATE TABLE note (id int PRIMARY KEY, entry_of uuid REFERENCES wallet, twice int GENERATED ALWAYS AS (id * 2) STORED)',
      );
    }
    down(): Promise<void> {
      return Promise.reject(new Error('no way back'));
    }
  }
  const later: BookMigrations = {
    ...migrations,
    all: [...migrations.all, Later1999999999999],
    rights: { tables: { ...migrations.rights.tables, note: { insert: true } } },
  };

  test('a backup of an older level is restored at its level, and then migrated', async () => {
    await restore(file, 'book', later);
    const { rows } = await owner.query(`SELECT name FROM book.migration ORDER BY id`);
    expect(rows).toEqual(later.all.map(({ name }) => ({ name })));
    expect((await owner.query('SELECT FROM book.note')).rows).toEqual([]);
    await failureOf(restore(file, 'book', later)).then(({ message }) =>
      expect(message).toMatch(
        /^book book has the migrations .*Later1999999999999, and the backup Book/,
      ),
    );
  });

  test('a table and a sequence that a migration adds are in the backup unasked', async () => {
    await restore(file, 'book', later);
    await owner.query(
      `INSERT INTO book.note SELECT nextval('book.note_position'), id FROM book.wallet ORDER BY id LIMIT 2`,
    );
    const newer = join(folder, 'later.backup');
    const described = await backup(target.url, newer, later);
    expect(described.tables.find(({ name }) => name === 'note')).toEqual({
      name: 'note',
      columns: ['id', 'entry_of'],
      rows: 2,
    });
    await owner.query('DROP SCHEMA book CASCADE');
    await restore(newer, 'book', later);
    const { rows } = await owner.query(
      `SELECT nextval('book.note_position')::int AS next, (SELECT sum(twice)::int FROM book.note) AS sum`,
    );
    expect(rows).toEqual([{ next: 3, sum: 6 }]);

    expect((await failureOf(restore(newer))).message).toMatch(
      /does not know \(Later1999999999999\)/,
    );
    expect((await failureOf(backup(target.url, join(folder, 'no')))).message).toMatch(
      /does not know \(Later1999999999999\): back it up with the version/,
    );
  });

  test('a new book has rows in exactly the tables that are said to be seeded', async () => {
    await migrate({ url: target.url, book: 'book', migrations });
    const used = [];
    for (const name of Object.keys(migrations.rights.tables))
      if ((await owner.query(`SELECT FROM book.${name} LIMIT 1`)).rows.length > 0) used.push(name);
    expect(used.filter((name) => name !== 'migration').sort()).toEqual(
      [...migrations.seeded].sort(),
    );
  });
});

test('a table in the schema that Onebook did not make is left out, and named', async () => {
  await migrate({ url: target.url, book: 'book', migrations });
  await owner.query('CREATE TABLE book.notes ()');
  const connection = await BulkConnection.open({ url: target.url, book: 'book', name: 'backup' });
  const left: string[] = [];
  const { head: described } = await backupBook(connection, {
    ...{ book: 'book', file: join(folder, 'notes'), overwrite: false, signal },
    shadow: besideBook('book').shadow,
    knownMigrations: migrations.all.map(({ name }) => name),
    knownTables: Object.keys(migrations.rights.tables),
    onLeftOut: (tables) => left.push(...tables),
  });
  await connection.close();
  expect(left).toEqual(['notes']);
  expect(described.tables.map(({ name }) => name)).not.toContain('notes');
});

test('a backup of a database without a book says so, and makes no file', async () => {
  const failure = await failureOf(backup(target.url, join(folder, 'none')));
  expect(failure.message).toMatch(/^there is no book book in this database: set BOOK/);
  await expect(checkBackup(join(folder, 'none'))).rejects.toThrow('ENOENT');
});
