import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { SystemAccount, Viewer } from '../../src/domain/index.js';
import type { Movement } from '../../src/ledger/index.js';
import { parseDecimal } from '../../src/money/decimal.js';
import * as movements from '../../src/movements/index.js';
import { done, TestGateway, useBook, recordRetries } from '../support/book.js';
import { untilBlocked } from '../support/until.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

// The system accounts are chains in shards. A commit takes the first shard that no other commit holds.

/** As many as the migration makes. */
const SHARDS = 64;

const retries = recordRetries();
const options = { observer: retries.observer };
let other: TestGateway;
/** A connection outside the gateways, which holds rows by hand. */
let hand: Client;
afterAll(async () => {
  await hand.end();
  await other.close();
}); // stated before the book's own, which drops the database
const at = useBook(options);

beforeAll(async () => {
  other = await TestGateway.open(at.database.url, { ...options, writers: 3, batchMax: 4 });
  hand = new Client({
    connectionString: at.database.url,
    options: '-c search_path=book,pg_temp',
  });
  await hand.connect();
});
afterEach(async () => {
  await hand.query('ROLLBACK');
  const { rows } = await at.owner.query(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(rows).toEqual([{ deadlocks: '0' }]);
  expect(retries.take()).toEqual([]);
});

/** Holds these shards until its transaction ends. */
async function hold(shards: string): Promise<void> {
  await hand.query('BEGIN');
  await hand.query(`SELECT FROM shard WHERE number IN (${shards}) FOR UPDATE`);
}

/** Holds a key until its transaction ends: a commit with that key has done all else, and waits. */
async function holdKey(): Promise<string> {
  const key = randomUUID();
  await hand.query('BEGIN');
  await hand.query(
    `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
     VALUES ($1, $2, 'deposit', '{}', sha256('["deposit",{}]'), '{}', clock_timestamp())`,
    [SERVICE.id, key],
  );
  return key;
}

/** By shard: how many of the transaction's entries are on system accounts in it. */
async function shardsOf(transactionId: string | undefined): Promise<Record<string, number>> {
  const { rows } = await at.owner.query<{ shard: number; count: string }>(
    `SELECT a.shard, count(*) FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.transaction_id = $1 AND a.wallet_id IS NULL GROUP BY a.shard`,
    [transactionId],
  );
  return Object.fromEntries(rows.map(({ shard, count }) => [shard, Number(count)]));
}

/** The balance of a system account, by the treasury, in minor units. */
async function systemAccount(name: SystemAccount, currency = 'USD'): Promise<bigint> {
  const treasury = await at.gateway.reading((reader) => reader.treasury(currency));
  expect(treasury?.sumOfAllAccounts).toBe(0n);
  const named = treasury?.systemAccounts.filter((account) => account.name === name) ?? [];
  expect(named).toHaveLength(1);
  return named[0]?.balance ?? 0n;
}

async function make<I>(
  gateway: TestGateway,
  movement: Movement<I>,
  input: I,
  by: Viewer = ADMIN,
): Promise<string> {
  const answer = done(await gateway.book.ledger.submit(movement, input, by, randomUUID()));
  return answer.transactionId ?? answer.quoteId ?? '';
}

test('a deposit does not wait for one that another gateway is about to commit', async () => {
  const [mine, theirs] = [
    await at.gateway.wallet('mine', 'SEK'),
    await at.gateway.wallet('theirs', 'SEK'),
  ];
  // One gateway has posted, and waits with its last statement for a key that the test holds.
  const key = await holdKey();
  let settled = false;
  const slow = at.gateway.deposit(mine, '1.00', 'SEK', key).finally(() => (settled = true));
  await untilBlocked(at.owner, 'insertCommandsAndNotify');
  const quick = done(await other.deposit(theirs, '2.00', 'SEK'));
  expect(settled).toBe(false);
  expect(await systemAccount('EXTERNAL', 'SEK')).toBe(-200n);
  await hand.query('ROLLBACK');
  expect(await shardsOf(done(await slow).transactionId)).toEqual({ 0: 1 });
  expect(await shardsOf(quick.transactionId)).toEqual({ 1: 1 });
  expect(await systemAccount('EXTERNAL', 'SEK')).toBe(-300n);
});

test('a commit that finds all shards held waits until one is free, also of another gateway', async () => {
  const wallet = await at.gateway.wallet('waits', 'USD');
  const [from, to] = [
    await at.gateway.wallet('from', 'USD', '1.00'),
    await at.gateway.wallet('to', 'USD'),
  ];
  const before = await systemAccount('EXTERNAL');
  await hold(`SELECT number FROM shard`);
  let settled = 0;
  const both = [at.gateway, other].map((gateway) =>
    gateway.deposit(wallet, '1.00', 'USD').finally(() => settled++),
  );
  // The second waits for the wallet.
  await untilBlocked(at.owner, 'waitForShard');
  // No system account, so no shard.
  done(await other.transfer(from, to, '1.00', 'USD'));
  expect(settled).toBe(0);
  await hand.query('ROLLBACK');
  for (const result of await Promise.all(both)) done(result);
  expect((await systemAccount('EXTERNAL')) - before).toBe(-200n);
  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 200n });
});

/** Deposits of 1.00, every other one by the other gateway, to so many wallets. */
async function deposits(
  count: number,
  wallets: number,
  currency: string,
  { overlapping = true } = {},
): Promise<void> {
  const ids: string[] = [];
  for (let n = 0; n < wallets; n++) ids.push(await at.gateway.wallet(`of ${n}`, currency));
  const before = await systemAccount('EXTERNAL', currency);
  const deposit = (n: number, key?: string) =>
    (n % 2 ? other : at.gateway).deposit(ids[n % wallets] ?? '', '1.00', currency, key);
  // The first commit stays open until the other gateway has one too, however slow the machine is.
  const key = await holdKey();
  const first = deposit(0, key);
  await untilBlocked(at.owner, 'insertCommandsAndNotify');
  const others = Array.from({ length: count - 1 }, (_, n) => deposit(n + 1));
  if (overlapping) await others[0];
  await hand.query('ROLLBACK');
  for (const result of await Promise.all([first, ...others])) done(result);
  expect((await systemAccount('EXTERNAL', currency)) - before).toBe(-100n * BigInt(count));
  const { rows } = await at.owner.query<{ balance: string }>(
    `SELECT sum(e.amount) AS balance FROM entry e JOIN account a ON a.id = e.account_id
      WHERE a.wallet_id IS NULL AND a.kind = 'EXTERNAL' AND a.currency = $1`,
    [currency],
  );
  expect(await systemAccount('EXTERNAL', currency)).toBe(BigInt(rows[0]?.balance ?? 0));
}

async function shardsIn(currency: string): Promise<number[]> {
  const { rows } = await at.owner.query<{ shard: number }>(
    `SELECT shard FROM account WHERE wallet_id IS NULL AND kind = 'EXTERNAL' AND currency = $1 ORDER BY shard`,
    [currency],
  );
  return rows.map(({ shard }) => shard);
}

test('200 concurrent deposits over two gateways use no more shards than commits at once, and sum up exactly', async () => {
  await deposits(200, 40, 'EUR');
  const shards = await shardsIn('EUR');
  expect(shards.length).toBeGreaterThan(1);
  // One writer and three writers.
  expect(shards).toEqual([0, 1, 2, 3].slice(0, shards.length));
});

test('200 concurrent deposits over two gateways sum up exactly in a single shard', async () => {
  await at.owner.query(`SET session_replication_role = 'replica'`);
  await at.owner.query('CREATE TEMP TABLE away AS SELECT number FROM shard WHERE number > 0');
  await at.owner.query('DELETE FROM shard WHERE number > 0');
  try {
    // With one shard no commit can overlap another.
    await deposits(200, 40, 'NOK', { overlapping: false });
    expect(await shardsIn('NOK')).toEqual([0]);
  } finally {
    await at.owner.query('INSERT INTO shard SELECT number FROM away');
    await at.owner.query('RESET session_replication_role');
  }
  const { rows } = await at.owner.query('SELECT count(*)::int AS shards FROM shard');
  expect(rows).toEqual([{ shards: SHARDS }]);
});

test('a transaction that is posted in one shard is taken back in another', async () => {
  const wallet = await at.gateway.wallet('back', 'USD', '50.00');
  const euros = await at.gateway.wallet('back', 'EUR');
  const [external, sales, exchange] = [
    await systemAccount('EXTERNAL'),
    await systemAccount('SALES'),
    await systemAccount('EXCHANGE'),
  ];
  await hold('0, 1, 2');
  const input = { walletId: wallet, amount: money('5.00', 'USD') };
  const deposited = await make(other, movements.deposit, input);
  const bought = await make(other, movements.purchase, input, SERVICE);
  await make(other, movements.completePurchase, { transactionId: bought });
  const quoteId = await make(other, movements.quoteExchange, {
    ...{ fromWalletId: wallet, toWalletId: euros, amount: money('4.00', 'USD') },
    ...{ rate: parseDecimal('0.5'), expiresInSeconds: 60 },
  });
  const exchanged = await make(other, movements.exchange, { quoteId });
  for (const id of [deposited, bought]) expect(await shardsOf(id)).toEqual({ 3: 1 });
  expect(await shardsOf(exchanged)).toEqual({ 3: 2 });
  await hand.query('ROLLBACK');

  expect([await systemAccount('SALES'), await systemAccount('EXCHANGE')]).toEqual([
    sales + 500n,
    exchange + 400n,
  ]);
  for (const transactionId of [deposited, exchanged]) {
    const back = await make(at.gateway, movements.reverseTransaction, { transactionId, reason });
    expect(Object.keys(await shardsOf(back))).toEqual(['0']);
  }
  const refunded = { transactionId: bought, amount: money('2.00', 'USD'), reason };
  await make(at.gateway, movements.refundPurchase, refunded);
  await make(at.gateway, movements.failPurchase, { transactionId: bought, reason });
  expect(await shardsOf(bought)).toEqual({ 0: 1, 3: 1 });
  expect([
    await systemAccount('EXTERNAL'),
    await systemAccount('SALES'),
    await systemAccount('EXCHANGE'),
  ]).toEqual([...[external, sales, exchange]]);
  expect(await systemAccount('EXCHANGE', 'EUR')).toBe(0n);
  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 5000n, held: 0n });
});

test('a system account continues its chain in shard 0 and starts another in shard 1', async () => {
  const wallet = await at.gateway.wallet('goes on', 'DKK');
  const member = async () =>
    (await at.gateway.reading((reader) => reader.treasury('DKK')))?.memberTotal;
  done(await at.gateway.deposit(wallet, '1.00', 'DKK'));
  done(await at.gateway.deposit(wallet, '1.00', 'DKK'));
  expect(await member()).toBe(200n);
  await hold('0');
  done(await other.deposit(wallet, '2.00', 'DKK'));
  await hand.query('ROLLBACK');
  expect(await member()).toBe(400n);
  expect(await systemAccount('EXTERNAL', 'DKK')).toBe(-400n);
  const { rows } = await at.owner.query(
    `SELECT a.shard, max(e.seq) > 1 AS continued FROM account a JOIN entry e ON e.account_id = a.id
      WHERE a.wallet_id IS NULL AND a.kind = 'EXTERNAL' AND a.currency = 'DKK' GROUP BY a.shard ORDER BY a.shard`,
  );
  expect(rows).toEqual([
    { shard: 0, continued: true },
    { shard: 1, continued: false },
  ]);
});
