import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Notifier } from '../../src/alerts/notifier.js';
import { SHOWN_IDS, webhookId as webhookText } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { until } from '../support/until.js';
import { Receiver } from '../webhooks/receiver.js';
import { useSenders } from '../webhooks/sending.js';
import { alertsOf, monitor, readsOf, watchOn } from './support.js';

const at = useBook();
const { admin, service, wallet } = askers(() => at.gateway.book);
const startSender = useSenders(at);
const errors: unknown[] = [];
let source: DataSource;
let receiver: Receiver;

beforeAll(async () => {
  source = await readsOf(at);
});
afterAll(() => source.destroy());
beforeEach(async () => {
  receiver = await new Receiver().start();
});
afterEach(async () => {
  await receiver.stop();
  // Of another test's receiver nothing would come back.
  for (const webhookId of made.splice(0)) await admin.send('DeleteWebhook', { webhookId });
});

/** The id of a webhook that does not exist. */
const NOWHERE = webhookText(randomUUID());
/** The webhooks of a test. */
const made: string[] = [];

const NOTIFICATIONS = `query ($id: ID!) { node(id: $id) { ... on Alert {
  notifications { email webhookId status attempts error } } } }`;

async function notificationsOf(id: string): Promise<object[]> {
  const node = (await admin.run(NOTIFICATIONS, { id })) as unknown as { notifications: object[] };
  return node.notifications;
}

async function webhook(types: string[]): Promise<string> {
  const { webhook } = (await admin.send('CreateWebhook', {
    ...{ url: receiver.url, types },
  })) as unknown as { webhook: { id: string } };
  made.push(webhook.id);
  return webhook.id;
}

const sendDue = () =>
  new Notifier(source, {
    ...{ mailer: undefined, ids: SHOWN_IDS, times: { againMs: 0 } },
    onError: (error) => errors.push(error),
  }).sendDue();

async function low(owner: string, channels: object[]): Promise<string> {
  const walletId = await wallet(owner);
  const amount = moneyInput('10.00');
  return monitor(admin, { on: 'BALANCE_BELOW', walletId, amount, channels });
}

describe('a webhook is a channel of a monitor', () => {
  test('its receiver gets the alert once, although the types of the webhook do not name alerts and two gateways send', async () => {
    const webhookId = await webhook(['wallet.frozen']);
    const sending = await startSender();
    const id = await low('channel', [{ webhookId }]);
    await watchOn(at.gateway, source, errors).look();
    const [alert] = await alertsOf(admin, { monitorId: id });
    await Promise.all([sendDue(), sendDue()]);
    await until(() => receiver.taken.size === 1);
    await sendDue();
    expect(await notificationsOf(alert!.id)).toEqual([
      { email: null, webhookId, status: 'SENT', attempts: 1, error: null },
    ]);
    const [taken] = receiver.taken.values();
    expect(taken!.body).toMatchObject({ type: 'alert.raised', data: { alertId: alert!.id } });
    expect(receiver.requests).toHaveLength(1);
    expect([errors, sending.errors]).toEqual([[], []]);
  });

  test('a webhook that names alerts itself and is a channel too gets each once', async () => {
    const webhookId = await webhook(['alert.raised']);
    const id = await low('both', [{ webhookId }]);
    await watchOn(at.gateway, source, errors).look();
    await sendDue();
    await startSender();
    const [alert] = await alertsOf(admin, { monitorId: id });
    await until(() => receiver.taken.size === 1);
    // What comes later shows that nothing else waited.
    const other = await low('later', []);
    await watchOn(at.gateway, source, errors).look();
    await until(() => receiver.taken.size === 2);
    const [later] = await alertsOf(admin, { monitorId: other });
    expect(
      receiver.requests.map(({ body }) => (body.data as { alertId?: string }).alertId),
    ).toEqual([alert!.id, later!.id]);
  });

  test('a webhook that is deleted meanwhile leaves the message undone, and says so', async () => {
    const webhookId = await webhook(['wallet.frozen']);
    const id = await low('deleted', [{ webhookId }]);
    await watchOn(at.gateway, source, errors).look();
    await admin.send('DeleteWebhook', { webhookId });
    await new Notifier(source, {
      ...{ mailer: undefined, ids: SHOWN_IDS, times: { giveUpMs: -1 } },
      onError: (error) => errors.push(error),
    }).sendDue();
    const [alert] = await alertsOf(admin, { monitorId: id });
    expect(await notificationsOf(alert!.id)).toMatchObject([
      { status: 'FAILED', error: 'The webhook was deleted.' },
    ]);
  });

  test.each([
    ['neither', {}, 'channels[0] has neither email nor webhookId. Send exactly one of them.'],
    [
      'both',
      { email: 'a@b.example', webhookId: NOWHERE },
      'channels[0] has both email and webhookId. Send exactly one of them.',
    ],
  ])('a channel with %s is refused', async (_, channel, message) => {
    await expect(low(`with ${message}`, [channel])).rejects.toThrow(message);
  });

  test('a webhook that does not exist is refused', async () => {
    const channels = [{ webhookId: NOWHERE }];
    await expect(low('nothing there', channels)).rejects.toThrow('WEBHOOK_NOT_FOUND');
  });
});

test('a delivery that is given up raises one alert, which names the webhook', async () => {
  const webhookId = await webhook(['transaction.completed']);
  const id = await monitor(admin, { on: 'WEBHOOK_DEAD' });
  const sending = await startSender({ retry: { firstMs: 5, mostMs: 5, giveUpAfterMs: 1 } });
  receiver.answer = () => 'error';
  const walletId = await wallet('dead letter');
  await service.send('Deposit', { walletId, amount: moneyInput('1.00') });
  await until(() => sending.outcomes.dead === 1);
  await until(async () => {
    await watchOn(at.gateway, source, errors).look();
    return (await alertsOf(admin, { monitorId: id })).length > 0;
  });
  await watchOn(at.gateway, source, errors).look();
  const alerts = await alertsOf(admin, { monitorId: id });
  expect(alerts).toHaveLength(1);
  expect(alerts[0]!.data).toMatchObject({ webhookId });
  expect(alerts[0]!.summary).toContain('answered 500');
  expect(errors).toEqual([]);
});
