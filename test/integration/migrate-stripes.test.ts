import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { constraintName } from '../../src/database/errors.js';
import { migrate } from '../../src/database/migrate.js';
import { done, TestGateway } from '../support/book.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { VariedMovements } from '../support/varied-movements.js';
import type { Treasury } from '../../src/reader/index.js';

// A book that was written before there were stripes: every kind of movement in every status, in one chain for each
// of the house's accounts, in the tables as migrations 1 to 3 leave them.

const TABLES = [
  'wallet',
  'account',
  'credit_line',
  'exchange_quote',
  'transaction',
  'entry',
  'idempotency_key',
  'token_revocation',
] as const;
const ACCOUNT = 'id, wallet_id, kind, currency';

let database: TestDatabase;
let owner: Client;
let gateways: TestGateway[] = [];
let before: { rows: unknown; treasury: Treasury | undefined };

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({
    connectionString: database.url,
    options: '-c search_path=book,pg_temp',
  });
  await owner.connect();
  const writing = await TestGateway.open(database.url);
  const movements = new VariedMovements(writing);
  await movements.write();
  before = { rows: await written(), treasury: await treasury(writing) };
  await writing.close();
  await owner.query('ALTER SCHEMA book RENAME TO newer');
  await migrateTo3();
  await owner.query(`SET session_replication_role = 'replica'`);
  await owner.query('DELETE FROM account');
  for (const table of TABLES) {
    const columns = table === 'account' ? ACCOUNT : '*';
    await owner.query(`INSERT INTO ${table} SELECT ${columns} FROM newer.${table}`);
  }
  await owner.query('RESET session_replication_role');
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await owner.end();
  await database.drop();
});

async function migrateTo3(): Promise<void> {
  await owner.query(`CREATE SCHEMA book; GRANT USAGE ON SCHEMA book TO ${GATEWAY_ROLE}`);
  const source = await createDataSource({
    url: database.url,
    book: 'book',
    connections: 1,
    name: 'before stripes',
    migrations: migrations.slice(0, 3),
  }).initialize();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

/** Every row of every table, but for stripes. */
async function written(): Promise<unknown> {
  const texts = TABLES.map(
    (table) =>
      `(SELECT json_agg(t ORDER BY t::text) FROM (SELECT ${table === 'account' ? ACCOUNT : '*'} FROM ${table}) t) AS ${table}`,
  );
  const { rows } = await owner.query<Record<string, unknown>>(`SELECT ${texts.join(', ')}`);
  return rows[0];
}

function treasury(gateway: TestGateway): Promise<Treasury | undefined> {
  return gateway.reading((reader) => reader.treasury('USD'));
}

describe('a book that was written before there were stripes', () => {
  test('is migrated with every row as it was, all of the house in stripe 0', async () => {
    expect(await written()).toEqual(before.rows);
    expect(await migrate({ url: database.url, book: 'book' })).toEqual(['Stripes1764000000004']);
    expect(await written()).toEqual(before.rows);
    const { rows } = await owner.query('SELECT DISTINCT stripe FROM account');
    expect(rows).toEqual([{ stripe: 0 }]);
    gateways = [await TestGateway.open(database.url), await TestGateway.open(database.url)];
    for (const gateway of gateways) {
      expect(await gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
      expect(await treasury(gateway)).toEqual(before.treasury);
    }
  });

  test('has its rules still in force', async () => {
    const refused = (sql: string) => owner.query(sql).then(() => 'NOT REFUSED', constraintName);
    expect(await refused('UPDATE account SET stripe = stripe')).toBe('account_stays');
    expect(await refused('DELETE FROM account')).toBe('account_stays');
    expect(await refused('UPDATE entry SET balance = balance')).toBe('entry_stays');
    const again = `SELECT gen_random_uuid(), NULL, kind, currency FROM account WHERE kind = 'SALES'`;
    expect(await refused(`INSERT INTO account (${ACCOUNT}) ${again}`)).toBe(
      'account_one_per_currency_kind_and_stripe',
    );
  });

  test('goes on in its old chains and in new ones', async () => {
    const [gateway, other] = gateways;
    if (!gateway || !other) throw new Error('two gateways');
    const wallet = await gateway.wallet('later', 'USD');
    done(await gateway.deposit(wallet, '1.00', 'USD'));
    await owner.query('BEGIN; SELECT FROM stripe WHERE number = 0 FOR UPDATE');
    done(await other.deposit(wallet, '2.00', 'USD'));
    await owner.query('ROLLBACK');
    const [was, is] = [before.treasury, await treasury(gateway)];
    expect(is?.memberTotal).toBe((was?.memberTotal ?? 0n) + 300n);
    expect(is?.sumOfAllAccounts).toBe(0n);
    expect(await gateway.book.verify()).toMatchObject({ healthy: true, findings: [] });
    const { rows } = await owner.query(
      `SELECT a.stripe, max(e.seq) > 1 AS continued FROM account a JOIN entry e ON e.account_id = a.id
        WHERE a.wallet_id IS NULL AND a.kind = 'EXTERNAL' AND a.currency = 'USD' GROUP BY a.stripe ORDER BY a.stripe`,
    );
    expect(rows).toEqual([
      { stripe: 0, continued: true },
      { stripe: 1, continued: false },
    ]);
  });
});
