import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/book.js';
import { GatewayProcess, type GatewayClient } from '../../support/gateway-process.js';
import { until, untilBlocked } from '../../support/until.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { ... on DepositPayload { replayed } } }`;

let database: TestDatabase;
let owner: Client;
/** Another session, to hold up a commit at a known point. */
let outsider: Client;
let stopped: GatewayProcess;
let other: GatewayProcess;
let toStopped: GatewayClient;
let toOther: GatewayClient;

beforeAll(async () => {
  database = await createTestDatabase();
  const DATABASE_URL = database.url;
  stopped = await GatewayProcess.create({ DATABASE_URL, COMMAND_TIMEOUT: '1000' });
  other = await GatewayProcess.create({ DATABASE_URL });
  await stopped.start();
  await other.start();
  toStopped = await stopped.client('service', 'SERVICE');
  toOther = await other.client('service', 'SERVICE');
  const options = '-c search_path=book,pg_temp';
  [owner, outsider] = [0, 1].map(() => new Client({ connectionString: database.url, options })) as [
    Client,
    Client,
  ];
  await Promise.all([owner.connect(), outsider.connect()]);
});
afterAll(async () => {
  stopped.signal('SIGCONT');
  await Promise.all([owner.end(), outsider.end(), stopped.discard(), other.discard()]);
  await database.drop();
});

async function wallet(ownerId: string): Promise<string> {
  const input = { ownerId, currency: 'USD', idempotencyKey: randomUUID() };
  const { openWallet } = await toOther.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, {
    input,
  });
  return openWallet.wallet.id;
}

/** How a deposit ended: `done`, `replayed`, or the code of its error. */
async function deposit(to: GatewayClient, walletId: string, key: string): Promise<string> {
  const input = { walletId, amount: { amount: '1.00', currency: 'USD' }, idempotencyKey: key };
  const { data, errors } = await to.send<{ deposit: { replayed: boolean } | null }>(DEPOSIT, {
    input,
  });
  if (!data?.deposit) return errors?.[0]?.extensions?.code ?? 'no code';
  return data.deposit.replayed ? 'replayed' : 'done';
}

/**
 * Stops the gateway at the moment when its commit has locked its rows and waits for an answer of PostgreSQL.
 * @param send makes the gateway begin a commit
 */
async function stopWithLocks<T>(send: () => Promise<T>): Promise<{ sent: Promise<T> }> {
  for (;;) {
    await outsider.query('BEGIN');
    await outsider.query('LOCK TABLE entry IN ACCESS EXCLUSIVE MODE');
    const sent = send();
    await untilBlocked(owner);
    stopped.signal('SIGSTOP');
    await outsider.query('ROLLBACK');
    // Unless its wait for the lock was over a moment before.
    for (let look = 0; look < 20; look++) {
      const { rowCount } = await owner.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database()
            AND application_name = 'onebook writes' AND state = 'idle in transaction'`,
      );
      if (rowCount === 1) return { sent };
      await delay(10);
    }
    stopped.signal('SIGCONT');
    await sent;
  }
}

test('a gateway that is stopped while it holds locks holds up only commands on those rows, and not for long', async () => {
  const locked = await wallet('locked');
  const free = await wallet('free');
  let key = '';
  const { sent } = await stopWithLocks(() => deposit(toStopped, locked, (key = randomUUID())));
  const onLocked = deposit(toOther, locked, randomUUID());
  for (let index = 0; index < 10; index++)
    expect(await deposit(toOther, free, randomUUID())).toBe('done');
  // The server has ended the stopped gateway's session.
  expect(await onLocked).toBe('done');
  stopped.signal('SIGCONT');
  const result = await sent;
  expect(['done', 'UNAVAILABLE']).toContain(result);
  expect(await deposit(toOther, locked, key)).toBe(result === 'done' ? 'replayed' : 'done');
});

test('a gateway that goes on after a pause does not execute what it was sent meanwhile', async () => {
  const walletId = await wallet('paused');
  const keys = Array.from({ length: 8 }, () => randomUUID());
  await until(async () => (await deposit(toStopped, walletId, randomUUID())) === 'done');
  stopped.signal('SIGSTOP');
  const sent = keys.map((key) => deposit(toStopped, walletId, key));
  await delay(2_500); // the pause itself
  stopped.signal('SIGCONT');
  expect(new Set(await Promise.all(sent))).toEqual(new Set(['UNAVAILABLE']));
  for (const key of keys) expect(await deposit(toOther, walletId, key)).toBe('done');
  await until(async () => (await deposit(toStopped, walletId, randomUUID())) === 'done');
});
