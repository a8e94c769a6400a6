import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createLiveMetrics } from '../../src/metrics/live-metrics.js';
import { countedFigures } from '../../src/metrics/counted-figures.js';
import { createMetrics } from '../../src/metrics/metrics.js';
import { Monitoring } from '../../src/monitoring/monitoring.js';
import { readGatewayFigures } from '../../src/reports/gathering/gateways.js';
import { FiguresJob } from '../../src/reports/figures-job.js';
import { readsOf } from '../alerts/support.js';
import { useBook } from '../support/book.js';

const at = useBook();
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

const EVER = { from: new Date(0), to: new Date('2100-01-01') };

/** What a gateway counts. */
function gateway(of = source) {
  const metrics = createMetrics();
  const live = createLiveMetrics(metrics.registry, new Monitoring());
  const errors: unknown[] = [];
  const job = new FiguresJob(of, {
    counted: () => countedFigures(metrics),
    onError: (error) => errors.push(error),
    quarterMs: 40,
  });
  return { metrics, live, job, errors };
}

test('what gateways count is added up, each once, over parts of time, repeated writes and several gateways', async () => {
  const gateways = [gateway(), gateway()];
  for (let round = 0; round < 12; round++)
    for (const { metrics, live, job } of gateways) {
      metrics.operations.observe(0.01, 'query', 'ok');
      metrics.operations.observe(0.01, 'mutation', 'ok');
      metrics.operations.observe(0.01, 'query', 'UNAVAILABLE');
      metrics.errors.inc({ code: 'UNAVAILABLE' });
      metrics.errors.inc({ code: 'OVERLOADED' });
      live.pushed(4);
      live.pushed(60_000);
      await job.write();
      await job.write();
    }
  for (const { job } of gateways) await job.stop();
  expect(gateways.flatMap(({ errors }) => errors)).toEqual([]);
  const { rows } = await at.owner.query<{ quarters: number; processes: number }>(
    `SELECT count(DISTINCT quarter)::integer AS quarters, count(DISTINCT process)::integer AS processes FROM gateway_figures`,
  );
  expect(rows[0]!.processes).toBe(2);
  expect(rows[0]!.quarters).toBeGreaterThan(1);
  expect(await readGatewayFigures(source.manager, EVER)).toEqual({
    operations: { ok: 48, UNAVAILABLE: 24, OVERLOADED: 24 },
    pushes: { '0.005': 24, '+Inf': 24 },
  });
});

test('what was counted since the last round is written when the gateway stops', async () => {
  const { metrics, job, errors } = gateway();
  const before = await readGatewayFigures(source.manager, EVER);
  metrics.operations.observe(0.01, 'query', 'RATE_LIMITED');
  await job.stop();
  expect(errors).toEqual([]);
  const { operations } = await readGatewayFigures(source.manager, EVER);
  expect(operations).toEqual({ ...before.operations, RATE_LIMITED: 1 });
});

test('a write that fails is made up for by the next one', async () => {
  const { metrics, job } = gateway();
  metrics.operations.observe(0.01, 'query', 'NOT_FOUND');
  await at.owner.query('REVOKE INSERT ON gateway_figures FROM wallet_gateway');
  await expect(job.write()).rejects.toThrow('permission denied');
  metrics.operations.observe(0.01, 'query', 'NOT_FOUND');
  await at.owner.query('GRANT INSERT ON gateway_figures TO wallet_gateway');
  await job.write();
  const { operations } = await readGatewayFigures(source.manager, EVER);
  expect(operations['NOT_FOUND']).toBe(2);
});

test('a write whose answer is lost counts once, also if another part of time has begun since', async () => {
  let isLost = false;
  const losing = {
    query: async (...asked: Parameters<DataSource['query']>): Promise<unknown> => {
      const answer: unknown = await source.query(...asked);
      if (isLost && asked[0].includes('writeFigures')) throw new Error('the connection was lost');
      return answer;
    },
  } as unknown as DataSource;
  const { metrics, job } = gateway(losing);
  metrics.operations.observe(0.01, 'query', 'NOT_ACCEPTABLE');
  isLost = true;
  await expect(job.write()).rejects.toThrow('lost');
  isLost = false;
  await new Promise((resolve) => setTimeout(resolve, 50));
  metrics.operations.observe(0.01, 'query', 'NOT_ACCEPTABLE');
  await job.write();
  const { operations } = await readGatewayFigures(source.manager, EVER);
  expect(operations['NOT_ACCEPTABLE']).toBe(2);
});
