import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { migrate } from '../../../src/database/migrate.js';
import { checkGuards } from '../../../src/integrity/guards/check-guards.js';
import type { Finding } from '../../../src/integrity/finding.js';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';

const expected = await migrations.guards();

/** Not `book`, because the guards must not depend on the schema's name. */
const BOOK = 'other_book';

let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase('empty');
  await migrate({ url: database.url, book: BOOK, migrations });
  owner = new Client({
    connectionString: database.url,
    options: `-c search_path=${BOOK},pg_temp`,
  });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** What the gateway's role finds after these statements of the owner, which are then rolled back. */
async function findingsAfter(...statements: string[]): Promise<Finding[]> {
  await owner.query('BEGIN');
  try {
    for (const statement of statements) await owner.query(statement);
    await owner.query(`SET LOCAL ROLE ${GATEWAY_ROLE}`);
    return await checkGuards(
      {
        query: async <T>(sql: string, values?: unknown[]) =>
          (await owner.query(sql, values)).rows as T,
      },
      expected,
    );
  } finally {
    await owner.query('ROLLBACK');
  }
}

const subjects = (findings: readonly Finding[]): string[] => findings.map(({ subject }) => subject);

/** The names of guards of a kind, and their parts. */
function guardsLike(pattern: RegExp): [name: string, one: string, other: string][] {
  const found = Object.keys(expected)
    .sort()
    .flatMap((name): [string, string, string][] => {
      const match = pattern.exec(name);
      return match ? [[name, match[1] ?? '', match[2] ?? '']] : [];
    });
  if (found.length === 0) throw new Error(`no guard is like ${pattern}`);
  return found;
}

test('a freshly migrated book, in a schema of another name, has all guards and no other', async () => {
  expect(await findingsAfter()).toEqual([]);
});

/* Each test takes away every guard of a kind, and expects a finding for each of them and for nothing else. */
describe('each guard that is taken away is found and named', () => {
  const TRIGGERS = guardsLike(/^trigger (\S+) on (\S+)$/);

  test.each([
    ['dropped', (trigger: string, table: string) => `DROP TRIGGER ${trigger} ON ${table}`],
    [
      'disabled',
      (trigger: string, table: string) => `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`,
    ],
    [
      'enabled on a replica only',
      (trigger: string, table: string) => `ALTER TABLE ${table} ENABLE REPLICA TRIGGER ${trigger}`,
    ],
  ])('every trigger that is %s', async (_, statement) => {
    const findings = await findingsAfter(
      ...TRIGGERS.map(([, trigger, table]) => statement(trigger, table)),
    );
    expect(subjects(findings)).toEqual(TRIGGERS.map(([name]) => name));
  });

  test('no trigger that is enabled always, because that is as good', async () => {
    const statements = TRIGGERS.map(
      ([, trigger, table]) => `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`,
    );
    expect(await findingsAfter(...statements)).toEqual([]);
  });

  const CONSTRAINTS = guardsLike(/^constraint (\S+) on (?!type)(\S+)$/);
  const dropConstraints = CONSTRAINTS.map(
    ([, constraint, table]) =>
      `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS "${constraint}" CASCADE`,
  );

  test('every constraint of a table that is dropped, alone', async () => {
    for (const [name, constraint, table] of CONSTRAINTS.filter(
      ([constraint]) => !/^(PRIMARY|UNIQUE)/.test(expected[constraint] ?? ''),
    ))
      expect(
        subjects(await findingsAfter(`ALTER TABLE ${table} DROP CONSTRAINT "${constraint}"`)),
      ).toEqual([name]);
  });

  test('every constraint of a table, with the keys that others refer to', async () => {
    const findings = await findingsAfter(...dropConstraints);
    expect(subjects(findings)).toEqual(CONSTRAINTS.map(([name]) => name));
  });

  test('every NOT NULL', async () => {
    const columns = guardsLike(/^column (\S+) of (\S+)$/).filter(([name]) =>
      (expected[name] ?? '').includes(' NOT NULL'),
    );
    const findings = await findingsAfter(
      ...dropConstraints,
      ...columns.map(
        ([, column, table]) => `ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL`,
      ),
    );
    expect(findings.filter(({ subject }) => subject.startsWith('column'))).toEqual(
      columns.map(([name]) => ({
        check: 'guard',
        subject: name,
        expected: expected[name],
        actual: expected[name]?.replace(' NOT NULL', ''),
      })),
    );
  });

  test('every unique index', async () => {
    const indexes = guardsLike(/^unique index (\S+) on/);
    const findings = await findingsAfter(...indexes.map(([, index]) => `DROP INDEX ${index}`));
    expect(subjects(findings)).toEqual(indexes.map(([name]) => name));
  });

  test('every right of the gateway', async () => {
    const rights = guardsLike(/^right to (.+) on (\w+)$/);
    const findings = await findingsAfter(
      ...rights.map(([, right, table]) => `REVOKE ${right} ON ${table} FROM ${GATEWAY_ROLE}`),
    );
    expect(subjects(findings)).toEqual(rights.map(([name]) => name));
  });

  const FUNCTIONS = guardsLike(/^function (\S+)\(\)$/);

  test.each([
    ['whose search_path is open', (fn: string) => `ALTER FUNCTION ${fn}() RESET search_path`],
    ['with another setting', (fn: string) => `ALTER FUNCTION ${fn}() SET work_mem = '1MB'`],
    ['of another volatility', (fn: string) => `ALTER FUNCTION ${fn}() STABLE`],
    ['that works as its owner', (fn: string) => `ALTER FUNCTION ${fn}() SECURITY DEFINER`],
    [
      'of another body',
      (fn: string) =>
        `CREATE OR REPLACE FUNCTION ${fn}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RETURN NEW; END $$`,
    ],
  ])('every function %s', async (_, statement) => {
    const findings = await findingsAfter(...FUNCTIONS.map(([, fn]) => statement(fn)));
    expect(subjects(findings)).toEqual(FUNCTIONS.map(([name]) => name));
  });

  test('every row of the tables of rules', async () => {
    const rows = guardsLike(/^(?:transition of|phase \S+ of) (\S+)/);
    const findings = await findingsAfter(
      `SET LOCAL session_replication_role = 'replica'`,
      'DELETE FROM transaction_phase',
      'DELETE FROM transaction_transition',
      `SET LOCAL session_replication_role = 'origin'`,
    );
    expect(subjects(findings)).toEqual(rows.map(([name]) => name));
  });
});
