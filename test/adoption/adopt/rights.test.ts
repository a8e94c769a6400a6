import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { undoAdoption } from '../../../src/adoption/adopt/undo.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, openSession, twoColumns } from '../legacy/old-system.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let session: Client;
let mapping: Mapping;
let tests = 0;

/** Roles belong to the server, which the test files of a run share. */
const ROLES = ['reader', 'everywhere', 'later', 'stranger', 'legacy_owner'] as const;
type Role = (typeof ROLES)[number];
const role = (name: Role): string => `rights_test_${name}`;

beforeEach(async () => {
  tests += 1;
  mapping = twoColumns(`test-${tests}`);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await at.owner.query('DROP SCHEMA IF EXISTS reports CASCADE');
  for (const name of ROLES)
    await at.owner.query(`DROP ROLE IF EXISTS ${role(name)}; CREATE ROLE ${role(name)} NOLOGIN`);
  await createLegacy(at.owner);
  await at.owner.query(`
    ALTER TABLE legacy.users OWNER TO ${role('legacy_owner')};
    GRANT USAGE ON SCHEMA legacy TO ${ROLES.map(role).join(', ')};
    CREATE SCHEMA reports; GRANT USAGE ON SCHEMA reports TO ${ROLES.map(role).join(', ')};
    CREATE VIEW reports.rich AS SELECT id, username, balance FROM legacy.users WHERE balance >= 100;
    GRANT SELECT, UPDATE ON reports.rich TO ${role('reader')};
    GRANT pg_read_all_data TO ${role('everywhere')}`);
  await importLegacy(at.database.url, mapping);
  session = await openSession(at.database.url);
});
afterEach(async () => {
  await session.end();
  await connection.close();
  await dropOldSystem(at.owner, 'legacy', 'reports');
  for (const name of ROLES)
    await at.owner.query(`DROP OWNED BY ${role(name)} CASCADE; DROP ROLE ${role(name)}`);
});
const carryOut = () => adopt({ connection, book: 'book', mapping });

/** What a statement returns to a role, or the error that it gets. */
async function as(name: Role, statement: string): Promise<unknown> {
  await session.query(`SET ROLE ${role(name)}`);
  try {
    const { rows, rowCount, command } = await session.query<object>(statement);
    return command === 'SELECT' ? rows : rowCount;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await session.query('RESET ROLE');
  }
}

const BALANCE = 'SELECT balance FROM legacy.users WHERE id = 18';

test('a role that reads a view of the table alone reads and writes through it as before, and no more', async () => {
  await carryOut();
  const rich = 'SELECT id, balance FROM reports.rich ORDER BY id';
  const shown = [
    { id: 5, balance: '509.00' },
    { id: 12, balance: '144.00' },
    { id: 18, balance: '104.00' },
    { id: 27, balance: '501.00' },
  ];
  expect(await as('reader', rich)).toEqual(shown);
  expect(await as('reader', 'UPDATE reports.rich SET balance = balance + 1 WHERE id = 18')).toBe(1);
  expect(await as('reader', `UPDATE reports.rich SET username = 'x' WHERE id = 18`)).toBe(1);
  expect(await as('reader', 'SELECT balance FROM reports.rich WHERE id = 18 FOR UPDATE')).toEqual([
    { balance: '105.00' },
  ]);
  expect(await as('reader', BALANCE)).toBe('permission denied for view users');
  expect(await as('reader', 'SELECT * FROM legacy.users_behind_onebook')).toBe(
    'permission denied for table users_behind_onebook',
  );
});

test('a role that reads all data reads the adopted table', async () => {
  await carryOut();
  expect(await as('everywhere', BALANCE)).toEqual([{ balance: '104.00' }]);
});

test('a right that is granted on the view later suffices, and one that is revoked is gone', async () => {
  await at.owner.query(`GRANT SELECT ON legacy.users TO ${role('reader')}`);
  await carryOut();
  await at.owner.query(`
    GRANT SELECT, INSERT, UPDATE, DELETE ON legacy.users TO ${role('later')};
    REVOKE SELECT ON legacy.users FROM ${role('reader')}`);
  for (const statement of [
    `INSERT INTO legacy.users (id, username, balance) VALUES (77, 'new', 3)`,
    'UPDATE legacy.users SET balance = balance + 1, last_login = now() WHERE id = 77',
    'DELETE FROM legacy.users WHERE id = 77',
  ])
    expect([statement, await as('later', statement)]).toEqual([statement, 1]);
  expect(await as('later', BALANCE)).toEqual([{ balance: '104.00' }]);
  expect(await as('reader', BALANCE)).toBe('permission denied for view users');
  expect(await as('reader', 'SELECT FROM legacy.users_behind_onebook')).toBe(
    'permission denied for table users_behind_onebook',
  );
});

test('the owner of the table reads the wallets of its rows, and nothing else of the book', async () => {
  await carryOut();
  expect(await as('legacy_owner', BALANCE)).toEqual([{ balance: '104.00' }]);
  const { rows } = await at.owner.query(
    `SELECT 'schema ' || n.nspname AS open FROM pg_namespace n
      WHERE n.nspname IN ('book', 'onebook_adopted_book') AND has_schema_privilege($1, n.oid, 'USAGE')
      UNION ALL
     SELECT 'relation ' || c.oid::regclass FROM pg_class c
      WHERE c.relnamespace IN ('book'::regnamespace, 'onebook_adopted_book'::regnamespace) AND c.relkind IN ('r', 'v', 'p')
        AND has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
      UNION ALL
     -- The view depends on what it reads.
     SELECT 'read by the view: ' || d.refobjid::regclass FROM pg_rewrite w JOIN pg_depend d ON d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
      WHERE w.ev_class = 'legacy.users'::regclass AND d.refobjid NOT IN ('legacy.users'::regclass, 'legacy.users_behind_onebook'::regclass)`,
    [role('legacy_owner')],
  );
  expect(rows).toEqual([]);
  expect(await as('legacy_owner', `SELECT onebook_adopted_book.balance_1(18, '')`)).toBe(
    'permission denied for schema onebook_adopted_book',
  );
});

test('default privileges open nothing of an adoption to others', async () => {
  const granted = (what: string) =>
    at.owner.query(
      ['SCHEMAS', 'TABLES', 'FUNCTIONS']
        .map((kind) => `ALTER DEFAULT PRIVILEGES ${what.replace('?', kind)} ${role('stranger')}`)
        .join('; '),
    );
  await granted('GRANT ALL ON ? TO');
  try {
    await carryOut();
    expect(await as('stranger', BALANCE)).toBe('permission denied for view users');
    expect(await as('stranger', 'SELECT * FROM onebook_adopted_book.moved')).toBe(
      'permission denied for schema onebook_adopted_book',
    );
    const { rows } = await at.owner.query(
      `SELECT what FROM (
         SELECT p.oid::regprocedure::text AS what, p.proacl AS acl FROM pg_proc p WHERE p.pronamespace = 'onebook_adopted_book'::regnamespace
          UNION ALL
         SELECT c.oid::regclass::text, c.relacl FROM pg_class c
          WHERE c.relnamespace IN ('onebook_adopted_book'::regnamespace, 'onebook_rows_book'::regnamespace) OR c.oid = 'legacy.users'::regclass
          UNION ALL
         SELECT n.nspname, n.nspacl FROM pg_namespace n WHERE n.nspname LIKE 'onebook%') x
       CROSS JOIN LATERAL aclexplode(x.acl) a WHERE a.grantee = $1::regrole`,
      [role('stranger')],
    );
    expect(rows).toEqual([]);
  } finally {
    await granted('REVOKE ALL ON ? FROM');
  }
});

test('what triggers write through is closed to everything else, whatever is set', async () => {
  await carryOut();
  await session.query(`SET onebook.passes = '1,2'`);
  expect(await as('stranger', 'SELECT * FROM onebook_rows_book.rows_1')).toEqual([]);
  for (const statement of [
    `UPDATE onebook_rows_book.rows_1 SET username = 'x'`,
    'DELETE FROM onebook_rows_book.rows_1',
  ])
    expect(await as('stranger', statement)).toBe(0);
  expect(
    await as('stranger', `INSERT INTO onebook_rows_book.rows_1 (id, username) VALUES (78, 'x')`),
  ).toBe('rows come into "legacy"."users" through its view');
});

test('undoing carries the rights on the view to the table, those on single columns too', async () => {
  await at.owner.query(`
    GRANT SELECT ON legacy.users TO ${role('reader')};
    GRANT REFERENCES ON legacy.users TO ${role('stranger')}`);
  await carryOut();
  await at.owner.query(`
    REVOKE SELECT ON legacy.users FROM ${role('reader')};
    GRANT SELECT ON legacy.users TO ${role('later')} WITH GRANT OPTION;
    GRANT SELECT (id, username) ON legacy.users TO ${role('stranger')}`);
  await undoAdoption(connection, 'book');
  expect(await as('reader', BALANCE)).toBe('permission denied for table users');
  expect(await as('later', BALANCE)).toEqual([{ balance: '104.00' }]);
  expect(await as('stranger', BALANCE)).toBe('permission denied for table users');
  expect(await as('stranger', 'SELECT username FROM legacy.users WHERE id = 18')).toEqual([
    { username: 'user 18' },
  ]);
  const { rows } = await at.owner.query(
    `SELECT has_table_privilege($1, 'legacy.users', 'REFERENCES') AS refers, has_table_privilege($2, 'legacy.users', 'SELECT WITH GRANT OPTION') AS grants`,
    [role('stranger'), role('later')],
  );
  expect(rows).toEqual([{ refers: true, grants: true }]);
});

test('no role keeps a right on the book or its schemas once an adoption is undone', async () => {
  const acls = () =>
    at.owner.query<object>(
      `SELECT c.oid::regclass::text AS name, c.relacl::text AS acl FROM pg_class c WHERE c.relnamespace = 'book'::regnamespace
        UNION ALL SELECT n.nspname, n.nspacl::text FROM pg_namespace n WHERE n.nspname IN ('book', 'legacy') ORDER BY 1`,
    );
  const before = await acls();
  await carryOut();
  await undoAdoption(connection, 'book');
  expect((await acls()).rows).toEqual(before.rows);
  const { rows } = await at.owner.query(
    `SELECT nspacl FROM pg_namespace WHERE nspname = 'onebook_adopted_book' OR nspname = 'onebook_rows_book'`,
  );
  expect(rows).toEqual([{ nspacl: null }]);
});

test('LOCK TABLE on the view locks the table behind and nothing of the book', async () => {
  await carryOut();
  await session.query('BEGIN');
  await session.query('LOCK TABLE legacy.users');
  const { rows } = await at.owner.query(
    `SELECT l.relation::regclass::text AS name FROM pg_locks l
      WHERE l.mode = 'AccessExclusiveLock' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1`,
  );
  expect(rows).toEqual([{ name: 'legacy.users' }, { name: 'legacy.users_behind_onebook' }]);
  await session.query('ROLLBACK');
});

test('what triggers write through gives no operator of another role the values of the table', async () => {
  await at.owner.query(`UPDATE legacy.users SET last_login = '2020-02-02'`);
  await carryOut();
  await at.owner.query(`
    CREATE SCHEMA evil AUTHORIZATION ${role('stranger')};
    ANALYZE legacy.users_behind_onebook`);
  const noticed: unknown[] = [];
  session.on('notice', ({ message }) => noticed.push(message));
  try {
    await as(
      'stranger',
      `CREATE FUNCTION evil.print(timestamptz, timestamptz) RETURNS boolean LANGUAGE plpgsql AS
         $f$ BEGIN RAISE NOTICE 'in the table: %', $1; RETURN true; END $f$;
       CREATE OPERATOR evil.=== (FUNCTION = evil.print, LEFTARG = timestamptz, RIGHTARG = timestamptz, RESTRICT = eqsel)`,
    );
    const rows = await as(
      'stranger',
      `SELECT FROM onebook_rows_book.rows_1 WHERE last_login OPERATOR(evil.===) '1999-01-01'`,
    );
    expect([rows, noticed]).toEqual([[], []]);
  } finally {
    await at.owner.query('DROP SCHEMA evil CASCADE');
  }
});

/** Statements of a role with a right to one column, and then all that it can reach of the table behind. */
async function reachedBy(prepare: string, statement: string): Promise<unknown> {
  await carryOut();
  await at.owner.query(`
    GRANT SELECT (id), UPDATE (last_login) ON legacy.users TO ${role('later')};
    CREATE SCHEMA evil AUTHORIZATION ${role('later')}`);
  try {
    await as('later', prepare);
    await session.query('SET search_path = evil, pg_catalog; BEGIN');
    const done = await as('later', statement);
    const reached: unknown[] = [];
    for (const one of [
      'SELECT id, username FROM onebook_rows_book.rows_1',
      `UPDATE onebook_rows_book.rows_1 SET username = 'x'`,
      'DELETE FROM onebook_rows_book.rows_1',
      `INSERT INTO onebook_rows_book.rows_1 (id, username) VALUES (78, 'x')`,
    ]) {
      await session.query(`SAVEPOINT here; SET LOCAL ROLE ${role('later')}`);
      const { rows, rowCount, command } = await session
        .query<object>(one)
        .catch((error: unknown) => ({ rows: [], rowCount: (error as Error).message, command: '' }));
      reached.push(command === 'SELECT' ? rows : rowCount);
      await session.query('ROLLBACK TO here');
    }
    await session.query('SET LOCAL search_path = pg_catalog');
    const { rows } = await session.query<object>(
      'SELECT last_login IS NOT NULL AS written FROM legacy.users WHERE id = 18',
    );
    await session.query('COMMIT; RESET search_path');
    return [done, rows, reached];
  } finally {
    await at.owner.query('DROP SCHEMA evil CASCADE');
  }
}
const NOTHING = [
  1,
  [{ written: true }],
  [[], 0, 0, 'rows come into "legacy"."users" through its view'],
];
const LOG_IN = 'UPDATE legacy.users SET last_login = now() WHERE id OPERATOR(pg_catalog.=) 18';

test('a function of a role cannot keep the pass open that its statement got', async () => {
  expect(
    await reachedBy(
      `CREATE FUNCTION evil.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS $f$ SELECT $2 $f$`,
      LOG_IN,
    ),
  ).toEqual(NOTHING);
});

test('an operator of a role does not run while its statement has a pass', async () => {
  const shown: unknown[] = [];
  session.on('notice', ({ message }) => shown.push(message));
  const operator = (type: string): string => `
    CREATE FUNCTION evil.same(${type}, ${type}) RETURNS boolean LANGUAGE plpgsql AS $f$
    BEGIN
      RAISE NOTICE 'ran beside %', (SELECT count(*) FROM onebook_rows_book.rows_1);
      RETURN $1 OPERATOR(pg_catalog.=) $2;
    END $f$;
    CREATE OPERATOR evil.= (FUNCTION = evil.same, LEFTARG = ${type}, RIGHTARG = ${type});`;
  expect(
    await reachedBy(
      ['integer', 'text', 'timestamptz', 'numeric', 'bigint'].map(operator).join(''),
      LOG_IN,
    ),
  ).toEqual(NOTHING);
  expect(shown).toEqual([]);
});

test('a function of a role does not run while a trigger of the table keeps the row of a pass', async () => {
  await at.owner.query(`
    CREATE FUNCTION legacy.keep() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$;
    CREATE TRIGGER keep BEFORE UPDATE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.keep()`);
  const shown: unknown[] = [];
  session.on('notice', ({ message }) => shown.push(message));
  const functions = [
    'set_config(text, text, boolean)',
    'current_setting(text, boolean)',
    'regexp_replace(text, text, text)',
  ].map(
    (name) => `CREATE FUNCTION evil.${name} RETURNS text LANGUAGE plpgsql AS $f$
    BEGIN RAISE NOTICE 'ran beside %', (SELECT count(*) FROM onebook_rows_book.rows_1); RETURN $2::text; END $f$;`,
  );
  expect(await reachedBy(functions.join(''), LOG_IN)).toEqual([
    0,
    [{ written: false }],
    NOTHING[2],
  ]);
  expect(shown).toEqual([]);
});

test('a pass is good for the row of its trigger and for no other', async () => {
  await at.owner.query(`
    CREATE FUNCTION legacy.look() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      RAISE NOTICE '%', (SELECT array_agg(id) FROM onebook_rows_book.rows_1);
      RETURN coalesce(NEW, OLD);
    END $f$;
    CREATE TRIGGER look BEFORE INSERT OR UPDATE OR DELETE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.look();
    CREATE TRIGGER look_again AFTER INSERT OR UPDATE OR DELETE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.look()`);
  await carryOut();
  const shown: unknown[] = [];
  session.on('notice', ({ message }) => shown.push(message));
  await session.query('UPDATE legacy.users SET last_login = now() WHERE id IN (18, 27)');
  await session.query(`INSERT INTO legacy.users (id, username) VALUES (77, 'new')`);
  await session.query('DELETE FROM legacy.users WHERE id = 77');
  expect(shown).toEqual(['{18}', '{18}', '{27}', '{27}', '<NULL>', '<NULL>', '{77}', '<NULL>']);
});

test('the triggers find the row behind by its index', async () => {
  await carryOut();
  await at.owner.query(`
    ALTER TABLE legacy.users_behind_onebook DISABLE TRIGGER USER;
    INSERT INTO legacy.users_behind_onebook (id, username) SELECT n, n::text FROM generate_series(1000, 11000) n;
    ANALYZE legacy.users_behind_onebook`);
  for (const statement of [
    `UPDATE onebook_rows_book.rows_1 SET username = 'x' WHERE true`,
    'DELETE FROM onebook_rows_book.rows_1 WHERE true',
  ]) {
    const { rows } = await session.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(
      'Index Scan using users_pkey on users_behind_onebook',
    );
  }
});

test.each(['some', 'by column'])(
  'a trigger of the table that keeps a row as it is keeps it, and its balance (triggers: %s)',
  async (triggers) => {
    await at.owner.query(`
      CREATE FUNCTION legacy.keep() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$;
      CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.keep();
      CREATE FUNCTION legacy.nothing() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$;
      CREATE TRIGGER nothing BEFORE UPDATE ${triggers === 'some' ? '' : 'OF last_login'} ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.nothing()`);
    await carryOut();
    await session.query('BEGIN');
    for (const statement of [
      'UPDATE legacy.users SET balance = balance + 1 WHERE id = 18 RETURNING id',
      'UPDATE legacy.users SET last_login = now() WHERE id IN (18, 27) RETURNING id',
      'DELETE FROM legacy.users WHERE id = 18 RETURNING id',
      `INSERT INTO legacy.users (id, username, balance) VALUES (77, 'new', 3) RETURNING id`,
    ]) {
      const { rows, rowCount } = await session.query<object>(statement);
      expect([statement, rowCount, rows]).toEqual([statement, 0, []]);
      const { rows: seen } = await session.query<object>('SELECT FROM onebook_rows_book.rows_1');
      expect([statement, seen]).toEqual([statement, []]);
    }
    await session.query('COMMIT');
    expect((await session.query<object>(BALANCE)).rows).toEqual([{ balance: '104.00' }]);
  },
);

test('a role that may only read a table locks no balance, whatever is set', async () => {
  await at.owner.query(`GRANT SELECT ON legacy.users TO ${role('reader')}`);
  await at.owner.query(`REVOKE UPDATE ON reports.rich FROM ${role('reader')}`);
  await carryOut();
  const held = async (): Promise<unknown> =>
    (
      await at.owner.query<object>(
        'SELECT count(*)::int FROM (SELECT FROM book.wallet FOR UPDATE SKIP LOCKED) x',
      )
    ).rows;
  const free = await held();
  for (const statement of [
    BALANCE,
    'SELECT u.balance FROM legacy.users u, (SELECT 1 FROM pg_temp.own FOR UPDATE) x WHERE u.id = 18',
  ]) {
    await session.query(
      `SET ROLE ${role('reader')}; CREATE TEMPORARY TABLE IF NOT EXISTS own AS SELECT 1; BEGIN; SET LOCAL onebook.locks = '1'`,
    );
    expect((await session.query<object>(statement)).rows).toEqual([{ balance: '104.00' }]);
    expect([statement, await held()]).toEqual([statement, free]);
    await session.query('COMMIT; RESET ROLE');
  }
});

test('a setting of locks that is no number counts as none', async () => {
  await carryOut();
  await session.query(`SET onebook.locks = 'x'`);
  expect(
    (await session.query('UPDATE legacy.users SET balance = balance + 1 WHERE id = 18')).rowCount,
  ).toBe(1);
});

test('a session that replays changes cannot write a balance or a row behind the view', async () => {
  await carryOut();
  await session.query('SET session_replication_role = replica');
  for (const statement of [
    'UPDATE legacy.users_behind_onebook SET balance = 7 WHERE id = 18',
    `INSERT INTO legacy.users_behind_onebook (id, username) VALUES (78, 'x')`,
    'DELETE FROM legacy.users_behind_onebook WHERE id = 18',
    'TRUNCATE legacy.users_behind_onebook',
  ])
    await expect(session.query(statement)).rejects.toMatchObject({
      constraint: 'onebook_balance_in_the_book',
    });
});

test('a session that replays changes writes nothing through the view, although it counts the rows', async () => {
  await carryOut();
  const rows = async (): Promise<unknown[]> =>
    (await at.owner.query<object>('SELECT * FROM legacy.users ORDER BY id')).rows;
  const before = await rows();
  await session.query('SET session_replication_role = replica');
  for (const statement of [
    `UPDATE legacy.users SET balance = 7, username = 'x' WHERE id = 18`,
    `INSERT INTO legacy.users (id, username, balance) VALUES (78, 'x', 3)`,
    'DELETE FROM legacy.users WHERE id = 18',
  ])
    expect([statement, (await session.query(statement)).rowCount]).toEqual([statement, 1]);
  expect(await rows()).toEqual(before);
});
