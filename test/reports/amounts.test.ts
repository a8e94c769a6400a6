import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ReportContent } from '../../src/domain/index.js';
import { followLegacy } from '../../src/movements/index.js';
import { readsOf } from '../alerts/support.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { inDays, makeAt } from './support.js';

const at = useBook();
const { service, admin, wallet } = askers(() => at.gateway.book);
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

async function lastReport(): Promise<ReportContent> {
  const { rows } = await at.owner.query<{ content: ReportContent }>(
    'SELECT content FROM report ORDER BY to_at DESC LIMIT 1',
  );
  return rows[0]!.content;
}

test('a purchase counts with what was captured, and one that fails later with what was not refunded', async () => {
  const walletId = await wallet('buyer', '0.00');
  await service.send('Deposit', { walletId, amount: moneyInput('100.00') });
  const hold = async (amount: string): Promise<string> =>
    (
      await service.send('Purchase', {
        ...{ walletId, amount: moneyInput(amount), reference: 'a thing' },
      })
    ).transaction.id;
  const [partly, whole, dropped] = [await hold('30.00'), await hold('8.00'), await hold('4.00')];
  await admin.send('CompletePurchase', { transactionId: partly, amount: moneyInput('20.00') });
  await admin.send('RefundPurchase', {
    transactionId: partly,
    amount: moneyInput('5.00'),
    reason: 'late',
  });
  await admin.send('FailPurchase', { transactionId: partly, reason: 'broken' });
  await admin.send('CompletePurchase', { transactionId: whole });
  await admin.send('FailPurchase', { transactionId: dropped, reason: 'sold out' });
  expect(await makeAt(at, source, await inDays(at, 1))).toBe(true);
  const { totals } = await lastReport();
  expect(totals.map((row) => `${row.kind} ${row.outcome} ${row.count} ${row.amount}`)).toEqual([
    'DEPOSIT COMPLETED 1 100.00',
    'PURCHASE COMPLETED 2 28.00',
    'PURCHASE FAILED 1 4.00',
    'PURCHASE PENDING 3 42.00',
    'PURCHASE TAKEN_BACK 1 15.00',
    'REFUND COMPLETED 1 5.00',
  ]);
});

test('adjustments count apart by direction, and those by which the book follows a legacy system are not listed', async () => {
  const walletId = await wallet('adjusted', '0.00');
  const adjust = (amount: string, direction: string): Promise<unknown> =>
    admin.send('AdjustBalance', {
      ...{ walletId, amount: moneyInput(amount), direction, reason: 'counted again' },
    });
  await adjust('10.00', 'CREDIT');
  await adjust('10.00', 'DEBIT');
  await at.gateway.book.ledger.submit(
    followLegacy,
    { ownerId: 'adjusted', currency: 'USD', name: 'main', target: 700n, source: 'users.balance' },
    { id: 'onebook:shadow', roles: [] },
    randomUUID(),
  );
  expect(await makeAt(at, source, await inDays(at, 2))).toBe(true);
  const { totals, corrections } = await lastReport();
  expect(totals.map((row) => `${row.kind} ${row.direction} ${row.count} ${row.amount}`)).toEqual([
    'ADJUSTMENT CREDIT 2 17.00',
    'ADJUSTMENT DEBIT 1 10.00',
  ]);
  expect(corrections.count).toBe(2);
  expect(corrections.listed.map((one) => `${one.direction} ${one.amount}`)).toEqual([
    ...['CREDIT 10.00', 'DEBIT 10.00'],
  ]);
});
