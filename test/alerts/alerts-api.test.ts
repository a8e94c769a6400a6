import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { collect, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';
import { alertsOf, monitor, readsOf, watchOn } from './support.js';

const at = useBook({ sendsMail: true });
const { service, admin, auditor, cashier, member, wallet } = askers(() => at.gateway.book);
const errors: unknown[] = [];
let source: DataSource;
let server: LiveServer;

beforeAll(async () => {
  source = await readsOf(at);
  server = await LiveServer.start(at);
});
afterAll(async () => {
  await server.close();
  await source.destroy();
});

const usd = moneyInput('10.00');
const CREATE = `mutation ($input: CreateMonitorInput!) { createMonitor(input: $input) { __typename } }`;

/** The error of a monitor that cannot be made. */
async function fault(input: object): Promise<string> {
  const {
    errors: [error],
  } = await admin.ask(CREATE, {
    input: { name: 'of a test', idempotencyKey: 'wrong', ...input },
  });
  expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
  return error!.message;
}

describe('createMonitor refuses what its kind does not take', () => {
  test('each kind says which fields it needs, and which mean nothing to it', async () => {
    const walletId = await wallet('fields');
    const all = { walletId, amount: usd, seconds: 5 };
    const NEEDED = {
      BALANCE_BELOW: ['walletId', 'amount'],
      BALANCE_ABOVE: ['walletId', 'amount'],
      AMOUNT_ABOVE: ['amount'],
      VELOCITY_ABOVE: ['walletId', 'amount', 'seconds'],
      FINDING: [],
      WEBHOOK_DEAD: [],
      SCHEDULE_REFUSED: [],
      HOLD_STUCK: ['seconds'],
      PUSH_LATENCY_ABOVE: ['seconds'],
    } as const;
    for (const [on, needed] of Object.entries(NEEDED)) {
      const right = Object.fromEntries(needed.map((field) => [field, all[field]]));
      for (const field of needed)
        expect(await fault({ on, ...right, [field]: null })).toContain(
          `${field} is missing: ${on} needs it.`,
        );
      for (const field of ['walletId', 'amount', 'seconds'] as const) {
        const possible = on === 'AMOUNT_ABOVE' && field === 'walletId';
        if (!possible && !(needed as readonly string[]).includes(field))
          expect(await fault({ on, ...right, [field]: all[field] })).toContain(
            `${field} means nothing to ${on}. Leave it out.`,
          );
      }
      expect(await monitor(admin, { on, ...right })).toMatch(/^mon_/);
    }
  });

  test.each([
    [{ seconds: 0 }, 'seconds is 0. It must be from 1 to 2678400.'],
    [{ seconds: 1.5 }, 'seconds is 1.5. It must be a whole number.'],
    [{ name: '' }, 'name'],
    [{ name: 'two\nlines' }, 'name'],
    [{ channels: [{ email: 'nobody' }] }, 'channels[0].email: "nobody" is not an e-mail address'],
    [{ channels: [{ email: 'a@b.example\r\nBcc: c@d.example' }] }, 'channels[0].email'],
    [{ channels: [{ email: 'a@b.example', afterSeconds: -1 }] }, 'channels[0].afterSeconds is -1'],
    [{ channels: Array.from({ length: 11 }, () => ({ email: 'a@b.example' })) }, 'at most 10'],
  ])('and bad values: %j', async (input, words) => {
    expect(await fault({ on: 'HOLD_STUCK', seconds: 60, ...input })).toContain(words);
  });
});

describe('monitors and alerts are matters of staff', () => {
  test('admins make monitors, cashiers acknowledge alerts, auditors read both', async () => {
    const walletId = await wallet('roles');
    const id = await monitor(admin, { on: 'BALANCE_BELOW', walletId, amount: usd });
    await watchOn(at.gateway, source, errors).look();
    const codes = async (by: typeof admin) => [
      await by.codes(CREATE, { input: { name: 'x', on: 'FINDING', idempotencyKey: 'roles' } }),
      await by.codes('{ monitors { edges { node { id } } } }'),
      await by.codes('{ alerts { edges { node { id monitor { name } } } } }'),
    ];
    const FORBIDDEN = ['FORBIDDEN'];
    expect(await codes(cashier)).toEqual([FORBIDDEN, [], []]);
    expect(await codes(auditor)).toEqual([FORBIDDEN, [], []]);
    for (const by of [service, member('roles')])
      expect(await codes(by)).toEqual([FORBIDDEN, FORBIDDEN, FORBIDDEN]);
    const [alert] = await alertsOf(auditor, { monitorId: id });
    const input = { alertId: alert!.id, idempotencyKey: 'roles' };
    expect(await auditor.codes('AcknowledgeAlert', { input })).toEqual(FORBIDDEN);
    await cashier.run('AcknowledgeAlert', { input });
    expect(await alertsOf(auditor, { monitorId: id, status: 'OPEN' })).toEqual([]);
    expect(await alertsOf(auditor, { walletId, status: 'ACKNOWLEDGED' })).toHaveLength(1);
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    for (const one of [id, alert!.id]) {
      expect(await auditor.run(node, { id: one })).toEqual({ id: one });
      expect(await service.run(node, { id: one })).toBeNull();
    }
  });
});

test('an alert is an event, and is pushed to those who follow alerts', async () => {
  const walletId = await wallet('event');
  const client = await server.client('auditor', ['AUDITOR' satisfies Role]);
  const pushed = collect(client, 'subscription { alertRaised { id summary wallet { id } } }');
  // Until it follows, an alert would be missed: so each look raises another one.
  const ids: string[] = [];
  await until(async () => {
    ids.push(await monitor(admin, { on: 'BALANCE_BELOW', walletId, amount: usd }));
    await watchOn(at.gateway, source, errors).look();
    return pushed.pushes.length > 0;
  });
  pushed.stop();
  const alert = pushed.pushes[0]!.data!['alertRaised'] as { id: string };
  expect(alert).toMatchObject({ wallet: { id: walletId } });
  const page = (await service.run(
    `query ($filter: EventFilter) { events(filter: $filter, last: 200) { edges { node {
       __typename type actor wallet { id } transaction { id } data } } } }`,
    { filter: { types: ['alert.raised'], walletId } },
  )) as unknown as { edges: { node: { data: { alertId: string; monitorId: string } } }[] };
  expect(page.edges.map(({ node }) => node.data.monitorId)).toEqual(ids);
  expect(page.edges.find(({ node }) => node.data.alertId === alert.id)?.node).toMatchObject({
    ...{ __typename: 'AlertEvent', type: 'alert.raised', wallet: { id: walletId } },
    ...{ transaction: null, data: { walletId } },
  });
  expect(errors).toEqual([]);
});
