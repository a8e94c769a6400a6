import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { connectDatabase, connectForReading } from '../../src/database/connect.js';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import { DatabaseSetupError } from '../../src/database/errors.js';
import { migrate } from '../../src/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';

// A book that Onebook 0.1.0 wrote is recognised by its table of migrations.

const OLD = ['Book1764000000001', 'Movements1764000000002', 'Revocations1764000000003'];
const SAYS =
  'book book was written by Onebook 0.1.0, and there is no upgrade from 0.1.0: ' +
  'set BOOK to a new name, or drop the schema "book" with everything in it';

let database: TestDatabase;
let owner: Client;
let gatewayUrl: string;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(
    `CREATE SCHEMA book;
     GRANT USAGE ON SCHEMA book TO ${GATEWAY_ROLE};
     CREATE TABLE book.migration (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
     GRANT SELECT ON book.migration TO ${GATEWAY_ROLE};
     CREATE TABLE book.wallet (id uuid PRIMARY KEY);
     CREATE ROLE ${database.name} LOGIN PASSWORD 'test' IN ROLE ${GATEWAY_ROLE}`,
  );
  const url = new URL(database.url);
  [url.username, url.password] = [database.name, 'test'];
  gatewayUrl = url.href;
});
afterAll(async () => {
  await owner.query(`DROP ROLE ${database.name}`);
  await owner.end();
  await database.drop();
});

/** Records that the first `count` migrations of 0.1.0 were run. */
async function migratedBefore(count: number): Promise<void> {
  await owner.query('TRUNCATE book.migration');
  await owner.query(
    `INSERT INTO book.migration (timestamp, name)
     SELECT substring(name, '\\d+$')::bigint, name FROM unnest($1::text[]) name`,
    [OLD.slice(0, count)],
  );
}

/** Every object and right in the schemas of the database, and the migrations of the book. */
async function everything(): Promise<unknown> {
  const { rows } = await owner.query(
    `SELECT (SELECT json_agg(c ORDER BY c.oid) FROM (SELECT oid, relname, relacl::text FROM pg_class
               WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)) c) AS objects,
            (SELECT json_agg(n ORDER BY n.nspname) FROM (SELECT nspname, nspacl::text FROM pg_namespace) n) AS schemas,
            (SELECT json_agg(m) FROM book.migration m) AS migrations`,
  );
  return rows[0];
}

const config = (urls: { databaseUrl?: string; databaseGatewayUrl?: string }) => ({
  databaseUrl: undefined,
  databaseGatewayUrl: undefined,
  ...urls,
  ...{ dataDir: '', book: 'book', writers: 1, readers: 1, migrations },
});

describe('a book of 0.1.0 is refused in one line that says what to do', () => {
  const never = new AbortController().signal;
  const cases: readonly (readonly [by: string, attempt: () => Promise<unknown>])[] = [
    ['migrate', () => migrate({ url: database.url, book: 'book', migrations })],
    [
      "the start of a gateway that has the owner's URL",
      () => connectDatabase(config({ databaseUrl: database.url }), recorder(), never),
    ],
    [
      "the start of a gateway that has the gateway's URL alone",
      () => connectDatabase(config({ databaseGatewayUrl: gatewayUrl }), recorder(), never),
    ],
    [
      'a program that only reads',
      () => connectForReading(config({ databaseUrl: database.url }), recorder()),
    ],
  ];

  test.each(cases)(
    'a book of 0.1.0 is refused by %s, which changes nothing',
    async (_, attempt) => {
      for (const count of [1, OLD.length]) {
        await migratedBefore(count);
        const before = await everything();
        const failure = await attempt().catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(DatabaseSetupError);
        expect((failure as Error).message).toBe(SAYS);
        expect(await everything()).toEqual(before);
      }
    },
  );

  test.each([
    ['the command line', ['programs', 'onebook.js'], ['migrate']],
    ['a gateway', ['programs', 'gateway.js'], []],
  ])('the process of %s refuses a book of 0.1.0 with exit code 1', async (_, file, more) => {
    await migratedBefore(OLD.length);
    const program = join(import.meta.dirname, '..', '..', 'dist', ...file);
    const environment = {
      ...{ PATH: process.env['PATH'], DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'warn' },
      AUTH_JWT_SECRET: 'a secret for tests, of more than 32 bytes',
    };
    const failure = await promisify(execFile)(process.execPath, [program, ...more], {
      env: environment,
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stderr: `onebook: ${SAYS}\n` });
  });

  test('another BOOK beside a book of 0.1.0 is migrated', async () => {
    await migratedBefore(OLD.length);
    expect(await migrate({ url: database.url, book: 'next', migrations })).toEqual([
      'Book1764000000005',
    ]);
    await owner.query('DROP SCHEMA next CASCADE');
  });
});

test('a book with migrations that only a newer version knows is not refused', async () => {
  const newer = await createTestDatabase();
  try {
    const client = new Client({ connectionString: newer.url });
    await client.connect();
    await client.query(
      `INSERT INTO book.migration (timestamp, name) VALUES (1999000000000, 'Later1999000000000')`,
    );
    await client.end();
    expect(await migrate({ url: newer.url, book: 'book', migrations })).toEqual([]);
  } finally {
    await newer.drop();
  }
});
