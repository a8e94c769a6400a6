import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { ReconciliationJob } from '../../src/jobs/index.js';
import { runReconciliation } from '../../src/movements/index.js';
import { done, useBook } from '../support/book.js';
import { ADMIN } from '../support/inputs.js';
import { until } from '../support/until.js';

const at = useBook();
const EVERY_MS = 20;
/** The pause after so many failures is at least half of what it is on average. */
const leastPause = (failures: number) => (EVERY_MS * 2 ** failures) / 2;

let source: DataSource;
beforeAll(async () => {
  const { url } = at.database;
  const settings = { url, book: 'book', connections: 4, name: 'checks', role: GATEWAY_ROLE };
  source = await createDataSource(settings).initialize();
});
afterAll(() => source.destroy());

const ask = async () =>
  done(await at.gateway.book.ledger.submit(runReconciliation, {}, ADMIN, randomUUID()))
    .reconciliationId as string;
const statusOf = async (id: string) => {
  const { rows } = await at.owner.query<{ status: string }>(
    'SELECT status FROM reconciliation_result WHERE reconciliation_id = $1',
    [id],
  );
  return rows.map(({ status }) => status);
};

test('a run that cannot be stored is tried again after a longer pause each time, and after a success soon', async () => {
  const failures: { at: number; message: string }[] = [];
  const job = new ReconciliationJob(
    { book: at.gateway.book, source },
    {
      ...{ atMinute: undefined, everyMs: EVERY_MS, onChange: () => undefined },
      onError: (error) =>
        failures.push({ at: performance.now(), message: (error as Error).message }),
    },
  );
  const rights = 'INSERT ON reconciliation_result';
  const id = await ask();
  await at.owner.query(`REVOKE ${rights} FROM wallet_gateway`);
  job.start();
  await until(() => failures.length === 8);
  await at.owner.query(`GRANT ${rights} TO wallet_gateway`);
  const pauses = failures.slice(1).map((one, index) => one.at - (failures[index]?.at ?? 0));
  for (const [index, pause] of pauses.entries())
    expect(pause).toBeGreaterThanOrEqual(leastPause(index + 1) - 1);
  expect(failures[0]?.message).toBe('permission denied for table reconciliation_result');
  // Nothing is lost: the same run is carried out, once.
  await until(async () => (await statusOf(id)).length > 0);
  expect(await statusOf(id)).toEqual(['PASSED']);
  const began = performance.now();
  for (const next of [await ask(), await ask(), await ask()])
    await until(async () => (await statusOf(next)).length > 0);
  // If the pauses went on as they were, one of them alone would be longer.
  expect(performance.now() - began).toBeLessThan(leastPause(9));
  await job.stop();
  expect(failures).toHaveLength(8);
});
