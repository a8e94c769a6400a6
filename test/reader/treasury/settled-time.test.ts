import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useBook } from '../../support/book.js';
import { readSettledTime } from '../../../src/reader/settled-time.js';
import { BookClock } from '../../../src/reader/book-clock.js';
import { readsOf } from '../../alerts/support.js';
import { untilBlocked } from '../../support/until.js';

const at = useBook();
const FAR = new Date(Date.now() + 86_400_000);

async function other(): Promise<Client> {
  const client = new Client({
    connectionString: at.database.url,
    options: '-c search_path=book,pg_temp',
  });
  await client.connect();
  return client;
}

test('a treasury report counts a commit that had its time before and was not visible yet', async () => {
  const walletId = await at.gateway.wallet('late', 'USD', '1.00');
  const blocker = await other();
  await blocker.query('BEGIN; LOCK TABLE command IN SHARE MODE');
  // It has its time, and cannot store its key.
  const deposit = at.gateway.deposit(walletId, '20.00', 'USD');
  await untilBlocked(at.owner);
  const reader = at.gateway.book.read(undefined, { isSettled: true });
  const period = { from: new Date(0), to: FAR, timeZone: 'UTC', currency: 'USD' };
  const from = new Date(Date.now() - 86_400_000);
  const reading = reader.treasuryReport({ ...period, from });
  const waits = await Promise.race([
    reading.then(() => 'read'),
    new Promise((resolve) => setTimeout(() => resolve('waits'), 100)),
  ]);
  await blocker.query('ROLLBACK');
  const report = await reading;
  await Promise.all([deposit, reader.end(), blocker.end()]);
  const { rows } = await at.owner.query<{ at: Date }>('SELECT max(created_at) AS at FROM entry');
  expect(rows[0]!.at.getTime()).toBeLessThan(report.asOf.getTime());
  expect(report.currencies[0]?.closing).toBe(2_100n);
  expect(waits).toBe('waits');
});

test('the settled time is ten minutes before, while another program holds rows of the book', async () => {
  const source = await readsOf(at);
  const blocker = await other();
  await blocker.query('BEGIN; SELECT FROM wallet FOR UPDATE');
  const before = Date.now();
  const settled = await readSettledTime(source, new BookClock(), 50);
  await blocker.query('ROLLBACK');
  expect(settled.getTime()).toBeGreaterThanOrEqual(before - 600_000 - 1);
  expect(settled.getTime()).toBeLessThan(Date.now() - 600_000 + 1);
  const free = await readSettledTime(source, new BookClock(), 50);
  expect(free.getTime()).toBeGreaterThanOrEqual(before);
  await Promise.all([source.destroy(), blocker.end()]);
});
