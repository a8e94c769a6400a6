import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ReportContent } from '../../src/domain/index.js';
import { monitor, readsOf, watchOn } from '../alerts/support.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { addResult } from '../support/reconciliation-results.js';
import { inDays, makeAt } from './support.js';

const at = useBook();
const { admin, service, wallet } = askers(() => at.gateway.book);
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

async function contents(): Promise<ReportContent[]> {
  const { rows } = await at.owner.query<{ content: ReportContent }>(
    'SELECT content FROM report ORDER BY to_at',
  );
  return rows.map(({ content }) => content);
}

test('a report counts what reconciliations opened and closed, lists what is open, and counts each result once', async () => {
  await wallet('a', '1.00');
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
  await addResult(at.owner, 1, [
    [one, true],
    [two, true],
  ]);
  await addResult(at.owner, 2, [
    [one, false],
    [two, true],
  ]);
  expect(await makeAt(at, source, await inDays(at, 1))).toBe(true);
  // Of the same day, but stored after its report was made.
  await addResult(at.owner, 3, [
    [two, false],
    [three, true],
  ]);
  expect(await makeAt(at, source, await inDays(at, 2))).toBe(true);
  expect(await makeAt(at, source, await inDays(at, 3))).toBe(true);
  const [today, tomorrow, later] = (await contents()).map(({ findings }) => findings);
  const runs = (count: number): object[] => [{ status: 'FINDINGS', count }];
  expect(today).toMatchObject({ lastResult: '2', runs: runs(2), opened: 2, closed: 1, open: 1 });
  expect(tomorrow).toMatchObject({ lastResult: '3', runs: runs(1), opened: 1, closed: 1, open: 1 });
  expect(later).toMatchObject({ lastResult: '3', runs: [], opened: 0, closed: 0, open: 1 });
  expect(today!.listed).toEqual([
    {
      ...{ code: 'BALANCE_DIFFERS', severity: 'ERROR', scope: 'book', subject: 'a wallet' },
      ...{ expected: '1', actual: '2', firstSeenAt: expect.any(String) },
    },
  ]);
});

test('a report counts the alerts that were raised, and those that no one had acknowledged', async () => {
  const walletId = await wallet('watched', '1.00');
  await monitor(admin, { on: 'AMOUNT_ABOVE', walletId, amount: moneyInput('50.00') });
  for (const amount of ['60.00', '70.00'])
    await service.send('Deposit', { walletId, amount: moneyInput(amount) });
  const errors: unknown[] = [];
  await watchOn(at.gateway, source, errors).look();
  expect(errors).toEqual([]);
  const { rows } = await at.owner.query<{ id: string }>('SELECT id FROM alert ORDER BY position');
  expect(rows).toHaveLength(2);
  const alerts = await admin.run('{ alerts { edges { node { id } } } }');
  await admin.send('AcknowledgeAlert', {
    alertId: (alerts as unknown as { edges: { node: { id: string } }[] }).edges[0]!.node.id,
  });
  expect(await makeAt(at, source, await inDays(at, 4))).toBe(true);
  const [last] = (await contents()).slice(-1);
  expect(last!.alerts).toEqual([{ watches: 'AMOUNT_ABOVE', count: 2, unacknowledged: 1 }]);
});
