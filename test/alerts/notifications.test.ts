import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { DataSource } from 'typeorm';
import { Notifier, type NotifierOptions } from '../../src/alerts/notifier.js';
import { Mailer } from '../../src/alerts/sending/mailer.js';
import { SHOWN_IDS } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { alertsOf, monitor, readsOf, type ShownAlert, watchOn } from './support.js';

const at = useBook({ sendsMail: true });
const { admin, cashier, wallet } = askers(() => at.gateway.book);
const errors: unknown[] = [];
let source: DataSource;
let server: SMTPServer;
let mailer: Mailer;

/** What the mail server has taken over, as it came. */
const received: { to: string; text: string }[] = [];
/** How many messages the server refuses before it takes one. */
let refusals = 0;

beforeAll(async () => {
  source = await readsOf(at);
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        }
        for (const { address } of session.envelope.rcptTo) received.push({ to: address, text });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  mailer = new Mailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'Onebook <alerts@book.example>',
  });
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
  await source.destroy();
});
beforeEach(() => {
  received.length = 0;
  refusals = 0;
});

/** A gateway's notifier. Pauses between attempts are none, unless a test says so. */
/** What came of each attempt to send. */
const attempts: string[] = [];

const notifier = (
  times: NotifierOptions['times'] = { againMs: 0 },
  by: NotifierOptions['mailer'] = mailer,
) =>
  new Notifier(source, {
    ...{ mailer: by, ids: SHOWN_IDS, times },
    onAttempt: (channel, outcome) => attempts.push(`${channel} ${outcome}`),
    onError: (error) => errors.push(error),
  });

/** An open alert of an empty wallet, whose monitor has these channels. */
async function raised(
  owner: string,
  channels: object[],
): Promise<{ id: string; alert: ShownAlert }> {
  const walletId = await wallet(owner);
  const id = await monitor(admin, {
    ...{
      name: `low ${owner}`,
      on: 'BALANCE_BELOW',
      walletId,
      amount: moneyInput('10.00'),
      channels,
    },
  });
  await watchOn(at.gateway, source, errors).look();
  expect(errors).toEqual([]);
  const [alert] = await alertsOf(admin, { monitorId: id });
  return { id, alert: alert! };
}

const shown = async (id: string) => (await alertsOf(admin, { monitorId: id }))[0]!.notifications;
/** Lets time pass for the messages of an alert. */
const passTime = (seconds: number) =>
  at.owner.query(
    `UPDATE notification SET due_at = due_at - $1 * interval '1 second' WHERE sent_at IS NULL AND given_up_at IS NULL`,
    [seconds],
  );

describe('the messages of an alert', () => {
  test('reach an address in plain words, once, though two gateways send', async () => {
    const { id, alert } = await raised('mailed', [{ email: 'ops@book.example' }]);
    expect(await shown(id)).toMatchObject([{ status: 'WAITING', attempts: 0 }]);
    await Promise.all([notifier().sendDue(), notifier().sendDue()]);
    await notifier().sendDue();
    expect(await shown(id)).toMatchObject([
      { email: 'ops@book.example', status: 'SENT', attempts: 1, error: null },
    ]);
    expect(received).toHaveLength(1);
    const [{ to, text }] = received as [{ to: string; text: string }];
    expect(to).toBe('ops@book.example');
    expect(text).toContain('From: Onebook <alerts@book.example>');
    expect(text).toContain('Subject: Alert: low mailed');
    expect(text).toContain(`Message-ID: <${alert.id}.0@book.example>`);
    const body = text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    for (const part of [
      alert.summary,
      alert.id,
      alert.wallet!.id,
      alert.monitor.id,
      'acknowledgeAlert',
    ])
      expect(body).toContain(part);
  });

  test('go on to the next channel, until the alert is acknowledged', async () => {
    const { id, alert } = await raised('escalated', [
      { email: 'first@book.example' },
      { email: 'second@book.example', afterSeconds: 600 },
      { email: 'third@book.example', afterSeconds: 1_200 },
    ]);
    await notifier().sendDue();
    await passTime(599);
    await notifier().sendDue();
    expect(received.map(({ to }) => to)).toEqual(['first@book.example']);
    await passTime(2);
    await notifier().sendDue();
    expect(received.map(({ to }) => to)).toEqual(['first@book.example', 'second@book.example']);
    await cashier.send('AcknowledgeAlert', { alertId: alert.id, note: 'I look' });
    await passTime(1_200);
    await notifier().sendDue();
    expect(received).toHaveLength(2);
    expect((await shown(id)).map(({ status }) => status)).toEqual(['SENT', 'SENT', 'CANCELLED']);
    expect((await alertsOf(admin, { monitorId: id }))[0]).toMatchObject({
      ...{ status: 'ACKNOWLEDGED', acknowledgedBy: 'cashier', note: 'I look' },
    });
  });

  test('are tried again when the server refuses them, and say why', async () => {
    const { id } = await raised('refused', [{ email: 'ops@book.example' }]);
    refusals = 2;
    const later = notifier({ againMs: 60_000 });
    await later.sendDue();
    await later.sendDue();
    const [waiting] = await shown(id);
    expect(waiting).toMatchObject({ status: 'WAITING', attempts: 1 });
    expect(waiting!.error).toContain('try again later');
    await passTime(61);
    await later.sendDue();
    // The second pause is twice as long.
    await passTime(61);
    await later.sendDue();
    expect((await shown(id))[0]).toMatchObject({ attempts: 2 });
    await passTime(61);
    await later.sendDue();
    expect(await shown(id)).toMatchObject([{ status: 'SENT', attempts: 3, error: null }]);
    expect(received).toHaveLength(1);
  });

  test('are given up in the end', async () => {
    const { id } = await raised('hopeless', [{ email: 'ops@book.example' }]);
    refusals = 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await notifier({ giveUpMs: 1 }).sendDue();
    await notifier().sendDue();
    expect(await shown(id)).toMatchObject([{ status: 'FAILED', attempts: 1 }]);
    expect(attempts.slice(-1)).toEqual(['email given_up']);
    expect(received).toEqual([]);
  });

  test('are left to another gateway by one that dies with them', async () => {
    const { id } = await raised('dying', [{ email: 'ops@book.example' }]);
    let isTaken = (): void => undefined;
    const taken = new Promise<void>((resolve) => (isTaken = resolve));
    const never = {
      domain: 'book.example',
      send: () => (isTaken(), new Promise<void>(() => undefined)),
    };
    void notifier({}, never).sendDue();
    await taken;
    await notifier().sendDue();
    expect(received).toEqual([]);
    await passTime(121);
    await notifier().sendDue();
    expect(received).toHaveLength(1);
    expect(await shown(id)).toMatchObject([{ status: 'SENT', attempts: 2 }]);
  });

  test('wait for a gateway that can send e-mail', async () => {
    const { id } = await raised('without', [{ email: 'ops@book.example' }]);
    await new Notifier(source, {
      mailer: undefined,
      ids: SHOWN_IDS,
      onError: () => undefined,
    }).sendDue();
    expect((await shown(id))[0]!.error).toContain('SMTP_URL');
    await passTime(3_600);
    await notifier().sendDue();
    expect(received).toHaveLength(1);
  });
});
