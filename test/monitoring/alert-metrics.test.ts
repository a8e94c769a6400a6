import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { SMTPServer } from 'smtp-server';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/sign.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { type GatewayClient, GatewayProcess, SECRET } from '../support/gateway-process.js';
import { collect } from '../support/live.js';
import { until } from '../support/until.js';

// Two gateways on one book, and what both say of its alerts and events.

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const MONITOR = `mutation ($input: CreateMonitorInput!) {
  createMonitor(input: $input) { ... on CreateMonitorPayload { monitor { id } } ... on UserError { message } } }`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) {
  ... on AcknowledgeAlertPayload { alert { status } } ... on UserError { message } } }`;
const ALERTS = `{ alerts { edges { node { id status } } } }`;
const FOLLOW = `subscription ($after: String) {
  eventAdded(after: $after, filter: { types: ["wallet.opened"] }) { id cursor } }`;

let database: TestDatabase;
let gateways: GatewayProcess[];
let server: SMTPServer;
let client: GatewayClient;
let walletId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onRcptTo({ address }, _, done) {
      done(address.startsWith('wrong') ? new Error('there is no such box') : undefined);
    },
    onData(stream, _, done) {
      stream.resume();
      stream.on('end', () => done());
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mail = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'alerts@book.example' };
  gateways = await Promise.all(
    [1, 2].map(() => GatewayProcess.create({ DATABASE_URL: database.url, ...mail })),
  );
  await Promise.all(gateways.map((gateway) => gateway.start()));
  client = await gateways[0]!.client('service', 'SERVICE', 'ADMIN');
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.discard();
  await new Promise<void>((resolve) => server.close(resolve));
  await database.drop();
});

/** The value of a line of /metrics, of each gateway; undefined where there is no such line. */
function values(line: string): Promise<(number | undefined)[]> {
  return Promise.all(
    gateways.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const found = text.split('\n').find((one) => one.startsWith(`${line} `));
      return found === undefined ? undefined : Number(found.slice(line.length + 1));
    }),
  );
}

const sum = async (line: string) =>
  (await values(line)).reduce<number>((total, value) => total + (value ?? 0), 0);
const openWallet = async (ownerId: string) => {
  const input = { ownerId, currency: 'USD', idempotencyKey: randomUUID() };
  const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, { input });
  return opened.openWallet.wallet.id;
};

test('every gateway says how many alerts of the book are open, and one of them counts each alert and message', async () => {
  const kind = '{kind="BALANCE_BELOW"}';
  await until(async () =>
    (await values(`onebook_alerts_open${kind}`)).every((value) => value === 0),
  );
  walletId = await openWallet('ann');
  await client.ask(MONITOR, {
    input: {
      ...{ name: 'low', on: 'BALANCE_BELOW', walletId, idempotencyKey: randomUUID() },
      amount: { amount: '10.00', currency: 'USD' },
      channels: [{ email: 'right@book.example' }, { email: 'wrong@book.example' }],
    },
  });
  await until(async () =>
    (await values(`onebook_alerts_open${kind}`)).every((value) => value === 1),
  );
  expect(await sum(`onebook_alerts_raised_total${kind}`)).toBe(1);
  const of = (outcome: string) =>
    sum(`onebook_notifications_total{channel="email",outcome="${outcome}"}`);
  await until(async () => (await of('sent')) === 1 && (await of('failed')) >= 1);
  expect(await of('given_up')).toBe(0);
  const { alerts } = await client.ask<{ alerts: { edges: { node: { id: string } }[] } }>(ALERTS);
  const [alert] = alerts.edges;
  await client.ask(ACKNOWLEDGE, {
    input: { alertId: alert?.node.id, idempotencyKey: randomUUID() },
  });
  await until(async () =>
    (await values(`onebook_alerts_open${kind}`)).every((value) => value === 0),
  );
  expect(await sum(`onebook_alerts_raised_total${kind}`)).toBe(1);
});

test('the latency of events counts those after a subscription began, and not those it catches up with', async () => {
  const token = await signToken({
    ...{ secret: SECRET, sub: 'staff', roles: ['ADMIN'], ttlSeconds: 3_600 },
  });
  const socket = createClient({
    url: `${gateways[1]!.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const pushed = () => values('onebook_pushes_total').then(([, second]) => second);
  const counted = () => values('onebook_event_latency_seconds_count').then(([, second]) => second);
  try {
    const { events } = await client.ask<{ events: { edges: { cursor: string }[] } }>(
      '{ events(first: 1) { edges { cursor } } }',
    );
    const before = await openWallet('before');
    expect(before).not.toBe(walletId);
    const followed = collect(socket, FOLLOW, { after: events.edges[0]?.cursor });
    await until(() => followed.pushes.length >= 1);
    await until(async () => (await pushed()) === followed.pushes.length);
    expect(await counted()).toBe(0);
    const caughtUp = followed.pushes.length;
    await openWallet('after');
    await until(async () => followed.pushes.length === caughtUp + 1 && (await counted()) === 1);
    const [, seconds = 0] = await values('onebook_event_latency_seconds_sum');
    expect([seconds > 0, seconds < 60]).toEqual([true, true]);
    // The latency of balances is another figure.
    expect((await values('onebook_push_latency_seconds_count'))[1]).toBe(0);
    followed.stop();
  } finally {
    await socket.dispose();
  }
});
