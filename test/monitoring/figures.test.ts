import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/domain/viewer.js';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import { useBook } from '../support/book.js';
import { Asker } from '../support/graphql.js';
import { deafLive, Follower, Observed, openTestLive } from '../support/live.js';
import { until } from '../support/until.js';
import { member } from '../support/inputs.js';

const at = useBook();

const MONITORING = `{ monitoring {
  measuredSeconds subscriptions hearsCommits balanceUpdatesPerSecond pushesPerSecond
  pushLatency { p50Ms p99Ms maxMs } transactions { done replayed refused failed unknown }
  consistency { score checkedAt findings } balanceAccuracy } }`;

const asking = (monitoring: Monitoring, ...roles: Role[]) =>
  new Asker(() => at.gateway.book, { id: 'viewer', roles }, monitoring);

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

describe('balanceAccuracy is the share of balances that were right', () => {
  test('balanceAccuracy falls if a page shows a stale balance', async () => {
    const wallet = await at.gateway.wallet('ann', 'USD', '10');
    const observed = new Observed();
    const { monitoring } = observed;
    const deaf = deafLive(at.gateway.book, observed);
    const shown = () => monitoring.figures().balanceAccuracy;
    try {
      expect(shown()).toBeNull();
      const follower = new Follower((signal) => deaf.balance(member('ann'), wallet, signal));
      await until(() => shown() !== null);
      expect(shown()).toBe(1);
      await at.gateway.deposit(wallet, '1', 'USD'); // the deaf Live does not hear of this
      await until(() => follower.taken.length === 2);
      await follower.stop();
      const { looks } = observed;
      expect(looks.filter((right) => !right)).toHaveLength(1);
      expect(shown()).toBe((looks.length - 1) / looks.length);
      expect(await asking(monitoring, 'CASHIER').run(MONITORING)).toMatchObject({
        balanceAccuracy: shown(),
        hearsCommits: false,
        balanceUpdatesPerSecond: null,
      });
    } finally {
      deaf.close();
    }
  });
});

describe('balanceUpdatesPerSecond is of the whole book', () => {
  test('balanceUpdatesPerSecond counts every commit that the gateway hears of, followed or not', async () => {
    const live = await openTestLive(at.gateway.book, at.database.url);
    const perSecond = () => live.observed.monitoring.figures().balanceUpdatesPerSecond ?? -1;
    try {
      expect(perSecond()).toBe(0);
      const [from, to] = [
        await at.gateway.wallet('ben', 'USD', '10'),
        await at.gateway.wallet('cem', 'USD'),
      ];
      await at.gateway.transfer(from, to, '1', 'USD');
      await until(() => sumOf(live.observed.heard) === 5);
      expect(perSecond()).toBeGreaterThan(0);
      await at.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'test listener'`,
      );
      await until(() => !live.isListening);
      expect(perSecond()).toBe(-1);
      await until(() => live.isListening);
      expect(perSecond()).toBe(0);
    } finally {
      await live.close();
    }
    expect(live.observed.monitoring.figures().hearsCommits).toBe(false);
  });
});

describe('the monitoring query answers staff', () => {
  test.each<[Role, string[]]>([
    ['MEMBER', ['FORBIDDEN']],
    ['SERVICE', ['FORBIDDEN']],
    ['CASHIER', []],
    ['ADMIN', []],
    ['AUDITOR', []],
  ])('the monitoring query answers %s with the errors %j', async (role, codes) => {
    expect(await asking(new Monitoring(), role).codes(MONITORING)).toEqual(codes);
  });

  test('the monitoring query answers null for every unknown figure', async () => {
    expect(await asking(new Monitoring(), 'AUDITOR').run(MONITORING)).toEqual({
      measuredSeconds: expect.any(Number),
      subscriptions: 0,
      hearsCommits: false,
      balanceUpdatesPerSecond: null,
      pushesPerSecond: 0,
      pushLatency: null,
      transactions: { done: 0, replayed: 0, refused: 0, failed: 0, unknown: 0 },
      consistency: null,
      balanceAccuracy: null,
    });
  });

  test('the monitoring query shows the result and the time of the last verifyIntegrity', async () => {
    const monitoring = new Monitoring();
    const admin = asking(monitoring, 'ADMIN');
    const check = async (): Promise<Found> => {
      const { findings } = await admin.run('VerifyIntegrity');
      const { data } = await admin.ask(MONITORING);
      const { consistency } = data['monitoring'] as unknown as { consistency: Found };
      expect(consistency.findings).toBe(findings.length);
      return consistency;
    };
    await at.gateway.wallet('dot', 'USD', '10');
    const began = Date.now();
    const right = await check();
    expect(right).toEqual({ score: 1, findings: 0, checkedAt: expect.any(String) });
    expect(Date.parse(right.checkedAt)).toBeGreaterThanOrEqual(began);
    expect(Date.parse(right.checkedAt)).toBeLessThanOrEqual(Date.now());

    await putCurrency('EUR');
    const wrong = await check();
    expect(wrong.score).toBeLessThan(1);
    expect(wrong.findings).toBeGreaterThan(0);
    expect(Date.parse(wrong.checkedAt)).toBeGreaterThan(Date.parse(right.checkedAt));

    await putCurrency('USD');
    expect(await check()).toMatchObject({ score: 1, findings: 0 });
  });
});

interface Found {
  readonly score: number;
  readonly checkedAt: string;
  readonly findings: number;
}

/** Writes what the book itself refuses, as only its owner can. */
async function putCurrency(currency: string): Promise<void> {
  await at.owner.query(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE wallet SET currency = '${currency}' WHERE owner_id = 'dot'; COMMIT`);
}
