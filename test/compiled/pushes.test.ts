import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { transactionId, walletId } from '../../src/graphql/ids.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { done, useBook } from '../support/book.js';
import { LiveServer, collect, type Collected } from '../support/live.js';

// Compiled operations execute pushes as they execute queries: two gateways on one book, of which
// one compiles, push the same.

const at = useBook();
const metrics = createMetrics();
let compiling: LiveServer;
let plain: LiveServer;
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, production: false };
  compiling = await LiveServer.start(at, { config, metrics });
  plain = await LiveServer.start(at, { config: { ...config, compiledExecution: false } });
});
afterAll(async () => {
  await compiling.close();
  await plain.close();
});

async function subscribed(
  server: LiveServer,
  query: string,
  variables: object,
): Promise<Collected> {
  return collect(await server.client('alice', ['MEMBER']), query, { ...variables });
}

async function pushed(all: readonly Collected[], count: number): Promise<void> {
  while (all.some(({ pushes }) => pushes.length < count)) await delay(5);
}

test.each([
  [
    'balanceChanged',
    `subscription ($id: ID!, $all: Boolean = true) { balanceChanged(walletId: $id) {
       __typename balance { version available { amount currency } ...Rest @include(if: $all) } } }
     fragment Rest on Balance { held { amount } total { amount } }`,
  ],
  [
    'transactionChanged',
    `subscription ($transaction: ID!) { transactionChanged(id: $transaction) {
       __typename id status wallet { id balance { version held { amount } } } ... on Purchase { captured { amount } } } }`,
  ],
])('both gateways push %s alike', async (field, query) => {
  const wallet = await at.gateway.wallet('alice', 'USD', '10');
  const deposited = done(await at.gateway.deposit(wallet, '1', 'USD'));
  const variables = { id: walletId(wallet), transaction: transactionId(deposited.transactionId!) };
  const before = await byPlan();
  const both = [
    await subscribed(compiling, query, variables),
    await subscribed(plain, query, variables),
  ];
  await pushed(both, 1);
  if (field === 'balanceChanged')
    for (let times = 1; times <= 3; times++) {
      await at.gateway.deposit(wallet, '1', 'USD');
      await pushed(both, times + 1);
    }
  const [one, other] = both.map(({ pushes }) => JSON.stringify(pushes));
  expect(one).toBe(other);
  expect(one).toContain(`"${field}":{"__typename"`);
  expect((await byPlan()) - before).toBe(both[0]?.pushes.length);
  for (const { stop } of both) stop();
});

test('both gateways refuse a wrong field of a push alike', async () => {
  const query =
    'subscription ($id: ID!) { balanceChanged(walletId: $id) { balance(at: "x") { version } } }';
  const ends = await Promise.all(
    [compiling, plain].map(async (server) => {
      const one = await subscribed(server, query, { id: 'wal_00000000000000000000000000' });
      while (one.end === undefined) await delay(5);
      // Each request has an id of its own.
      return (one.end as { extensions: object }[]).map((error) => ({
        ...error,
        extensions: { ...error.extensions, requestId: 'its own' },
      }));
    }),
  );
  expect(ends[0]).toEqual(ends[1]);
});

async function byPlan(): Promise<number> {
  const { values } = await metrics.executions.get();
  return values.find(({ labels }) => labels.by === 'plan')?.value ?? 0;
}
