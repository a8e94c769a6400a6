import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

// Two gateways on one book, which are killed in turn while they erase.

const PAYMENTS = 1_200;
const KILLS = 3;

let database: TestDatabase;
let owner: Client;
let gateways: GatewayProcess[];
let client: GatewayClient;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({
    connectionString: database.url,
    options: '-c search_path=book,pg_temp',
  });
  await owner.connect();
  gateways = await Promise.all(
    [1, 2].map(() => GatewayProcess.create({ DATABASE_URL: database.url })),
  );
  await Promise.all(gateways.map((gateway) => gateway.start()));
  client = await gateways[0]!.client('admin', 'ADMIN');
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.discard();
  await owner.end();
  await database.drop();
});

async function send<T>(document: string, input?: object): Promise<T> {
  const variables = input && { input: { idempotencyKey: randomUUID(), ...input } };
  const { data, errors } = await client.send<T>(document, variables);
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

const left = async (): Promise<number> => {
  const { rows } = await owner.query<{ n: string }>(
    `SELECT count(*) AS n FROM transaction t JOIN command c ON c.outcome #>> '{done,transactionId}' = t.id::text
      WHERE t.description LIKE 'rent%' OR c.input::text LIKE '%rent%'`,
  );
  return Number(rows[0]!.n);
};

test('an erasure is done once and whole, although gateways are killed while they erase', async () => {
  const { openWallet } = await send<{ openWallet: { wallet: { id: string } } }>(
    `mutation ($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`,
    { ownerId: 'mary', currency: 'USD' },
  );
  const deposit = (n: number) => ({
    ...{ walletId: openWallet.wallet.id, amount: { amount: '1.00', currency: 'USD' } },
    description: `rent ${n}`,
  });
  for (let n = 0; n < PAYMENTS; n += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, m) =>
        send(
          `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`,
          deposit(n + m),
        ),
      ),
    );
  expect(await left()).toBe(PAYMENTS);
  await send(`mutation ($input: EraseOwnerInput!) { eraseOwner(input: $input) { __typename } }`, {
    ownerId: 'mary',
    reason: 'asked for',
  });
  let killed = 0;
  for (; killed < KILLS; killed++) {
    const before = await left();
    let now = before;
    await until(async () => (now = await left()) < before || now === 0);
    if (now === 0) break;
    // Both, because one alone would finish while the other starts.
    await Promise.all(gateways.map((gateway) => gateway.end('SIGKILL')));
    await Promise.all(gateways.map((gateway) => gateway.start()));
  }
  expect(killed).toBeGreaterThan(0);
  const state = async () =>
    (await owner.query<object>(`SELECT step, transactions, commands FROM erasure`)).rows;
  await until(
    async () => JSON.stringify(await state()).includes('DONE'),
    () => gateways.map(({ output }) => output).join('\n'),
  );
  // Each row was counted in the commit that erased it, and so once.
  expect(await state()).toEqual([
    { step: 'DONE', transactions: String(PAYMENTS), commands: String(PAYMENTS) },
  ]);
  expect(await left()).toBe(0);
  client = await gateways[0]!.client('admin', 'ADMIN');
  const { verifyIntegrity } = await send<{ verifyIntegrity: object }>(
    `mutation { verifyIntegrity { healthy findings { check subject } } }`,
  );
  expect(verifyIntegrity).toEqual({ healthy: true, findings: [] });
});
