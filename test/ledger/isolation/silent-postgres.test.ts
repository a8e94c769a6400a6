import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, DatabaseProxy, type TestDatabase } from '../../support/book.js';
import { GatewayProcess, type GatewayClient, metric } from '../../support/gateway-process.js';
import { until } from '../../support/until.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { ... on DepositPayload { replayed } } }`;

let database: TestDatabase;
let proxy: DatabaseProxy;
let gateway: GatewayProcess;
let client: GatewayClient;
let owner: Client;
let walletId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await DatabaseProxy.to(database.url);
  gateway = await GatewayProcess.create({ DATABASE_URL: proxy.url });
  await gateway.start();
  client = await gateway.client('service', 'SERVICE');
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  const input = { ownerId: 'ann', currency: 'USD', idempotencyKey: randomUUID() };
  const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, { input });
  walletId = opened.openWallet.wallet.id;
});
afterAll(async () => {
  await gateway.discard();
  await owner.end();
  proxy.close();
  await database.drop();
});

/** How a deposit ended: `done`, `replayed`, or the code of its error. */
async function deposit(key: string = randomUUID()): Promise<string> {
  const input = { walletId, amount: { amount: '1.00', currency: 'USD' }, idempotencyKey: key };
  const { data, errors } = await client.send<{ deposit: { replayed: boolean } | null }>(DEPOSIT, {
    input,
  });
  if (!data?.deposit) return errors?.[0]?.extensions?.code ?? 'no code';
  return data.deposit.replayed ? 'replayed' : 'done';
}

async function readiness(): Promise<{ ready: boolean; reasons: string[] }> {
  const response = await fetch(`${gateway.url}/readyz`);
  return (await response.json()) as { ready: boolean; reasons: string[] };
}

/** Clients that send one deposit after another. `stop` returns how each ended, by its key. */
function startClients(): { stop(): Promise<Map<string, string>> } {
  const endings = new Map<string, string>();
  let stopped = false;
  const clients = Array.from({ length: 4 }, async () => {
    while (!stopped) {
      const key = randomUUID();
      endings.set(key, await deposit(key));
      // Otherwise thousands are sent again afterwards.
      await delay(10);
    }
  });
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
      return endings;
    },
  };
}

/** Every answer was true: sent again, what was done is a replay, and what was not done is done now. */
async function expectTrue(endings: ReadonlyMap<string, string>): Promise<void> {
  expect([...endings.values()]).toContain('UNAVAILABLE');
  const rest = [...endings];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const [key, ending] = next;
      expect(['done', 'UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain(ending);
      if (ending === 'OUTCOME_UNKNOWN') continue;
      expect(await deposit(key)).toBe(ending === 'done' ? 'replayed' : 'done');
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

test('silence of the network is told by readyz and to every client, and commits go on when it ends', async () => {
  const clients = startClients();
  await until(async () => (await deposit()) === 'done');
  proxy.mode = 'silent';
  await until(async () => !(await readiness()).ready);
  // The clients learn it while it lasts.
  expect(['UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain(await deposit());
  proxy.mode = 'relays';
  await until(async () => (await deposit()) === 'done');
  await until(async () => (await readiness()).ready);
  await expectTrue(await clients.stop());
});

test('if only the sessions of commits are silent, readyz says so, and commits go on when they answer', async () => {
  const signal = await signalTo('onebook writes');
  signal('SIGSTOP');
  try {
    const sent = deposit();
    let reasons: string[] = [];
    await until(async () => (reasons = (await readiness()).reasons).length > 0);
    expect(reasons).toEqual([
      expect.stringMatching(/^no commit for \d+ s while commands wait$/) as unknown,
    ]);
    expect(['UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain(await sent);
  } finally {
    signal('SIGCONT');
  }
  await until(async () => (await deposit()) === 'done');
  await until(async () => (await readiness()).ready);
});

test('SIGTERM ends the gateway within 30 seconds although PostgreSQL does not answer', async () => {
  const signal = await signalTo('onebook %');
  signal('SIGSTOP');
  try {
    const sent = Array.from({ length: 4 }, () => deposit().catch(() => 'no answer'));
    await until(async () => (await metric(gateway, 'onebook_operations_running')) === 4);
    const began = performance.now();
    expect(await gateway.end('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(30_000);
    // Those of the commit that got no answer say so. New sessions answer, so the others may be done.
    const endings = await Promise.all(sent);
    expect(endings.filter((ending) => ending !== 'done').length).toBeGreaterThan(0);
  } finally {
    signal('SIGCONT');
  }
});

/** Sends signals to the server's processes of the gateway's sessions that exist now. @param name pattern of LIKE */
async function signalTo(name: string): Promise<(signal: NodeJS.Signals) => void> {
  const { rows } = await owner.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE $1`,
    [name],
  );
  expect(rows.length).toBeGreaterThan(0);
  return (signal) => {
    for (const { pid } of rows) process.kill(pid, signal);
  };
}
