import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { DatabaseSetupError } from '../../src/database/errors.js';
import { migrate } from '../../src/database/migrate.js';
import {
  refuseTooFewRights,
  RightsMissingError,
} from '../../src/database/rights/gateway-rights.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';

// The rights of the gateway's role are stated once, and `migrate` puts them in force whatever became of them.

let database: TestDatabase;
let owner: Client;
let mended: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
beforeEach(() => {
  mended = [];
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const start = (url = database.url): Promise<string[]> =>
  migrate({ url, book: 'book', migrations, onMended: (statements) => mended.push(...statements) });

/** All rights that anyone but the owner has to anything in the schema, in an order of their own. */
async function rightsOf(schema = 'book'): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT concat_ws(' ', name, coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), privilege, column_name, option) AS line
       FROM (SELECT 'schema' AS name, a.grantee, a.privilege_type AS privilege, NULL AS column_name, a.is_grantable AS option, nspowner AS owner
               FROM pg_namespace n, aclexplode(nspacl) a WHERE nspname = $1
             UNION ALL
             SELECT relname, a.grantee, a.privilege_type, NULL, a.is_grantable, relowner
               FROM pg_class c, aclexplode(relacl) a WHERE relnamespace = $1::regnamespace
             UNION ALL
             SELECT relname, a.grantee, a.privilege_type, attname, a.is_grantable, relowner
               FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(attacl) a
              WHERE relnamespace = $1::regnamespace
             UNION ALL
             SELECT proname, a.grantee, a.privilege_type, NULL, a.is_grantable, proowner
               FROM pg_proc, aclexplode(proacl) a WHERE pronamespace = $1::regnamespace) all_rights
      WHERE grantee <> owner ORDER BY line`,
    [schema],
  );
  return rows.map(({ line }) => line);
}

/** A start that finds nothing to mend. */
async function expectInForce(): Promise<void> {
  mended = [];
  expect(await start()).toEqual([]);
  expect(mended).toEqual([]);
}

describe('the rights are stated in one place', () => {
  test('the stated rights name every table of a migrated book, and no other', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'book'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations.rights.tables).sort());
  });

  test('a migrated book gives the role exactly the stated rights, and anyone else none', async () => {
    const stated = Object.entries(migrations.rights.tables).flatMap(([table, may]) => [
      `${table} ${GATEWAY_ROLE} SELECT f`,
      ...(may.insert ? [`${table} ${GATEWAY_ROLE} INSERT f`] : []),
      ...(may.delete ? [`${table} ${GATEWAY_ROLE} DELETE f`] : []),
      ...(may.update ?? []).map((column) => `${table} ${GATEWAY_ROLE} UPDATE ${column} f`),
    ]);
    const { rows: sequences } = await owner.query<{ name: string }>(
      `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'book' AND sequencename <> 'migration_id_seq'`,
    );
    const drawn = sequences.flatMap(({ name }) =>
      ['SELECT', 'USAGE'].map((right) => `${name} ${GATEWAY_ROLE} ${right} f`),
    );
    expect((await rightsOf()).sort()).toEqual(
      [...stated, ...drawn, `schema ${GATEWAY_ROLE} USAGE f`].sort(),
    );
  });

  test('no migration grants or revokes anything itself', async () => {
    const sql = await readFile(join(import.meta.dirname, '../../migrations/book.sql'), 'utf8');
    expect(sql.match(/^\s*(GRANT|REVOKE)\b.*/gim)).toBeNull();
  });
});

describe('migrate mends the rights', () => {
  const ROLE = GATEWAY_ROLE;
  test.each([
    ['every right to every table is gone', `REVOKE ALL ON ALL TABLES IN SCHEMA book FROM ${ROLE}`],
    ['the right to read one table is gone', `REVOKE SELECT ON book.currency FROM ${ROLE}`],
    [
      'the right to one column is gone',
      `REVOKE UPDATE (status_reason) ON book.wallet FROM ${ROLE}`,
    ],
    ['the role may delete', `GRANT DELETE, TRUNCATE ON book.entry TO ${ROLE}`],
    ['the role may update whole rows', `GRANT UPDATE ON book.wallet TO ${ROLE}`],
    ['the role may update one column more', `GRANT UPDATE (balance) ON book.entry TO ${ROLE}`],
    ['the role may create tables', `GRANT CREATE ON SCHEMA book TO ${ROLE}`],
    ['the role may hand a right on', `GRANT SELECT ON book.entry TO ${ROLE} WITH GRANT OPTION`],
    ['everyone may read a table', `GRANT SELECT ON book.entry TO PUBLIC`],
    ['everyone may use the schema', `GRANT ALL ON SCHEMA book TO PUBLIC`],
  ])('if %s', async (_, spoil) => {
    const before = await rightsOf();
    await owner.query(spoil);
    expect(await rightsOf()).not.toEqual(before);
    expect(await start()).toEqual([]);
    expect(await rightsOf()).toEqual(before);
    expect(mended).not.toEqual([]);
    await expectInForce();
  });

  test('if a sequence or a function of the book gives the role nothing', async () => {
    await owner.query(
      `CREATE SEQUENCE book.position;
       CREATE FUNCTION book.answer() RETURNS int LANGUAGE sql AS 'SELECT 42';
       REVOKE EXECUTE ON FUNCTION book.answer() FROM PUBLIC`,
    );
    expect(await start()).toEqual([]);
    await owner.query(`SET ROLE ${GATEWAY_ROLE}`);
    const { rows } = await owner.query(`SELECT nextval('book.position')::int AS at, book.answer()`);
    expect(rows).toEqual([{ at: 1, answer: 42 }]);
    await expect(owner.query(`SELECT setval('book.position', 1)`)).rejects.toThrow('permission');
    await expect(owner.query(`SELECT nextval('book.migration_id_seq')`)).rejects.toThrow(
      'permission',
    );
    await owner.query('RESET ROLE');
    await expectInForce();
    await owner.query('DROP SEQUENCE book.position; DROP FUNCTION book.answer()');
  });

  test("and leaves the operator's own tables and roles alone", async () => {
    const reader = `reader_of_${database.name}`;
    await owner.query(
      `CREATE ROLE ${reader}; GRANT USAGE ON SCHEMA book TO ${reader}; GRANT SELECT ON book.entry TO ${reader};
       CREATE TABLE book.notes (); GRANT SELECT ON book.notes TO ${GATEWAY_ROLE}, PUBLIC`,
    );
    const before = await rightsOf();
    await owner.query(`GRANT DELETE ON book.entry TO ${GATEWAY_ROLE}`);
    await start();
    expect(await rightsOf()).toEqual(before);
    await owner.query(`DROP TABLE book.notes; DROP OWNED BY ${reader}; DROP ROLE ${reader}`);
  });

  test('of its own book only, if two share the database', async () => {
    await migrate({ url: database.url, book: 'other', migrations });
    await owner.query(
      `REVOKE SELECT ON other.currency FROM ${GATEWAY_ROLE}; REVOKE SELECT ON book.currency FROM ${GATEWAY_ROLE}`,
    );
    const other = await rightsOf('other');
    await start();
    expect(await rightsOf('other')).toEqual(other);
    await migrate({ url: database.url, book: 'other', migrations });
    expect(await rightsOf('other')).toEqual(await rightsOf('book'));
  });

  test('but takes nothing away in a book that a newer version has migrated', async () => {
    await owner.query(
      `INSERT INTO book.migration (timestamp, name) VALUES (1999999999999, 'Later1999999999999');
       GRANT INSERT ON book.currency TO ${GATEWAY_ROLE}; REVOKE INSERT ON book.entry FROM ${GATEWAY_ROLE}`,
    );
    await start();
    expect(mended).toEqual([`GRANT INSERT ON TABLE book.entry TO ${GATEWAY_ROLE}`]);
    await owner.query(`DELETE FROM book.migration WHERE name = 'Later1999999999999'`);
    await start();
    await expectInForce();
  });
});

describe('a login that may not do what is needed gets one line that says what to do', () => {
  let login: string;
  let url: string;
  beforeEach(async () => {
    login = `login_of_${database.name}`;
    await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'secret'`);
    const withLogin = new URL(database.url);
    withLogin.username = login;
    withLogin.password = 'secret';
    url = withLogin.href;
  });
  afterEach(async () => {
    await start();
    await owner.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  });

  const failureOf = (work: Promise<unknown>): Promise<Error> =>
    work.then(
      () => new Error('it did not fail'),
      (error: unknown) => error as Error,
    );

  /** What the start of a gateway says that has only this login. */
  async function gatewayFailure(): Promise<Error> {
    const source = await createDataSource({
      url,
      book: 'book',
      connections: 1,
      name: 'few',
    }).initialize();
    return failureOf(refuseTooFewRights(source, 'book', migrations.rights)).finally(() =>
      source.destroy(),
    );
  }

  test.each([
    ['owns nothing in the book', ''],
    [
      'owns nothing and may only read',
      'GRANT USAGE ON SCHEMA book TO %; GRANT SELECT ON ALL TABLES IN SCHEMA book TO %',
    ],
  ])('an owner who %s cannot mend, and hears who can', async (_, grant) => {
    await owner.query(
      `GRANT ${GATEWAY_ROLE} TO ${login}; ${grant.replaceAll('%', login)};
       REVOKE SELECT ON book.currency FROM ${GATEWAY_ROLE}`,
    );
    const failure = await failureOf(start(url));
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(failure.message).toMatch(
      /^wallet_gateway needs other rights \(SELECT on currency\), .*because the owner is onebook: set DATABASE_URL/,
    );
  });

  test("a gateway's login that is no member of the role", async () => {
    const failure = await gatewayFailure();
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(failure.message).toMatch(
      /is not a member of role wallet_gateway: GRANT wallet_gateway TO/,
    );
  });

  test("a gateway's login that is a member and does not inherit", async () => {
    await owner.query(`ALTER ROLE ${login} NOINHERIT; GRANT ${GATEWAY_ROLE} TO ${login}`);
    expect((await gatewayFailure()).message).toMatch(
      /^login_\w+ does not inherit the rights of role wallet_gateway: ALTER ROLE /,
    );
  });

  test("a gateway's login in a book without its rights, which is worth waiting for", async () => {
    await owner.query(
      `GRANT ${GATEWAY_ROLE} TO ${login}; REVOKE SELECT ON book.migration FROM ${GATEWAY_ROLE}`,
    );
    const failure = await gatewayFailure();
    expect(failure).toBeInstanceOf(RightsMissingError);
    expect(failure.message).toMatch(
      /lacks rights to book book \(SELECT on migration\): run `onebook migrate`/,
    );
    await start();
    expect((await gatewayFailure()).message).toBe('it did not fail');
  });
});
