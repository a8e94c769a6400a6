import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startShadow } from '../../../src/adoption/index.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { builtChild } from '../../support/built-child.js';
import { until } from '../../support/until.js';
import {
  createLegacy,
  type OperationName,
  OPERATIONS,
  TWO_COLUMNS,
  USERS,
} from '../legacy/two-balance-columns.js';

const at = useBook();
const CONNECTIONS = 8;
const OPERATIONS_EACH = 63;
const KILLS = 3;
const DEADLOCK = '40P01';
let connection: BulkConnection;
let program: string;

beforeAll(async () => {
  program = await builtChild(join(import.meta.dirname, 'follower-child.ts'));
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
});
afterAll(() => connection.close());

/** A process that follows, as a gateway does. */
async function follow(): Promise<ChildProcess> {
  const child = fork(program, [at.database.url], {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The old application: random operations on random users, one after another on one connection. */
async function operate(count: number): Promise<void> {
  const client = new Client({ connectionString: at.database.url, application_name: 'game-server' });
  await client.connect();
  await client.query('SET ROLE legacy_app');
  const names = Object.keys(OPERATIONS) as OperationName[];
  for (let done = 0; done < count; done++) {
    const name = names[Math.floor(Math.random() * names.length)] ?? 'withdrawal';
    const [user = 3] = USERS[Math.floor(Math.random() * USERS.length)] ?? [];
    const amount = (Math.floor(Math.random() * 300) / 100).toFixed(2);
    try {
      await OPERATIONS[name](client, user, amount);
    } catch (error) {
      // Two of its operations update several users in one statement, each in its own order.
      if ((error as { code?: string }).code !== DEADLOCK) throw error;
      await client.query('ROLLBACK');
    }
  }
  await client.end();
}

/** Owners whose cash in the book is not what the authoritative column shows. */
const APART = `
  SELECT u.id FROM legacy.users u LEFT JOIN wallet w ON w.owner_id = u.id::text
    LEFT JOIN account a ON a.wallet_id = w.id AND a.kind = 'CASH'
    LEFT JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e ON true
   WHERE w.id IS NULL OR coalesce(e.balance, 0) <> u.balance * 100`;

/** Owners of whom the recorded changes of a column do not add up to its change. */
const NOT_RECORDED = `
  SELECT u.id FROM legacy.users u JOIN legacy.before b USING (id)
   CROSS JOIN LATERAL (
         SELECT coalesce(sum(c.new_minor - c.old_minor) FILTER (WHERE f.place = 0), 0) AS balance,
                coalesce(sum(c.new_minor - c.old_minor) FILTER (WHERE f.place = 1), 0) AS wallet_balance
           FROM onebook_shadow_book.change c JOIN onebook_shadow_book.source f ON f.id = c.source
          WHERE c.owner_id = u.id::text) c
   WHERE c.balance <> (u.balance - b.balance) * 100 OR c.wallet_balance <> (u.wallet_balance - b.wallet_balance) * 100`;

test('followers that are killed at any moment lose and double nothing', async () => {
  await at.owner.query('CREATE TABLE legacy.before AS TABLE legacy.users');
  await startShadow({ connection, book: 'book', mapping: TWO_COLUMNS, openMissing: true });
  // Two gateways share the book. One is killed again and again.
  const other = await follow();
  let killed = await follow();
  const working = Promise.all(Array.from({ length: CONNECTIONS }, () => operate(OPERATIONS_EACH)));
  for (let kills = 0; kills < KILLS; kills++) {
    await until(async () => (await count('SELECT FROM onebook_shadow_book.change')) > kills * 50);
    await kill(killed);
    killed = await follow();
  }
  await working;
  await kill(other);
  await until(async () => (await count('SELECT FROM onebook_shadow_book.capture')) === 0);
  await until(
    async () => (await count(APART)) === 0,
    () => 'the book is not where the column is',
  );
  await kill(killed);
  expect(await count(NOT_RECORDED)).toBe(0);
  expect(await count(`SELECT FROM onebook_shadow_book.change WHERE statement IS NULL`)).toBe(0);
});

async function count(sql: string): Promise<number> {
  const { rows } = await at.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${sql}) x`);
  return rows[0]?.n ?? -1;
}
