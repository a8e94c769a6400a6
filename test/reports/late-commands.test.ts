import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ReportContent } from '../../src/domain/index.js';
import { readsOf } from '../alerts/support.js';
import { useBook } from '../support/book.js';
import { inDays, makeAt } from './support.js';

const at = useBook();
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

/** Pays in, and returns up to where the log is settled then. */
async function deposit(walletId: string, amount: string): Promise<bigint> {
  await at.gateway.deposit(walletId, amount, 'USD');
  return (await at.gateway.book.log.settle(10_000)).end;
}

/** The amounts of each report, in the order of the days. */
async function amounts(): Promise<string[][]> {
  const { rows } = await at.owner.query<{ content: ReportContent }>(
    `SELECT content FROM report WHERE period = 'DAY' ORDER BY to_at`,
  );
  return rows.map(({ content }) => content.totals.map(({ amount }) => amount));
}

test('a command that becomes visible after the report of its day, or of the next day, is in one later report', async () => {
  const walletId = await at.gateway.wallet('late', 'USD');
  // All are of today. Each report is made as if what came after `end` were not committed yet.
  const first = await deposit(walletId, '1.00');
  const second = await deposit(walletId, '20.00');
  await deposit(walletId, '300.00');
  expect(await makeAt(at, source, await inDays(at, 1), { end: first })).toBe(true);
  expect(await makeAt(at, source, await inDays(at, 2), { end: second })).toBe(true);
  expect(await makeAt(at, source, await inDays(at, 3))).toBe(true);
  expect(await makeAt(at, source, await inDays(at, 4))).toBe(true);
  expect(await amounts()).toEqual([['1.00'], ['20.00'], ['300.00'], []]);
});
