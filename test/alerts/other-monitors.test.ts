import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { LatencyWatch } from '../../src/alerts/latency-watch.js';
import { Raising } from '../../src/alerts/watching/raising.js';
import { readWatched } from '../../src/alerts/watching/watched.js';
import { readTransactionId } from '../../src/graphql/ids.js';
import { readScheduled } from '../../src/graphql/inputs/scheduled-mutation.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { Schedules } from '../../src/jobs/schedules.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { addResult } from '../support/reconciliation-results.js';
import { expireHoldsNow } from '../support/until.js';
import { alertsOf, monitor, readsOf, watchOn } from './support.js';

const at = useBook();
const { service, admin, wallet, member } = askers(() => at.gateway.book);
const errors: unknown[] = [];
const schema = buildSchema();
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

/** Two gateways look at once, and then one again. */
async function look(): Promise<void> {
  await Promise.all([1, 2].map(() => watchOn(at.gateway, source, errors).look()));
  await watchOn(at.gateway, source, errors).look();
  expect(errors.splice(0)).toEqual([]);
}

const deposit = async (walletId: string, amount: string): Promise<string> =>
  (await service.send('Deposit', { walletId, amount: moneyInput(amount) })).transaction.id;
const transactionsOf = async (id: string): Promise<(string | undefined)[]> =>
  (await alertsOf(admin, { monitorId: id })).map(({ transaction }) => transaction?.id);

describe('a monitor of amounts', () => {
  test('raises one alert for each larger transaction of its wallet, of what it became and not again', async () => {
    const [of, other] = [await wallet('large', '100.00'), await wallet('other large', '100.00')];
    await deposit(of, '60.00');
    const id = await monitor(admin, {
      ...{ on: 'AMOUNT_ABOVE', walletId: of, amount: moneyInput('50.00') },
    });
    await look();
    await deposit(of, '50.00');
    const large = await deposit(of, '50.01');
    const pending = await member('large').send('RequestWithdrawal', {
      ...{ walletId: of, amount: moneyInput('70.00'), destination: 'bank' },
    });
    await look();
    await admin.send('ApproveWithdrawal', { transactionId: pending.transaction.id });
    const received = await service.send('Transfer', {
      ...{ fromWalletId: other, toWalletId: of, amount: moneyInput('80.00') },
    });
    await deposit(other, '90.00');
    await look();
    const found = await transactionsOf(id);
    expect(found.sort()).toEqual([large, pending.transaction.id, received.transaction.id].sort());
    const [first] = await alertsOf(admin, { monitorId: id });
    expect(first!.summary).toMatch(
      /^A (deposit|withdrawal) is of \d\d\.\d\d USD, more than 50\.00 USD\.$/,
    );
  });

  test('without a wallet watches all of the currency', async () => {
    const [of, euros] = [await wallet('any'), await wallet('any', '0', 'EUR')];
    const id = await monitor(admin, { on: 'AMOUNT_ABOVE', amount: moneyInput('1000.00') });
    const large = await deposit(of, '1000.01');
    await service.send('Deposit', { walletId: euros, amount: moneyInput('2000.00', 'EUR') });
    await look();
    expect(await transactionsOf(id)).toEqual([large]);
  });

  test('reads no command again that a round has looked at', async () => {
    const of = await wallet('place');
    await monitor(admin, { on: 'AMOUNT_ABOVE', amount: moneyInput('9999.00') });
    await deposit(of, '1.00');
    await look();
    const { rows } = await at.owner.query<{ behind: string }>(
      `SELECT count(*) AS behind FROM command, monitoring_place p WHERE command.position > p.position`,
    );
    expect(rows[0]!.behind).toBe('0');
  });
});

test('a monitor of schedules raises one alert for each refused run', async () => {
  const of = await wallet('scheduled', '5.00');
  const to = await wallet('scheduled to');
  const id = await monitor(admin, { on: 'SCHEDULE_REFUSED' });
  const at1 = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await service.send('ScheduleTransaction', {
    ...{ mutation: 'transfer', at: at1 },
    input: { fromWalletId: of, toWalletId: to, amount: moneyInput('9.00') },
  });
  const { id: scheduleId } = (scheduled as unknown as { schedule: { id: string } }).schedule;
  await at.owner.query('BEGIN');
  await at.owner.query(`SET LOCAL session_replication_role = 'replica'`);
  await at.owner.query(
    `UPDATE schedule SET next_at = now() - interval '1 second', at = now() - interval '1 second'`,
  );
  await at.owner.query('COMMIT');
  const job = new Schedules(at.gateway.book, {
    read: (schedule, creator) => readScheduled(schema, schedule, creator),
    onError: (error) => errors.push(error),
  });
  await job.runDue();
  await look();
  const [alert, ...others] = await alertsOf(admin, { monitorId: id });
  expect(others).toEqual([]);
  expect(alert!.summary).toMatch(/\(transfer\) was refused with INSUFFICIENT_FUNDS: /);
  expect(alert!.data).toMatchObject({
    scheduleId,
    mutation: 'transfer',
    code: 'INSUFFICIENT_FUNDS',
  });
});

test('a monitor of holds raises one alert for a hold that has expired for too long', async () => {
  const of = await wallet('stuck', '50.00');
  const [id, patient] = [
    await monitor(admin, { on: 'HOLD_STUCK', seconds: 1 }),
    await monitor(admin, { on: 'HOLD_STUCK', seconds: 86_400 }),
  ];
  const { transaction } = await member('stuck').send('RequestWithdrawal', {
    ...{ walletId: of, amount: moneyInput('9.00'), destination: 'bank', expiresInSeconds: 3_600 },
  });
  await look();
  expect(await transactionsOf(id)).toEqual([]);
  await expireHoldsNow(at.owner, [readTransactionId(transaction.id)]);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await look();
  expect(await transactionsOf(id)).toEqual([transaction.id]);
  expect(await transactionsOf(patient)).toEqual([]);
});

test('a monitor of findings raises one alert for a finding that opens, and one when it opens again', async () => {
  const [before, first, second] = [randomUUID(), randomUUID(), randomUUID()];
  await addResult(at.owner, 1, [[before, true]]);
  const id = await monitor(admin, { on: 'FINDING' });
  await look();
  await addResult(at.owner, 2, [
    [before, true],
    [first, true],
  ]);
  await look();
  await addResult(at.owner, 3, [
    [first, true],
    [second, true],
  ]);
  await addResult(at.owner, 4, [[first, false]]);
  await look();
  await addResult(at.owner, 5, [[first, true]]);
  await look();
  const alerts = await alertsOf(admin, { monitorId: id });
  expect(alerts).toHaveLength(3);
  expect(alerts[0]!.summary).toBe(
    'A reconciliation of book found BALANCE_DIFFERS in a wallet: expected 1, is 2.',
  );
});

test('a monitor of the latency of pushes raises one alert over several gateways, which ends when none is slow any more', async () => {
  const id = await monitor(admin, { on: 'PUSH_LATENCY_ABOVE', seconds: 0.25 });
  const latencies: (number | undefined)[] = [undefined, 100];
  const gateways = [0, 1].map(
    (index) =>
      new LatencyWatch(at.gateway.book, source, {
        p99Ms: () => latencies[index],
        onError: (error) => errors.push(error),
        times: { overMs: 200 },
      }),
  );
  const lookAll = async () => {
    for (const gateway of gateways) await gateway.look();
  };
  await lookAll();
  expect(await alertsOf(admin, { monitorId: id })).toEqual([]);
  latencies.splice(0, 2, 400, 900);
  await Promise.all(gateways.map((gateway) => gateway.look()));
  // One of them is quick again: the other one is not.
  latencies[0] = 100;
  await lookAll();
  await lookAll();
  const [alert, ...others] = await alertsOf(admin, { monitorId: id });
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ endedAt: null, data: { boundMs: 250 } });
  latencies[1] = 250;
  await lookAll();
  expect((await alertsOf(admin, { monitorId: id }))[0]!.endedAt).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 250));
  await lookAll();
  expect((await alertsOf(admin, { monitorId: id }))[0]!.endedAt).not.toBeNull();
  latencies[0] = 251;
  await lookAll();
  expect(await alertsOf(admin, { monitorId: id })).toHaveLength(2);
  expect(errors).toEqual([]);
});

test('an alert that a gateway raises again, as after a lost answer, is the same one and counts once', async () => {
  const id = await monitor(admin, { on: 'PUSH_LATENCY_ABOVE', seconds: 9 });
  const watched = (await readWatched(source.manager, ['PUSH_LATENCY_ABOVE'])).find(
    ({ seconds }) => seconds === 9,
  )!;
  const counted: string[] = [];
  const { ledger } = at.gateway.book;
  const raising = new Raising(ledger, new AbortController().signal, (kind) => counted.push(kind));
  const sight = {
    ...{ crossing: 'latency·1', walletId: null, transactionId: null, summary: 'It is slow.' },
    ...{ data: {}, happenedAt: new Date().toISOString() },
  };
  const first = await raising.raise(watched, sight);
  expect(await raising.raise(watched, sight)).toBe(first);
  expect(counted).toEqual(['PUSH_LATENCY_ABOVE']);
  expect(await alertsOf(admin, { monitorId: id })).toHaveLength(1);
});
