import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import { createLedgerMetrics } from '../../src/metrics/ledger-metrics.js';
import { createLiveMetrics } from '../../src/metrics/live-metrics.js';
import { createMonitoringMetrics } from '../../src/metrics/monitoring-metrics.js';

const HEALTHY = { checkedEntries: 90, checkedWallets: 10, healthy: true, findings: [] };
const FINDING = { check: 'c', subject: 'entry 1', expected: 'e', actual: 'a' };

/** Monitoring, and all that is told to /metrics, over a clock that the test moves. */
function monitored() {
  const clock = { ms: 0 };
  const live = { live: { size: 0 }, isListening: false };
  const monitoring = new Monitoring(() => clock.ms);
  const registry = new Registry();
  const lives = createLiveMetrics(registry, monitoring);
  const ledger = createLedgerMetrics(registry, monitoring, () => undefined);
  createMonitoringMetrics(registry, monitoring);
  /** The lines of /metrics with that name, without it. */
  const metric = async (name: string): Promise<string[]> =>
    (await registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      .map((line) => line.slice(name.length).trim());
  return { clock, live, monitoring, lives, ledger, metric };
}

describe('what is not known', () => {
  test('is null, in all figures of a gateway that has only begun', async () => {
    const { monitoring, metric } = monitored();
    expect(monitoring.figures()).toEqual({
      measuredSeconds: 0,
      subscriptions: 0,
      hearsCommits: false,
      balanceUpdatesPerSecond: null,
      pushesPerSecond: 0,
      pushLatency: null,
      transactions: { done: 0, replayed: 0, refused: 0, failed: 0, unknown: 0 },
      consistency: null,
      balanceAccuracy: null,
    });
    for (const name of ['consistency_score', 'balance_accuracy', 'integrity_findings'])
      expect(await metric(`onebook_${name}`)).toEqual([]);
  });

  test('becomes so again when it is longer ago than a minute', async () => {
    const { clock, monitoring, lives, ledger, metric } = monitored();
    lives.pushed(5);
    lives.rechecked(true);
    ledger.settled('transfer', 'done');
    expect(monitoring.figures()).toMatchObject({
      pushLatency: {},
      balanceAccuracy: 1,
      transactions: { done: 1 },
    });
    expect(await metric('onebook_balance_accuracy')).toEqual(['1']);
    clock.ms = 60_000;
    expect(monitoring.figures()).toMatchObject({
      pushLatency: null,
      pushesPerSecond: 0,
      balanceAccuracy: null,
      transactions: { done: 0 },
    });
    expect(await metric('onebook_balance_accuracy')).toEqual([]);
    // Prometheus counts from the start.
    expect(await metric('onebook_pushes_total')).toEqual(['1']);
  });

  test('is how often balances change while commits are not heard of, and what was missed is no part of it', () => {
    const { clock, live, monitoring, lives } = monitored();
    const perSecond = () => monitoring.figures().balanceUpdatesPerSecond;
    monitoring.attachLive(live);
    expect(perSecond()).toBeNull();
    live.isListening = true;
    lives.listening();
    lives.announced(30);
    lives.announced(10);
    clock.ms = 20_000;
    expect(perSecond()).toBe(2);
    live.isListening = false;
    expect(perSecond()).toBeNull();
    clock.ms = 40_000;
    live.isListening = true;
    lives.listening();
    lives.announced(15);
    clock.ms = 45_000;
    expect(perSecond()).toBe(3);
    clock.ms = 200_000;
    expect(perSecond()).toBe(0);
  });
});

describe('the figures', () => {
  test('tell how long pushes took, each within one part in a hundred', () => {
    const { clock, monitoring, lives } = monitored();
    for (let ms = 1; ms <= 1_000; ms++) {
      clock.ms += 50;
      lives.pushed(ms);
    }
    lives.pushed(undefined);
    const { measuredSeconds, pushesPerSecond, pushLatency } = monitoring.figures();
    expect(measuredSeconds).toBe(50);
    expect(pushesPerSecond).toBeCloseTo(1_001 / 50);
    for (const [shown, right] of [
      [pushLatency?.p50Ms, 500],
      [pushLatency?.p99Ms, 990],
      [pushLatency?.maxMs, 1_000],
    ] as const)
      expect(Math.abs((shown ?? 0) / right - 1)).toBeLessThan(0.01);
  });

  test.each([
    [0, 0.001],
    [0.0004, 0.001],
    [0.25, 0.25],
    [86_400_000, 86_400_000],
    [1e12, 86_400_000],
  ])('take a latency of %p ms for one of %p ms', (ms, shown) => {
    const { monitoring, lives } = monitored();
    lives.pushed(ms);
    const { maxMs, p50Ms } = monitoring.figures().pushLatency ?? {};
    for (const told of [maxMs, p50Ms]) expect(Math.abs((told ?? 0) / shown - 1)).toBeLessThan(0.01);
  });

  test('say the same as /metrics', async () => {
    const { clock, live, monitoring, lives, ledger, metric } = monitored();
    monitoring.attachLive(live);
    Object.assign(live, { isListening: true, live: { size: 7 } });
    lives.listening();
    clock.ms = 4_000;
    for (const wallets of [1, 0, 3]) lives.announced(wallets);
    for (const right of [true, true, false, true]) lives.rechecked(right);
    for (const outcome of ['done', 'done', 'replayed', 'failed', 'unknown'] as const)
      ledger.settled('transfer', outcome);
    ledger.settled('transfer', 'refused', 'INSUFFICIENT_FUNDS');
    expect(monitoring.figures()).toMatchObject({
      measuredSeconds: 4,
      subscriptions: 7,
      hearsCommits: true,
      balanceUpdatesPerSecond: 1,
      transactions: { done: 2, replayed: 1, refused: 1, failed: 1, unknown: 1 },
      balanceAccuracy: 0.75,
    });
    expect(await metric('onebook_subscriptions')).toEqual(['7']);
    expect(await metric('onebook_listener_connected')).toEqual(['1']);
    expect(await metric('onebook_balance_updates_total')).toEqual(['4']);
    expect(await metric('onebook_balance_accuracy')).toEqual(['0.75']);
    expect(await metric('onebook_balances_looked_at_total')).toEqual([
      '{right="true"} 3',
      '{right="false"} 1',
    ]);
    expect(await metric('onebook_movements_total')).toContain(
      '{movement="transfer",outcome="refused",code="INSUFFICIENT_FUNDS"} 1',
    );
  });
});

describe('the consistency of the book', () => {
  const checkedAt = new Date('2026-01-01T00:00:00Z');
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...FINDING, subject: `entry ${index}` }));

  test.each<[string, object, number | null]>([
    ['a right book is 1', {}, 1],
    ['a row with a finding is taken off', { findings: [FINDING] }, 0.99],
    ['once, whatever is wrong with it', { findings: [FINDING, { ...FINDING, check: 'd' }] }, 0.99],
    ['each row is', { findings: many(3) }, 0.97],
    ['at most all are', { checkedEntries: 1, checkedWallets: 1, findings: many(3) }, 0],
    ['too many to be counted are not known', { findings: many(100) }, null],
    ['an empty book has no share', { checkedEntries: 0, checkedWallets: 0 }, null],
  ])('%s', async (_, differs, score) => {
    const { monitoring, metric } = monitored();
    const report = { ...HEALTHY, ...differs };
    monitoring.verified({ ...report, healthy: report.findings.length === 0 }, checkedAt);
    const findings = report.findings.length;
    expect(monitoring.figures().consistency).toEqual({ score, checkedAt, findings });
    expect(await metric('onebook_consistency_score')).toEqual(score === null ? [] : [`${score}`]);
    expect(await metric('onebook_integrity_findings')).toEqual([`${findings}`]);
    expect(await metric('onebook_integrity_checked_timestamp_seconds')).toEqual(['1767225600']);
  });

  test.each([1e3, 1e9, Number.MAX_SAFE_INTEGER])(
    'is never rounded up to 1 with a finding, of %p rows either',
    (checkedEntries) => {
      const { monitoring } = monitored();
      const report = { ...HEALTHY, checkedEntries, checkedWallets: 0, healthy: false };
      monitoring.verified({ ...report, findings: [FINDING] }, checkedAt);
      const { score } = monitoring.figures().consistency ?? {};
      expect(score).toBeLessThan(1);
      expect(JSON.parse(JSON.stringify(score))).toBeLessThan(1);
    },
  );

  test('is that of the last check, until the next, however long ago', () => {
    const { clock, monitoring } = monitored();
    monitoring.verified({ ...HEALTHY, healthy: false, findings: [FINDING] }, checkedAt);
    clock.ms = 1e9;
    expect(monitoring.figures().consistency).toMatchObject({ score: 0.99 });
    const later = new Date('2026-01-02T00:00:00Z');
    monitoring.verified(HEALTHY, later);
    expect(monitoring.figures().consistency).toEqual({ score: 1, checkedAt: later, findings: 0 });
  });
});
