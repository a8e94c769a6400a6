import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OperationDefinitionNode } from 'graphql';
import type { Role } from '../../src/domain/viewer.js';
import { walletId } from '../../src/graphql/ids.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { pushKey, SharedPushes } from '../../src/server/subscriptions/shared-pushes.js';
import { useBook } from '../support/book.js';
import { type Collected, collect, LiveServer } from '../support/live.js';

const at = useBook();
const metrics = createMetrics();
let server: LiveServer;
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, production: false };
  server = await LiveServer.start(at, { config, metrics });
});
afterAll(() => server.close());

const SHORT = `subscription ($id: ID!) { balanceChanged(walletId: $id) { balance { version } } }`;
const LONG = `subscription ($id: ID!, $cash: Boolean = false) { balanceChanged(walletId: $id) {
  walletId balance { version available { amount } cash @include(if: $cash) { amount } } } }`;

test('a push is executed once for all subscriptions that show it alike, and each shows its own', async () => {
  const id = walletId(await at.gateway.wallet('alice', 'USD', '10.00'));
  const uuid = (await at.owner.query<{ id: string }>('SELECT id FROM wallet')).rows[0]?.id ?? '';
  const ways: readonly [sub: string, roles: Role[], query: string, more: object][] = [
    ['alice', ['MEMBER'], SHORT, {}],
    ['alice', ['MEMBER'], LONG, {}],
    ['alice', ['MEMBER'], LONG, { cash: true }],
    ['alice', ['MEMBER', 'CASHIER'], SHORT, {}],
    ['carol', ['CASHIER'], SHORT, {}],
  ];
  const followers: Collected[][] = [];
  for (const [sub, roles, query, more] of ways) {
    const alike = await Promise.all(
      Array.from({ length: 6 }, async () =>
        collect(await server.client(sub, roles), query, { id, ...more }),
      ),
    );
    followers.push(alike);
  }
  const all = followers.flat();
  const pushed = async (count: number): Promise<void> => {
    while (all.some(({ pushes }) => pushes.length < count)) await delay(5);
  };
  await pushed(1);
  const before = await executions();
  await at.gateway.deposit(uuid, '1.00', 'USD');
  await pushed(2);
  expect((await executions()) - before).toBe(ways.length);
  const shown = followers.map(
    (alike) => new Set(alike.map(({ pushes }) => JSON.stringify(pushes[1]?.data))),
  );
  expect(shown.map((texts) => [...texts])).toEqual(
    [
      '{"balance":{"version":2}}',
      `{"walletId":"${id}","balance":{"version":2,"available":{"amount":"11.00"}}}`,
      `{"walletId":"${id}","balance":{"version":2,"available":{"amount":"11.00"},"cash":{"amount":"11.00"}}}`,
      '{"balance":{"version":2}}',
      '{"balance":{"version":2}}',
    ].map((text) => [`{"balanceChanged":${text}}`]),
  );
  for (const { stop } of all) stop();
});

test('an execution that fails is not shared: each subscription executes by itself', async () => {
  const shared = new SharedPushes();
  const key = pushKey({} as OperationDefinitionNode, {}, { id: 'alice', roles: [] });
  const value = {};
  const outcomes = [
    () => Promise.reject(new Error('the first subscription has ended')),
    () => Promise.resolve({ data: { number: 2 } }),
    () => Promise.resolve({ data: { number: 3 } }),
  ];
  const settled = await Promise.allSettled(outcomes.map((one) => shared.run(value, key, one)));
  expect(settled).toMatchObject([
    { status: 'rejected' },
    { status: 'fulfilled', value: { data: { number: 2 } } },
    { status: 'fulfilled', value: { data: { number: 3 } } },
  ]);
});

async function executions(): Promise<number> {
  const { values } = await metrics.executions.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
