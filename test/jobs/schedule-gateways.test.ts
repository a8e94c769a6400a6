import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

// Two gateways on one book. Many schedules become due at once, and both gateways are killed and started again meanwhile.

const SCHEDULES = 200;
const KILLS = 4;

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const SCHEDULE = `mutation ($input: ScheduleTransactionInput!) {
  scheduleTransaction(input: $input) { ... on ScheduleTransactionPayload { schedule { id } } ... on UserError { message } } }`;
const VERIFY = `mutation { verifyIntegrity { healthy findings { check subject expected actual } } }`;

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
  await gateways[0]!.start();
  client = await gateways[0]!.client('service', 'SERVICE', 'ADMIN');
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

const count = async (sql: string): Promise<number> =>
  Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]!.n);

/** How often a gateway is killed before all has run. */
async function killInTurn(): Promise<number> {
  let killed = 0;
  for (let turn = 0; turn < KILLS; turn++) {
    const gateway = gateways[turn % 2]!;
    const done = await count(RAN);
    await until(async () => (await count(RAN)) > done || (await count(WAITING)) === 0);
    if ((await count(WAITING)) === 0) break;
    await gateway.end('SIGKILL');
    killed += 1;
    await gateway.start();
  }
  return killed;
}

const RAN = `command WHERE key LIKE 'run·%'`;
const WAITING = `schedule WHERE status = 'ACTIVE' AND at IS NOT NULL`;

test('every schedule runs once, and every missed moment of a rule too, although gateways are killed while they run', async () => {
  const usd = { amount: '1.00', currency: 'USD' };
  const wallets = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const input = { ownerId: `owner ${n}`, currency: 'USD' };
      return (await send<{ openWallet: { wallet: { id: string } } }>(OPEN, input)).openWallet.wallet
        .id;
    }),
  );
  const deposit = (n: number) => ({
    ...{ mutation: 'deposit', input: { walletId: wallets[n % 8], amount: usd } },
    late: 'ALL',
  });
  const at = new Date(Date.now() + 3_600_000).toISOString();
  await Promise.all(
    Array.from({ length: SCHEDULES }, (_, n) => send(SCHEDULE, { ...deposit(n), at })),
  );
  const rule = { cron: '* * * * *', timeZone: 'UTC' };
  await Promise.all(wallets.map((_, n) => send(SCHEDULE, { ...deposit(n), ...rule })));
  await gateways[1]!.start();
  // All of them are due now, and the rules have missed an hour.
  await owner.query('BEGIN');
  await owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await owner.query(
    `UPDATE schedule SET next_at = next_at - interval '1 hour', at = at - interval '1 hour'`,
  );
  await owner.query('COMMIT');
  const killed = await killInTurn();
  expect(killed).toBeGreaterThan(0);
  const due = `schedule WHERE status = 'ACTIVE' AND next_at <= now()`;
  let left = '';
  await until(
    async () => {
      const [waiting, missed] = [await count(WAITING), await count(due)];
      left = `${waiting} wait, ${missed} are due, ${await count(RAN)} ran`;
      return waiting === 0 && missed === 0;
    },
    () => [left, ...gateways.map(({ output }) => output)].join('\n'),
  );
  expect(await count(`schedule WHERE status = 'ENDED'`)).toBe(SCHEDULES);
  // Each run made one transaction, and each moment of a rule has one run.
  const runs = await count(RAN);
  expect(await count(`transaction WHERE kind = 'DEPOSIT'`)).toBe(runs);
  expect(await count(`command WHERE key LIKE 'run·%' AND outcome ? 'refused'`)).toBe(0);
  const { rows } = await owner.query<{ runs: string; moments: string }>(
    `SELECT count(*) AS runs,
            extract(epoch FROM max(due) - min(due)) / 60 + 1 AS moments
       FROM schedule s CROSS JOIN LATERAL (
         SELECT split_part(key, '·', 3)::timestamptz AS due FROM command
          WHERE key LIKE 'run·' || s.id || '·%') run
      WHERE s.cron IS NOT NULL GROUP BY s.id`,
  );
  expect(rows).toHaveLength(8);
  for (const row of rows) {
    expect(Number(row.runs)).toBeGreaterThanOrEqual(60);
    expect(Number(row.runs)).toBe(Number(row.moments));
  }
  const { verifyIntegrity } = await send<{
    verifyIntegrity: { healthy: boolean; findings: unknown[] };
  }>(VERIFY);
  expect(verifyIntegrity).toEqual({ healthy: true, findings: [] });
});
