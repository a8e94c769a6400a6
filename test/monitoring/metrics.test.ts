import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/sign.js';
import { GatewayProcess, SECRET, type GatewayClient } from '../support/gateway-process.js';
import { collect, type Collected } from '../support/live.js';
import { until } from '../support/until.js';

/*
 * Runs the whole program: the monitoring query and /metrics report the same deposits, pushes and
 * checks.
 */

interface Figures {
  measuredSeconds: number;
  subscriptions: number;
  hearsCommits: boolean;
  balanceUpdatesPerSecond: number | null;
  pushesPerSecond: number;
  pushLatency: { p50Ms: number; p99Ms: number; maxMs: number } | null;
  transactions: Record<'done' | 'replayed' | 'refused' | 'failed' | 'unknown', number>;
  consistency: { score: number | null; checkedAt: string; findings: number } | null;
  balanceAccuracy: number | null;
}

const MONITORING = `{ monitoring { measuredSeconds subscriptions hearsCommits balanceUpdatesPerSecond pushesPerSecond
  pushLatency { p50Ms p99Ms maxMs } transactions { done replayed refused failed unknown }
  consistency { score checkedAt findings } balanceAccuracy } }`;
const OPEN = `mutation ($i: OpenWalletInput!) { openWallet(input: $i) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($i: DepositInput!) { deposit(input: $i) { __typename } }`;
const FOLLOW = `subscription ($id: ID!) { balanceChanged(walletId: $id) { balance { version } } }`;

let gateway: GatewayProcess;
let staff: GatewayClient;
let socket: Client;
let followed: Collected;
let walletId: string;

const figures = async () => (await staff.ask<{ monitoring: Figures }>(MONITORING)).monitoring;

/** The values of the lines of /metrics that begin with this name, by their labels. */
async function metrics(name: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => /^[{ ]/.test(line.slice(name.length)));
  return Object.fromEntries(
    lines
      .filter((line) => line.startsWith(name))
      .map((line) => line.slice(name.length).split(' ') as [string, string])
      .map(([labels, value]) => [labels, Number(value)]),
  );
}

const deposit = (amount: string, key: string = randomUUID()) =>
  staff.ask(DEPOSIT, {
    i: { walletId, amount: { amount, currency: 'USD' }, idempotencyKey: key },
  });

beforeAll(async () => {
  gateway = await GatewayProcess.create();
  await gateway.start();
  staff = await gateway.client('staff', 'CASHIER', 'ADMIN');
});
afterAll(async () => {
  followed?.stop();
  await socket?.dispose();
  await gateway.discard();
});

describe('a new gateway reports unknown figures as unknown', () => {
  test('a new gateway reports null for latency, consistency and accuracy', async () => {
    const { measuredSeconds, ...rest } = await figures();
    expect(measuredSeconds).toBeGreaterThan(0);
    expect(rest).toEqual({
      subscriptions: 0,
      hearsCommits: expect.any(Boolean),
      // Null until the gateway hears of commits.
      balanceUpdatesPerSecond: rest.hearsCommits ? 0 : null,
      pushesPerSecond: 0,
      pushLatency: null,
      transactions: { done: 0, replayed: 0, refused: 0, failed: 0, unknown: 0 },
      consistency: null,
      balanceAccuracy: null,
    });
    for (const name of ['onebook_consistency_score', 'onebook_balance_accuracy'])
      expect(await metrics(name)).toEqual({});
  });
});

describe('a gateway at work reports the same to staff and to /metrics', () => {
  test('the monitoring query and /metrics report the same deposits and pushes', async () => {
    const { openWallet } = await staff.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, {
      i: { ownerId: 'ann', currency: 'USD', idempotencyKey: randomUUID() },
    });
    walletId = openWallet.wallet.id;
    const token = await signToken({
      secret: SECRET,
      sub: 'ann',
      roles: ['MEMBER'],
      ttlSeconds: 3_600,
    });
    socket = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    followed = collect(socket, FOLLOW, { id: walletId });
    await until(() => followed.pushes.length === 1);
    await until(async () => (await figures()).hearsCommits);
    const began = performance.now();
    for (let version = 1; version <= 3; version++) {
      await deposit('5');
      await until(() => followed.pushes.length === version + 1);
    }
    await deposit('5', 'once');
    await deposit('5', 'once');
    await deposit('0');
    await until(() => followed.pushes.length === 5);
    await until(async () => (await metrics('onebook_pushes_total'))[''] === 5);

    const { transactions, pushLatency, measuredSeconds, ...now } = await figures();
    expect(transactions).toEqual({ done: 5, replayed: 1, refused: 1, failed: 0, unknown: 0 });
    const { p50Ms = 0, p99Ms = 0, maxMs = 0 } = pushLatency ?? {};
    expect(p50Ms).toBeGreaterThan(0);
    expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
    expect(maxMs).toBeGreaterThanOrEqual(p99Ms);
    // Milliseconds, and so no longer than all of it took.
    expect(maxMs).toBeLessThan(performance.now() - began);
    expect(now.subscriptions).toBe(1);
    expect(Math.round(now.pushesPerSecond * measuredSeconds)).toBe(5);
    expect(now.balanceUpdatesPerSecond).toBeGreaterThan(0);

    expect(await metrics('onebook_movements_total')).toMatchObject({
      '{movement="deposit",outcome="done",code=""}': 4,
      '{movement="deposit",outcome="replayed",code=""}': 1,
      '{movement="deposit",outcome="refused",code="INVALID_AMOUNT"}': 1,
    });
    // A change that the gateway finds by reading the balance again, before its listener tells, has no latency.
    const { '': measured = 0 } = await metrics('onebook_push_latency_seconds_count');
    expect([measured >= 1, measured <= 4]).toEqual([true, true]);
    expect(await metrics('onebook_subscriptions')).toEqual({ '': 1 });
    expect(await metrics('onebook_listener_connected')).toEqual({ '': 1 });
    // Counts the opening too if the gateway heard of it.
    expect((await metrics('onebook_balance_updates_total'))['']).toBeGreaterThanOrEqual(4);
  });

  test('the monitoring query and /metrics report the last check and the balances that were read again', async () => {
    const began = Date.now();
    await staff.ask('mutation { verifyIntegrity { healthy } }');
    const { consistency } = await figures();
    expect(consistency).toEqual({ score: 1, checkedAt: expect.any(String), findings: 0 });
    expect(Date.parse(consistency?.checkedAt ?? '')).toBeGreaterThanOrEqual(began);
    expect(await metrics('onebook_consistency_score')).toEqual({ '': 1 });
    expect(await metrics('onebook_integrity_findings')).toEqual({ '': 0 });

    // A balance that was read again while a deposit was being announced counts as one that was not pushed yet.
    const lookedAt = async () => await metrics('onebook_balances_looked_at_total');
    await until(async () => ((await lookedAt())['{right="true"}'] ?? 0) > 0);
    const accuracy = (await figures()).balanceAccuracy ?? 0;
    expect([accuracy > 0, accuracy <= 1]).toEqual([true, true]);
    expect((await metrics('onebook_balance_accuracy'))['']).toBeGreaterThan(0);
  });
});
