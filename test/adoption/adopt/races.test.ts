import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client, DatabaseError } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { undoAdoption } from '../../../src/adoption/adopt/undo.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { importLegacy } from '../legacy/imported.js';
import {
  createLegacy,
  OPERATIONS,
  type OperationName,
  TWO_COLUMNS,
  USERS,
} from '../legacy/two-balance-columns.js';

const at = useBook();
const CONNECTIONS = 8;
const OPERATIONS_IN_ALL = 2_000;
/** Errors after which an application sends a transaction again, on a table too. */
const SEND_AGAIN = ['40P01', '40001'];

let connection: BulkConnection;
let clients: Client[];

beforeEach(async () => {
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  clients = [];
  for (let n = 0; n < CONNECTIONS + 1; n += 1) {
    const client = new Client({ connectionString: at.database.url, application_name: `old ${n}` });
    await client.connect();
    await client.query('SET ROLE legacy_app');
    clients.push(client);
  }
  await importLegacy(at.database.url, TWO_COLUMNS);
});
afterEach(async () => {
  for (const client of clients) await client.end();
  await connection.close();
  await at.owner.query(
    'DROP SCHEMA legacy CASCADE; DROP SCHEMA onebook_adopted_book, onebook_rows_book CASCADE',
  );
});

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const pick = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;

/** One operation of the old code, sent again as long as PostgreSQL says so. @returns the rows that its last statement changed */
async function send(
  client: Client,
  name: OperationName,
  user: number,
  amount: string,
): Promise<number> {
  for (;;)
    try {
      const operation: (client: Client, user: number, amount: string) => Promise<unknown> =
        OPERATIONS[name];
      const result = await operation(client, user, amount);
      return (result as { rowCount?: number } | undefined)?.rowCount ?? 1;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!(error instanceof DatabaseError && SEND_AGAIN.includes(error.code ?? ''))) throw error;
    }
}

/** Cents that an operation adds to each user's balance. */
function addedBy(
  name: OperationName,
  user: number,
  cents: number,
  rows: number,
): Map<number, number> {
  const ids = USERS.map(([id]) => id);
  const all: Record<OperationName, () => [number, number][]> = {
    dailyLoginBonus: () => [[user, 100]],
    adminAdjustment: () => [[user, cents]],
    depositApproval: () => [[user, cents]],
    referralCommission: () => [[user, cents]],
    withdrawal: () => [[user, -cents * rows]],
    dailyEarnings: () => ids.filter((id) => id >= user && id <= user + 3).map((id) => [id, cents]),
    automatedEarnings: () => ids.filter((id) => id % 2 === 0).map((id) => [id, cents]),
  };
  return new Map(all[name]());
}

async function columns(): Promise<
  { id: number; balance: string; wallet_balance: string; cash: string }[]
> {
  const { rows } = await at.owner.query<{
    id: number;
    balance: string;
    wallet_balance: string;
    cash: string;
  }>(
    `SELECT u.id, u.balance, u.wallet_balance, round(b.cash / 100, 2)::text AS cash
       FROM legacy.users u
       JOIN LATERAL (SELECT sum(e.balance) AS cash FROM wallet w JOIN account a ON a.wallet_id = w.id
                      CROSS JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e
                      WHERE w.owner_id = u.id::text) b ON true ORDER BY u.id`,
  );
  return rows;
}

/** Works as long as the look goes on seeing both columns alike. @returns how often it looked */
async function lookMeanwhile(work: () => Promise<void>): Promise<number> {
  const watcher = clients[0] as Client;
  let looks = 0;
  let isDone = false;
  const look = async (): Promise<void> => {
    while (!isDone) {
      const { rows } = await watcher.query(
        'SELECT id, balance, wallet_balance FROM legacy.users WHERE balance <> wallet_balance OR balance < 0',
      );
      expect(rows).toEqual([]);
      looks += 1;
    }
  };
  await Promise.all([look(), work().finally(() => (isDone = true))]);
  return looks;
}

test('2,000 operations of the old code from 8 connections at once each count once, and the columns never disagree', async () => {
  await adopt({ connection, book: 'book', mapping: TWO_COLUMNS });
  const expected = new Map(USERS.map(([id, balance]) => [id, Number(balance) * 100]));
  let left = OPERATIONS_IN_ALL;
  const work = async (client: Client): Promise<void> => {
    while (left-- > 0) {
      const name = pick(NAMES);
      const [user] = pick(USERS);
      const cents = 1 + Math.floor(Math.random() * 500);
      const rows = await send(client, name, user, (cents / 100).toFixed(2));
      for (const [id, added] of addedBy(name, user, cents, rows))
        expected.set(id, (expected.get(id) ?? 0) + added);
    }
  };
  const looks = await lookMeanwhile(async () => {
    await Promise.all(clients.slice(1).map(work));
  });
  expect(looks).toBeGreaterThan(0);
  expect(await columns()).toEqual(
    USERS.map(([id]) => {
      const balance = ((expected.get(id) ?? 0) / 100).toFixed(2);
      return { id, balance, wallet_balance: balance, cash: balance };
    }),
  );
});

test('adopting and undoing under load loses and doubles nothing of what the old code and the gateway do', async () => {
  const deposited = new Map(USERS.map(([id, balance]) => [id, Number(balance) * 100]));
  let isDone = false;
  let sent = 0;
  const add = (user: number, cents: number): void => {
    deposited.set(user, (deposited.get(user) ?? 0) + cents);
  };
  // It changes both columns alike, so it means the same before and after an adoption.
  const work = async (client: Client): Promise<void> => {
    while (!isDone) {
      const [user] = pick(USERS);
      if (await send(client, 'depositApproval', user, '1.00')) add(user, 100);
      sent += 1;
    }
  };
  const working = clients.slice(1).map(work);
  const until = async (count: number): Promise<void> => {
    while (sent < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  try {
    await until(100);
    await adopt({ connection, book: 'book', mapping: TWO_COLUMNS });
    await until(sent + 100);
    const { rows } = await at.owner.query<{ id: string }>(
      `SELECT id FROM wallet WHERE owner_id = '18'`,
    );
    await at.gateway.deposit(rows[0]?.id ?? '', '7.00', 'USD');
    add(18, 700);
    await until(sent + 100);
    await undoAdoption(connection, 'book');
    await until(sent + 100);
    await adopt({ connection, book: 'book', mapping: TWO_COLUMNS });
    await until(sent + 100);
  } finally {
    isDone = true;
    await Promise.all(working);
  }
  expect(await columns()).toEqual(
    USERS.map(([id]) => {
      const balance = ((deposited.get(id) ?? 0) / 100).toFixed(2);
      return { id, balance, wallet_balance: balance, cash: balance };
    }),
  );
});
