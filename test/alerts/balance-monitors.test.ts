import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { walletId as idOf } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { alertsOf, monitor, readsOf, watchOn } from './support.js';

const at = useBook();
const { service, admin, wallet, member } = askers(() => at.gateway.book);
const errors: unknown[] = [];
let source: DataSource;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());

/** Two gateways look at once. */
async function look(): Promise<void> {
  await Promise.all([1, 2].map(() => watchOn(at.gateway, source, errors).look()));
  expect(errors.splice(0)).toEqual([]);
}

const below = (walletId: string, amount = '10.00', more: object = {}) =>
  monitor(admin, { on: 'BALANCE_BELOW', walletId, amount: moneyInput(amount), ...more });
const deposit = (walletId: string, amount: string) =>
  service.send('Deposit', { walletId, amount: moneyInput(amount) });
const withdraw = (owner: string, walletId: string, amount: string) =>
  member(owner).send('RequestWithdrawal', {
    walletId,
    amount: moneyInput(amount),
    destination: 'bank',
  });
const change = (name: string, id: string) =>
  admin.send(
    `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
       ... on MonitorPayload { monitor { id status } replayed } ... on UserError { code message } } }`,
    { monitorId: id },
  );

describe('a monitor of an available balance', () => {
  test('raises one alert when a hold takes it below, which ends when it is back', async () => {
    const of = await wallet('held', '15.00');
    const id = await below(of);
    await look();
    expect(await alertsOf(admin, { monitorId: id })).toEqual([]);
    const { transaction } = (await withdraw('held', of, '9.00')) as unknown as {
      transaction: { id: string };
    };
    await look();
    await look();
    const [alert, ...others] = await alertsOf(admin, { monitorId: id });
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ...{ status: 'OPEN', endedAt: null, wallet: { id: of }, transaction: { id: transaction.id } },
      summary: 'The available balance fell from 15.00 USD to 6.00 USD, below 10.00 USD.',
      data: { bound: '10.00', before: '15.00', balance: '6.00', currency: 'USD' },
      monitor: { id, currentAlert: { id: alert!.id } },
    });
    await deposit(of, '4.00');
    await look();
    const [ended] = await alertsOf(admin, { monitorId: id });
    expect(ended).toMatchObject({ id: alert!.id, status: 'OPEN', monitor: { currentAlert: null } });
    expect(Date.parse(ended!.endedAt!)).toBeGreaterThan(Date.parse(alert!.happenedAt));
  });

  test('sees a dip that was over before a gateway looked', async () => {
    const of = await wallet('dip', '15.00');
    const to = await wallet('dip too');
    const id = await below(of);
    await look();
    const transfer = (from: string, toId: string) =>
      service.send('Transfer', {
        fromWalletId: from,
        toWalletId: toId,
        amount: moneyInput('9.00'),
      });
    // In one commit.
    await Promise.all([transfer(of, to), transfer(to, of)]);
    await look();
    const alerts = await alertsOf(admin, { monitorId: id });
    expect(alerts).toHaveLength(1);
    expect(alerts[0]!.endedAt).not.toBeNull();
  });

  test('raises one at once if the balance is beyond its bound already, also when it is resumed', async () => {
    const of = await wallet('already', '5.00');
    const id = await below(of);
    await look();
    await look();
    const [alert] = await alertsOf(admin, { monitorId: id });
    expect(alert).toMatchObject({
      ...{ transaction: null, endedAt: null },
      summary:
        'The available balance was 5.00 USD when the monitor began to watch, below 10.00 USD.',
    });
    await change('pauseMonitor', id);
    await deposit(of, '20.00');
    await withdraw('already', of, '22.00');
    await look();
    const [paused, ...none] = await alertsOf(admin, { monitorId: id });
    expect(none).toEqual([]);
    expect(paused!.endedAt).not.toBeNull();
    await change('resumeMonitor', id);
    await look();
    expect((await alertsOf(admin, { monitorId: id })).map(({ data }) => data['balance'])).toEqual([
      '5.00',
      '3.00',
    ]);
  });

  test('of an empty wallet without any entry is below a bound above zero, and not below zero', async () => {
    const of = await wallet('empty');
    const [id, zero] = [await below(of), await below(of, '0.00')];
    await look();
    expect(await alertsOf(admin, { monitorId: id })).toHaveLength(1);
    expect(await alertsOf(admin, { monitorId: zero })).toEqual([]);
  });

  test('is quiet once it is deleted', async () => {
    const of = await wallet('deleted', '15.00');
    const id = await below(of);
    await change('deleteMonitor', id);
    await withdraw('deleted', of, '9.00');
    await look();
    expect(await alertsOf(admin, { monitorId: id })).toEqual([]);
    expect(await change('deleteMonitor', id)).toMatchObject({ code: 'MONITOR_NOT_FOUND' });
  });

  test('of a velocity raises one when too much has left the wallet', async () => {
    const of = await wallet('fast', '100.00');
    await withdraw('fast', of, '40.00');
    const id = await monitor(admin, {
      ...{ on: 'VELOCITY_ABOVE', walletId: of, amount: moneyInput('20.00'), seconds: 3_600 },
    });
    // What left before the watch began does not count.
    await withdraw('fast', of, '15.00');
    await look();
    await withdraw('fast', of, '5.00');
    await look();
    expect(await alertsOf(admin, { monitorId: id })).toEqual([]);
    await withdraw('fast', of, '0.01');
    await look();
    await withdraw('fast', of, '1.00');
    await look();
    expect(await alertsOf(admin, { monitorId: id })).toMatchObject([
      { summary: '20.01 USD left the wallet within 3600 seconds, more than 20.00 USD.' },
    ]);
  });
});

/** A number from 0 up to `below`. */
const pick = (limit: number): number => Math.floor(Math.random() * limit);

test('every crossing of a random history is raised once, while two gateways look', async () => {
  const owners = Array.from({ length: 4 }, () => randomUUID());
  const wallets = await Promise.all(owners.map((owner) => wallet(owner, '20.00')));
  const monitors = await Promise.all(
    wallets.flatMap((of) => [
      below(of, '15.00'),
      monitor(admin, { on: 'BALANCE_ABOVE', walletId: of, amount: moneyInput('25.00') }),
    ]),
  );
  const held: { owner: string; id: string }[] = [];
  const act = async (): Promise<void> => {
    const [one, other] = [pick(4), pick(4)];
    const amount = moneyInput(`${1 + pick(12)}.00`);
    const [owner, of, to] = [owners[one]!, wallets[one]!, wallets[other]!];
    const kind = pick(4);
    if (kind === 0) await service.send('Deposit', { walletId: of, amount });
    else if (kind === 1) {
      const made = await withdraw(owner, of, amount.amount);
      if (made.transaction) held.push({ owner, id: made.transaction.id });
    } else if (kind === 2) {
      const hold = held.pop();
      if (hold) await member(hold.owner).send('CancelWithdrawal', { transactionId: hold.id });
    } else if (one !== other)
      await service.send('Transfer', { fromWalletId: of, toWalletId: to, amount });
  };
  const isOver = { over: false };
  const looking = (async () => {
    while (!isOver.over) await look();
  })();
  for (let round = 0; round < 25; round++) await Promise.all(Array.from({ length: 12 }, act));
  isOver.over = true;
  await looking;
  await look();

  const { rows } = await at.owner.query<{ id: string; before: string; after: string }>(
    `SELECT a.wallet_id AS id, e.balance AS after, coalesce(b.balance, 0) AS before
       FROM account a JOIN entry e ON e.account_id = a.id
       LEFT JOIN entry b ON b.account_id = a.id AND b.seq = e.seq - 1
      WHERE a.kind = 'CASH' ORDER BY a.id, e.seq`,
  );
  let crossings = 0;
  for (const [index, of] of wallets.entries()) {
    const lines = rows.filter((row) => idOf(row.id) === of).slice(1);
    const isBelow = (text: string) => Number(text) < 1_500;
    const isAbove = (text: string) => Number(text) > 2_500;
    for (const [id, isBeyond] of [
      [monitors[index * 2]!, isBelow],
      [monitors[index * 2 + 1]!, isAbove],
    ] as const) {
      const expected = lines
        .filter(({ before, after }) => !isBeyond(before) && isBeyond(after))
        .map(({ after }) => (Number(after) / 100).toFixed(2));
      const alerts = await alertsOf(admin, { monitorId: id });
      expect(alerts.map(({ data }) => data['balance'])).toEqual(expected);
      // All are over but perhaps the last.
      const last = isBeyond(lines.at(-1)!.after);
      expect(alerts.filter(({ endedAt }) => endedAt === null)).toHaveLength(last ? 1 : 0);
      crossings += expected.length;
    }
  }
  expect(crossings).toBeGreaterThan(10);
});
