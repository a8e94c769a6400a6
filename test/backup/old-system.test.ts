import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { LegacyFollower } from '../../src/adoption/index.js';
import { BulkConnection } from '../../src/database/index.js';
import { createTestDatabase, type TestDatabase, TestGateway } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { onebook } from '../support/onebook-command.js';
import { until } from '../support/until.js';
import { ALL_MONEY, createOldSystem, MAPPING, moneyIn, OldCode } from './old-system.js';

// A book beside the tables of an old system, as docs/operations.md says it is saved and restored.

let folder: string;
let source: TestDatabase;
let elsewhere: TestDatabase;
let owner: Client;
let there: Client;

const at = (name: string) => join(folder, name);
const correct = expect.stringMatching(
  /^The book is correct: \d+ entries and 8 wallets checked\.$/m,
);

async function connected({ url }: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Runs the command, and expects that it ends with this code. @returns what it printed */
async function run(
  { url }: TestDatabase,
  code: number,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const ended = await onebook({ DATABASE_URL: url, ...environment }, ...args);
  expect([ended.code, ended.output]).toEqual([code, expect.any(String)]);
  return ended.output;
}

/** Backs the book up while old code writes. @returns what it printed */
async function backupUnderLoad(name: string): Promise<string> {
  const load = new OldCode(source.url);
  await until(() => load.hasCommitted(10));
  const output = await run(source, 0, ['backup', at(name)]);
  const before = load.committed;
  await until(() => load.hasCommitted(before));
  await load.stop();
  return output;
}

async function prepare(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'onebook old system '));
  await writeFile(at('mapping.yml'), MAPPING);
  source = await createTestDatabase();
  elsewhere = await createTestDatabase('empty');
  owner = await connected(source);
  there = await connected(elsewhere);
  await createOldSystem(owner);
  await run(source, 0, ['import', '--mapping', at('mapping.yml')]);
}

async function clear(): Promise<void> {
  await Promise.all([owner.end(), there.end()]);
  await Promise.all([source.drop(), elsewhere.drop()]);
  await rm(folder, { recursive: true });
}

describe('a book with imported wallets and a running shadow', () => {
  const OPENINGS = `{ transactions(filter: { kinds: [OPENING_BALANCE] }) { edges { node { ... on OpeningBalance { origin { source row } } } } } }`;
  const DRIFT = `{ drift { edges { node { owner difference closedAt cause { statement applicationName } } } } }`;
  let printed: string;

  /** Takes in what was captured, and brings the wallets to their columns. */
  async function follow({ url }: TestDatabase): Promise<string> {
    const gateway = await TestGateway.open(url);
    const connection = await BulkConnection.open({ url, book: 'book', name: 'follower' });
    const fail = (error: unknown): void => {
      throw error;
    };
    const follower = new LegacyFollower(gateway.book, { reads: connection.source }, 'book', fail);
    const { state } = await follower.round();
    await connection.close();
    await gateway.close();
    return state;
  }

  /** What the API shows an auditor. */
  async function asked({ url }: TestDatabase, query: string): Promise<readonly unknown[]> {
    const gateway = await TestGateway.open(url);
    const { edges } = await askers(() => gateway.book).auditor.run(query);
    await gateway.close();
    return edges.map(({ node }) => node);
  }

  const cashOf = async (user: string): Promise<string | undefined> => {
    const { rows } = await owner.query<{ cash: string }>(
      `SELECT e.balance::text AS cash FROM book.wallet w JOIN book.account a ON a.wallet_id = w.id AND a.kind = 'CASH'
         JOIN book.entry e ON e.account_id = a.id WHERE w.owner_id = $1 ORDER BY e.seq DESC LIMIT 1`,
      [user],
    );
    return rows[0]?.cash;
  };

  beforeAll(async () => {
    await prepare();
    await run(source, 0, ['shadow', 'start', '--mapping', at('mapping.yml')]);
    await owner.query(`SET application_name = 'game-server'`);
    await owner.query(
      'UPDATE legacy.users SET wallet_balance = wallet_balance + 7.25 WHERE id = 8',
    );
    await follow(source);
    printed = await backupUnderLoad('shadowed');
    const restored = await run(elsewhere, 0, ['restore', at('shadowed')]);
    expect(restored).toEqual(correct);
    expect(restored).toContain(
      'the record of the shadow is restored, up to the moment of the backup; nothing is shadowed here',
    );
  });
  afterAll(clear);

  test('restored elsewhere, it verifies, and its openings say where they come from', async () => {
    expect(printed).toMatch(/^Book book as of \S+: \d+ rows in \d+ bytes, /m);
    expect(await run(elsewhere, 0, ['verify'])).toEqual(correct);
    const openings = await asked(elsewhere, OPENINGS);
    expect(openings).toHaveLength(8);
    expect(openings).toEqual(await asked(source, OPENINGS));
  });

  test('restored elsewhere, drift and the report show what the shadow had found, and by which statement', async () => {
    const node = {
      ...{ owner: '8', difference: '-7.25', closedAt: null },
      cause: {
        statement: 'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
        applicationName: 'game-server',
      },
    };
    expect(await asked(elsewhere, DRIFT)).toEqual([node]);
    const report = await run(elsewhere, 1, ['shadow', 'report', '--mapping', at('mapping.yml')]);
    expect(report).toContain('UPDATE legacy.users SET wallet_balance = wallet_balance + $1');
  });

  test('restored elsewhere, all that was captured until the backup is taken in, and the run is over', async () => {
    const { rows } = await there.query(
      `SELECT (SELECT count(*)::int FROM onebook_shadow_book.capture) AS captured,
              (SELECT count(*) > 30 FROM onebook_shadow_book.change) AS "hasChanges",
              (SELECT bool_and(stopped_at IS NOT NULL) FROM onebook_shadow_book.run) AS "isOver"`,
    );
    expect(rows).toEqual([{ captured: 0, hasChanges: true, isOver: true }]);
    expect(await follow(elsewhere)).not.toBe('followed');
    // Each user's two columns are of one moment, and so are all users.
    const { rows: sums } = await there.query(
      `SELECT f.name, sum(v.minor)::text AS sum FROM onebook_shadow_book.value v JOIN onebook_shadow_book.source f ON f.id = v.source
        GROUP BY f.name ORDER BY f.name`,
    );
    expect(sums).toEqual([
      { name: 'users.balance', sum: '80000' },
      { name: 'users.wallet_balance', sum: '80725' },
    ]);
  });

  test('restored elsewhere, the next shadow is the second run of the same record', async () => {
    await createOldSystem(there);
    const started = await run(elsewhere, 0, ['shadow', 'start', '--mapping', at('mapping.yml')]);
    expect(started).toContain('Shadow 2 records changes of legacy.users.');
  });

  test('a restored book whose shadow runs beside it comes to the columns again', async () => {
    await follow(source);
    await owner.query('UPDATE legacy.users SET balance = balance + 40 WHERE id = 3');
    await follow(source);
    const followed = await cashOf('3');
    await owner.query('DROP SCHEMA book CASCADE');
    expect(await run(source, 0, ['restore', at('shadowed')])).toContain(
      'a shadow runs in this database and goes on: gateways bring the restored book to the tables of the old system',
    );
    expect(await cashOf('3')).not.toBe(followed);
    expect(await follow(source)).toBe('followed');
    const { rows } = await owner.query<{ id: string; minor: string }>(
      `SELECT id::text, (balance * 100)::int::text AS minor FROM legacy.users ORDER BY id`,
    );
    for (const { id, minor } of rows) expect([id, await cashOf(id)]).toEqual([id, minor]);
    expect(await run(source, 0, ['verify'])).toEqual(correct);
  });

  test('a record that the database has already stays if its shadow is stopped', async () => {
    await run(source, 0, ['shadow', 'stop', '--mapping', at('mapping.yml')]);
    const count = async (): Promise<unknown[]> =>
      (await owner.query('SELECT count(*) FROM onebook_shadow_book.change')).rows;
    const before = await count();
    await owner.query('DROP SCHEMA book CASCADE');
    expect(await run(source, 0, ['restore', at('shadowed')])).toContain(
      'this database has the record of a shadow, which stays',
    );
    expect(await count()).toEqual(before);
  });

  test('a restore refuses a schema of another program in the place of the record, and leaves nothing', async () => {
    await there.query('CREATE SCHEMA onebook_shadow_other');
    expect(await run(elsewhere, 1, ['restore', at('shadowed')], { BOOK: 'other' })).toContain(
      'schema onebook_shadow_other is there and is not of Onebook, and the backup has the record of a shadow: drop or rename it, or set BOOK to a new name',
    );
    const { rows } = await there.query(`SELECT FROM pg_namespace WHERE nspname = 'other'`);
    expect(rows).toEqual([]);
  });
});

describe('a book with adopted tables', () => {
  let printed: string;
  beforeAll(async () => {
    await prepare();
    await run(source, 0, ['adopt', '--mapping', at('mapping.yml'), '--yes']);
    printed = await backupUnderLoad('adopted');
  });
  afterAll(clear);

  test('a backup says that the tables are not in it', () => {
    expect(printed).toContain(
      'tables of an old system are adopted: this file has the book without them, so save the whole database too, as with pg_dump',
    );
  });

  test('restored elsewhere, it is right: no transaction of the old code is in it by half', async () => {
    expect(await run(elsewhere, 0, ['restore', at('adopted')])).toEqual(correct);
    expect(await run(elsewhere, 0, ['verify'])).toEqual(correct);
    const { sum, adjustments } = await moneyIn(there);
    expect(sum).toBe(ALL_MONEY);
    expect(adjustments).toBeGreaterThanOrEqual(20);
    expect(adjustments).toBeLessThan((await moneyIn(owner)).adjustments);
    const { rows } = await there.query(
      `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'onebook_adopted%'`,
    );
    expect(rows).toEqual([]);
  });

  test('a restore beside the adopted tables is refused, and nothing is there', async () => {
    await owner.query('DROP SCHEMA book CASCADE');
    expect(await run(source, 1, ['restore', at('adopted')])).toBe(
      'onebook: book book has adopted legacy.users in this database, whose other columns a backup of the book does not have: ' +
        'restore the whole database from a dump of it, or set BOOK to a new name (docs/operations.md, "With an old system beside the book")\n',
    );
    const { rows } = await owner.query(`SELECT FROM pg_namespace WHERE nspname = 'book'`);
    expect(rows).toEqual([]);
  });

  test('with a backup of the book alone, the tables come out with its numbers, and are adopted again', async () => {
    const docs = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const [, section = ''] = docs.split('### With an old system beside the book\n');
    const [, sql = ''] = /```sql\n(.*?)```/s.exec(section) ?? [];
    const again = { BOOK: 'again' };
    expect(await run(source, 0, ['restore', at('adopted')], again)).toEqual(correct);
    await owner.query(`
      GRANT SELECT, UPDATE (balance) ON legacy.users TO PUBLIC;
      GRANT SELECT ON legacy.users TO pg_monitor WITH GRANT OPTION`);
    await owner.query(sql);
    const { rows: rights } = await owner.query<{ acl: string }>(
      `SELECT concat_ws(' ', c.relacl, a.attacl) AS acl FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'balance'
        WHERE c.oid = 'legacy.users'::regclass AND c.relkind = 'r'`,
    );
    expect(rights).toEqual([{ acl: expect.stringMatching(/[{,]=r\/.*,pg_monitor=r\*\/.*\{=w\//) }]);
    // An adoption refuses rights on single columns.
    await owner.query('REVOKE UPDATE (balance) ON legacy.users FROM PUBLIC');
    const { rows } = await owner.query<{ balance: string; other: string; cash: string }>(
      `SELECT u.balance::text, u.wallet_balance::text AS other, (
                SELECT round(e.balance / 100, 2)::text FROM again.wallet w JOIN again.account a ON a.wallet_id = w.id AND a.kind = 'CASH'
                  JOIN again.entry e ON e.account_id = a.id WHERE w.owner_id = u.id::text ORDER BY e.seq DESC LIMIT 1) AS cash
         FROM legacy.users u ORDER BY u.id`,
    );
    expect(rows).toHaveLength(8);
    for (const { balance, other, cash } of rows) expect([balance, other]).toEqual([cash, cash]);
    const adopted = await run(source, 0, ['adopt', '--mapping', at('mapping.yml'), '--yes'], again);
    expect(adopted).toContain('0 wallets got an ADJUSTMENT on the way');
    const load = new OldCode(source.url);
    await until(() => load.hasCommitted(10));
    await load.stop();
    expect((await moneyIn(owner, 'again')).sum).toBe(ALL_MONEY);
    expect(await run(source, 0, ['verify'], again)).toEqual(correct);
  });
});
