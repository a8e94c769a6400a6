import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { constraintName, DatabaseSetupError, sqlState } from '../../src/database/errors.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@onebook/embedded-postgres';
import { migrate, missingMigrations } from '../../src/database/migrate.js';
import { deposit, openWallet } from '../../src/movements/index.js';
import { createTestDatabase, done, type TestDatabase } from '../support/book.js';
import { recorder } from '../../packages/embedded-postgres/test/support/recorder.js';
import { discardScratch, scratch } from '../../packages/embedded-postgres/test/support/scratch.js';
import { type Book, openBook } from '../../src/book/index.js';
import { money, SERVICE } from '../support/inputs.js';

const NAMES = ['Book1764000000005'];

let database: TestDatabase;
const opened: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});
afterAll(() => database.drop());

async function connect(url: string, path = 'pg_catalog'): Promise<Client> {
  const client = new Client({ connectionString: url, options: `-c search_path=${path}` });
  await client.connect();
  opened.push(() => client.end());
  return client;
}

async function open(url: string, book: string): Promise<Book> {
  const source = (name: string, pipelined = false) =>
    createDataSource({
      ...{ url, book, connections: 2, name, role: GATEWAY_ROLE, pipelined },
    }).initialize();
  const [writes, rounds] = [await source('writes', true), await source('rounds', true)];
  const reads = await source('reads');
  for (const one of [writes, rounds, reads]) opened.push(() => one.destroy());
  const observer = {
    committed: () => undefined,
    settled: () => undefined,
    retried: () => undefined,
  };
  return openBook(
    { writes, aside: writes, rounds, reads, checks: reads, guards: await migrations.guards() },
    { batchMax: 10, writers: 1, queueMax: 100, commandTimeoutMs: 60_000, observer },
  );
}

/** Opens a wallet and deposits money into it. @returns the wallet's id */
async function fill({ ledger }: Book, ownerId: string, amount: string): Promise<string> {
  const { walletId } = done(
    await ledger.submit(openWallet, { ownerId, currency: 'USD' }, SERVICE, randomUUID()),
  );
  done(
    await ledger.submit(
      deposit,
      { walletId: walletId as string, amount: money(amount, 'USD') },
      SERVICE,
      randomUUID(),
    ),
  );
  return walletId as string;
}

describe('migrate brings a database to the current schema', () => {
  test('migrate called six times at once on an empty database runs once, and every call succeeds', async () => {
    const done = await Promise.all(
      Array.from({ length: 6 }, () => migrate({ url: database.url, book: 'book', migrations })),
    );
    expect(done.filter((names) => names.length > 0)).toEqual([NAMES]);
    const book = await open(database.url, 'book');
    expect(book.currencies.get('JPY')).toMatchObject({ code: 'JPY', digits: 0, name: 'Yen' });
    await fill(book, 'alice', '1.00');
    expect(await book.verify()).toMatchObject({ healthy: true, checkedEntries: 2 });
  });

  test('migrate of a migrated book does nothing and leaves it as it is', async () => {
    const client = await connect(database.url, 'book');
    const all = async () => {
      const { rows } = await client.query(
        `SELECT (SELECT json_agg(t) FROM (SELECT oid, relname, relacl::text FROM pg_class WHERE relnamespace = 'book'::regnamespace ORDER BY oid) t) AS objects,
                (SELECT json_agg(t) FROM (SELECT oid, proname, prosrc FROM pg_proc WHERE pronamespace = 'book'::regnamespace ORDER BY oid) t) AS functions,
                (SELECT json_agg(m) FROM migration m) AS migrations, (SELECT count(*) FROM entry) AS entries`,
      );
      return rows[0] as unknown;
    };
    const before = await all();
    expect(await migrate({ url: database.url, book: 'book', migrations })).toEqual([]);
    expect(await all()).toEqual(before);
  });

  test('missingMigrations lists all migrations before migrate and none after it', async () => {
    const source = await createDataSource({
      url: database.url,
      book: 'later',
      connections: 1,
      name: 'missing',
    }).initialize();
    opened.push(() => source.destroy());
    expect(await missingMigrations(source, migrations)).toEqual(NAMES);
    await migrate({ url: database.url, book: 'later', migrations });
    expect(await missingMigrations(source, migrations)).toEqual([]);
  });

  test("every function of the book sets the book's own search path, with the temporary schema last", async () => {
    const client = await connect(database.url);
    const { rows } = await client.query<{ name: string; settings: string[] }>(
      `SELECT proname AS name, proconfig AS settings FROM pg_proc WHERE pronamespace = 'book'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(4);
    for (const { settings } of rows) expect(settings).toContain('search_path="book",pg_temp');
  });
});

describe('two books in one database are independent', () => {
  let alpha: string;
  let beta: string;
  let pair: TestDatabase;
  beforeAll(async () => {
    pair = await createTestDatabase('empty');
    // Both at once, because the role belongs to the server and both may find it missing.
    const names = await Promise.all(
      ['alpha', 'beta'].map((book) => migrate({ url: pair.url, book, migrations })),
    );
    expect(names).toEqual([NAMES, NAMES]);
  });
  afterAll(() => pair.drop());

  test('each book of a database has its own wallets, balances and treasury', async () => {
    const [a, b] = [await open(pair.url, 'alpha'), await open(pair.url, 'beta')];
    alpha = await fill(a, 'alice', '1.00');
    beta = await fill(b, 'alice', '2.00');
    const [readA, readB] = [a.read(), b.read()];
    expect(await readA.rows.balance(alpha)).not.toBeNull();
    expect(await readA.rows.balance(beta)).toBeNull();
    expect((await readB.treasury('USD'))?.memberTotal).toBe(200n);
    expect((await readA.treasury('USD'))?.memberTotal).toBe(100n);
    await readA.end();
    await readB.end();
    for (const book of [a, b])
      expect(await book.verify()).toMatchObject({
        healthy: true,
        checkedEntries: 2,
        checkedWallets: 1,
      });
  });

  test('an entry of one book cannot refer to the rows of another', async () => {
    const client = await connect(pair.url);
    await client.query(`SET ROLE ${GATEWAY_ROLE}`);
    const insert = (account: string, transaction: string) =>
      client.query(
        `INSERT INTO beta.entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
         SELECT e.account_id, e.seq + 1, e.account_kind, t.id, 'POST', e.amount, e.balance + e.amount, now()
           FROM ${account}.entry e, ${transaction}.transaction t`,
      );
    const refused = async (account: string, transaction: string) =>
      insert(account, transaction).then(
        () => undefined,
        (error: unknown) => [sqlState(error), constraintName(error)],
      );
    expect(await refused('alpha', 'beta')).toEqual(['23503', 'entry_kind_is_its_accounts']);
    expect(await refused('beta', 'alpha')).toEqual(['23503', 'entry_has_its_transaction']);
    // Within one book the same entry is accepted.
    await client.query('BEGIN');
    await insert('beta', 'beta');
    await client.query('ROLLBACK');
  });

  test('the functions of a book read only that book, whatever the search path of the writer', async () => {
    // The search path of the writer names beta, but the rows of alpha must count.
    const client = await connect(pair.url, 'beta');
    await client.query(`SET ROLE ${GATEWAY_ROLE}`);
    const refused = (sql: string) =>
      client.query(sql).then(
        () => undefined,
        (error: unknown) => [sqlState(error), constraintName(error)],
      );
    expect(
      await refused(
        `INSERT INTO alpha.entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
         SELECT account_id, seq + 1, account_kind, transaction_id, 'POST', 5, balance + 5, now()
           FROM alpha.entry WHERE account_kind = 'CASH'`,
      ),
    ).toEqual(['23514', 'entry_sums_to_zero']);
    expect(
      await refused(`UPDATE alpha.wallet SET status = 'CLOSED' WHERE id = '${alpha}'`),
    ).toEqual(['23514', 'wallet_empty_when_closed']);
  });
});

describe('migrate runs as an owner who is not a superuser', () => {
  let directory: string;
  let server: EmbeddedPostgres;
  let superuser: Client;
  beforeAll(async () => {
    directory = await scratch();
    server = await startEmbeddedPostgres({ directory, log: recorder() });
    superuser = new Client({ connectionString: server.url });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await server.stop();
    await discardScratch(directory);
  });

  /** Creates a login with a database of its own. @returns its URL */
  async function owned(owner: string, attributes: string): Promise<string> {
    await superuser.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner' ${attributes}`);
    await superuser.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
    const url = new URL(server.url);
    url.username = owner;
    url.password = 'owner';
    url.pathname = `/${owner}`;
    return url.href;
  }

  test("migrate without CREATEROLE and without the gateway's role says in one line what is missing", async () => {
    const url = await owned('without_createrole', 'NOCREATEROLE');
    const failure = await migrate({ url, book: 'book', migrations }).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect((failure as Error).message).toMatch(/wallet_gateway/);
    expect((failure as Error).message).toMatch(/CREATEROLE/);
    expect((failure as Error).message).not.toContain('\n');
  });

  test('migrate with CREATEROLE succeeds, and gateways work as the role', async () => {
    const url = await owned('with_createrole', 'CREATEROLE');
    expect(await migrate({ url, book: 'book', migrations })).toEqual(NAMES);
    expect(await migrate({ url, book: 'book', migrations })).toEqual([]);
    const book = await open(url, 'book');
    await fill(book, 'alice', '1.00');
    expect(await book.verify()).toMatchObject({ healthy: true, checkedEntries: 2 });
    const client = await connect(url, 'book');
    const refused = await client
      .query('DELETE FROM entry')
      .catch((error: unknown) => sqlState(error));
    expect(refused).toBe('23001');
    expect(
      await client
        .query(`SET session_replication_role = 'replica'`)
        .catch((error: unknown) => sqlState(error)),
    ).toBe('42501');
  });

  test('migrate without CREATEROLE succeeds if a superuser has granted the role', async () => {
    const url = await owned('given_the_role', 'NOCREATEROLE');
    await superuser.query(`GRANT ${GATEWAY_ROLE} TO given_the_role`);
    expect(await migrate({ url, book: 'book', migrations })).toEqual(NAMES);
    await fill(await open(url, 'book'), 'alice', '1.00');
  });

  test('migrate without the right to create a schema says so in one line', async () => {
    const url = await owned('guest', 'CREATEROLE');
    await superuser.query(`ALTER DATABASE guest OWNER TO CURRENT_USER`);
    const failure = await migrate({ url, book: 'book', migrations }).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect((failure as Error).message).toMatch(/CREATE .*database guest|database guest.*CREATE/i);
    expect((failure as Error).message).not.toContain('\n');
  });
});
