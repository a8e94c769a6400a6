import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { DataSource } from 'typeorm';
import type { ReportContent } from '../../src/domain/index.js';
import { eraseNext } from '../../src/ledger/index.js';
import { attempted } from '../../src/movements/index.js';
import { readsOf } from '../alerts/support.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { inDays, makeAt } from './support.js';

const at = useBook();
const { service, admin, auditor, member, wallet } = askers(() => at.gateway.book);
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

const REPORTS = `query ($filter: ReportFilter) { reports(filter: $filter) { edges { node {
  id period from to timeZone createdAt csv html } } } }`;

interface Shown {
  readonly id: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly csv: string;
  readonly html: string;
}

async function shown(filter: object = {}): Promise<Shown[]> {
  const page = (await admin.run(REPORTS, { filter })) as unknown as { edges: { node: Shown }[] };
  return page.edges.map(({ node }) => node);
}

async function contents(): Promise<ReportContent[]> {
  const { rows } = await at.owner.query<{ content: ReportContent }>(
    `SELECT content FROM report WHERE period = 'DAY' ORDER BY to_at`,
  );
  return rows.map(({ content }) => content);
}

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

/** What an incident leaves: deposits, one charged back, an adjustment and its reversal, refusals and attempts. */
async function anIncident(): Promise<{ adjusted: string; walletId: string }> {
  const [walletId, other] = [await wallet('mallory', '0.00'), await wallet('nelly', '0.00')];
  const deposit = async (amount: string): Promise<string> =>
    (await service.send('Deposit', { walletId, amount: moneyInput(amount) })).transaction.id;
  await deposit('100.00');
  const charged = await deposit('40.00');
  await service.send('FailDeposit', { transactionId: charged, reason: 'charged back' });
  const adjust = { walletId, amount: moneyInput('7.50'), direction: 'CREDIT' };
  const adjusted = (await admin.send('AdjustBalance', { ...adjust, reason: '=1+1 <b>"bonus"</b>' }))
    .transaction.id;
  await admin.send('ReverseTransaction', { transactionId: adjusted, reason: 'it was no bonus' });
  const line = { fromWalletId: walletId, toWalletId: other };
  await service.send('TransferMany', {
    inputs: [
      { ...line, amount: moneyInput('1.00') },
      { ...line, amount: moneyInput('5000.00') },
    ],
    atomic: false,
  });
  await member('mallory').send('Transfer', { ...line, amount: moneyInput('9999.00') });
  await member('mallory').send('Transfer', { ...line, amount: moneyInput('9999.00') });
  await at.gateway.book.ledger.submit(
    attempted({
      ...{ subject: 'mallory', movement: 'adjustBalance', field: 'adjustBalance' },
      ...{ requestId: undefined, code: 'FORBIDDEN', message: 'no' },
    }),
    { field: 'adjustBalance', notKept: 3 },
    { id: 'mallory', roles: [] },
    `onebook:attempt:${randomUUID()}`,
  );
  return { adjusted, walletId };
}

describe('a report', () => {
  let adjusted: string;
  let walletId: string;
  let tomorrow: Date;

  beforeAll(async () => {
    ({ adjusted, walletId } = await anIncident());
    tomorrow = await inDays(at, 1);
    expect(await makeAt(at, source, tomorrow)).toBe(true);
    expect(await makeAt(at, source, tomorrow)).toBe(false);
  });

  test('adds transactions up by kind, currency and what became of them', async () => {
    const [{ totals }] = (await contents()) as [ReportContent];
    const usd = (kind: string, outcome: string, count: number, amount: string): object => ({
      ...{ kind, outcome, count, amount, currency: 'USD' },
      direction: kind === 'ADJUSTMENT' ? 'CREDIT' : null,
    });
    expect(totals).toEqual([
      usd('ADJUSTMENT', 'COMPLETED', 1, '7.50'),
      usd('DEPOSIT', 'COMPLETED', 2, '140.00'),
      usd('DEPOSIT', 'TAKEN_BACK', 1, '40.00'),
      usd('REVERSAL', 'COMPLETED', 1, '7.50'),
      usd('TRANSFER', 'COMPLETED', 1, '1.00'),
    ]);
  });

  test('lists the largest transactions, and adjustments and reversals with their reasons', async () => {
    const [report] = await shown();
    const rows = rowsOf(report!.csv);
    const largest = rows.filter(({ section }) => section === 'largest');
    expect(largest.map(({ item, amount }) => `${item} ${amount}`)).toEqual([
      ...['DEPOSIT 100.00', 'DEPOSIT 40.00', 'ADJUSTMENT 7.50', 'REVERSAL 7.50', 'TRANSFER 1.00'],
    ]);
    const corrections = rows.filter(({ section }) => section === 'corrections');
    expect(corrections).toEqual([
      expect.objectContaining({
        ...{ item: 'ADJUSTMENT', amount: '7.50', wallet: walletId, transaction: adjusted },
        ...{ direction: 'CREDIT', original: '', person: 'admin', text: `'=1+1 <b>"bonus"</b>` },
      }),
      expect.objectContaining({ item: 'REVERSAL', original: adjusted, text: 'it was no bonus' }),
    ]);
  });

  test('counts refusals, those of lines too, and attempts with what was not kept', async () => {
    const [{ refusals, refusedCallers }] = (await contents()) as [ReportContent];
    const of = (movement: string): object[] =>
      refusals.filter((one) => one.movement === movement).map((one) => ({ ...one }));
    const funds = { code: 'INSUFFICIENT_FUNDS', isAttempt: false, notKept: 0 };
    expect(of('transfer')).toEqual([{ movement: 'transfer', ...funds, count: 2 }]);
    expect(of('transferMany')).toEqual([{ movement: 'transferMany', ...funds, count: 1 }]);
    expect(of('adjustBalance')).toEqual([
      { movement: 'adjustBalance', code: 'FORBIDDEN', isAttempt: true, count: 1, notKept: 3 },
    ]);
    expect(refusedCallers[0]).toEqual({ caller: 'mallory', code: 'INSUFFICIENT_FUNDS', count: 2 });
  });

  test('is a page in which no text of a person becomes markup', async () => {
    const [report] = await shown();
    expect(report!.html).toContain('=1+1 &lt;b&gt;&quot;bonus&quot;&lt;/b&gt;');
    expect(report!.html).not.toContain('<b>');
    expect(report!.html).not.toMatch(/<script|src=|href=/);
  });

  test('is seen by ADMIN and AUDITOR and looks missing to others', async () => {
    const [report] = await shown();
    const node = `query ($id: ID!) { node(id: $id) { id ... on Report { period } } }`;
    const asked = { id: report!.id };
    expect(await auditor.run(node, asked)).toEqual({ id: report!.id, period: 'DAY' });
    expect(await member('mallory').run(node, asked)).toBeNull();
    expect(await service.run(node, asked)).toBeNull();
    expect(await member('mallory').codes(REPORTS)).toEqual(['FORBIDDEN']);
  });
});

test('a week has the commands of its days', async () => {
  for (let day = 2; day <= 7; day++)
    expect(await makeAt(at, source, await inDays(at, day))).toBe(true);
  expect(await makeAt(at, source, await inDays(at, 7), { period: 'WEEK' })).toBe(true);
  const [week] = await shown({ period: 'WEEK' });
  const total = (csv: string): number =>
    rowsOf(csv)
      .filter(({ section }) => section === 'totals')
      .reduce((sum, { count }) => sum + Number(count), 0);
  const days = await shown({ period: 'DAY' });
  expect(days).toHaveLength(7);
  expect(total(week!.csv)).toBe(days.reduce((sum, { csv }) => sum + total(csv), 0));
  expect(total(week!.csv)).toBe(6);
});

test('an erasure reaches the reports that were made before', async () => {
  const reasons = async (): Promise<string[]> =>
    (await shown({ period: 'DAY' })).flatMap(({ csv }) =>
      rowsOf(csv)
        .filter(({ section }) => section === 'corrections')
        .map(({ text }) => text!),
    );
  expect(await reasons()).toEqual([`'=1+1 <b>"bonus"</b>`, 'it was no bonus']);
  await admin.send('EraseOwner', { ownerId: 'mallory', reason: 'asked for it' });
  const { end } = await at.gateway.book.log.settle(10_000);
  while (await eraseNext(source, end));
  expect(await reasons()).toEqual(['[erased]', '[erased]']);
});
