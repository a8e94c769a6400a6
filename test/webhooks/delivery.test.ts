import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readWebhookId, transactionId, walletId as walletText } from '../../src/graphql/ids.js';
import { requestDelivery } from '../../src/webhooks/request-delivery.js';
import { WebhookSecrets } from '../../src/webhooks/secrets.js';
import { done, useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { until } from '../support/until.js';
import { isSignedWith, Receiver } from './receiver.js';
import { useSenders } from './sending.js';

const at = useBook();
const { admin } = askers(() => at.gateway.book);
const startSender = useSenders(at);
let receiver: Receiver;
beforeEach(async () => {
  receiver = await new Receiver().start();
});
afterEach(() => receiver.stop());

interface Made {
  readonly secret: string | null;
  readonly replayed: boolean;
  readonly webhook: { readonly id: string; readonly status: string };
}

const change = (name: string, input: object): Promise<Made> =>
  admin.send(name, { ...input }) as unknown as Promise<Made>;

const create = (input: object = {}): Promise<Made> =>
  change('CreateWebhook', { url: receiver.url, types: ['transaction.completed'], ...input });

const deposit = async (wallet: string, amount = '1.00'): Promise<string> =>
  transactionId(done(await at.gateway.deposit(wallet, amount, 'USD')).transactionId!);

const owner = (): Promise<string> => at.gateway.wallet(`owner ${randomUUID()}`, 'USD');

const takenTransactions = (): (string | undefined)[] =>
  [...receiver.taken.values()].map(({ body }) => body.data.transactionId);

interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly responseStatus: number | null;
}

async function deliveries(id: string, status?: string): Promise<Delivery[]> {
  const { node } = (
    await admin.ask(
      `query ($id: ID!, $status: DeliveryStatus) { node(id: $id) { ... on Webhook { deliveries(first: 200, status: $status) {
        edges { node { id eventId type status attempts error responseStatus durationMs deliveredAt nextAttemptAt } } } } } }`,
      { id, status },
    )
  ).data as unknown as { node: { deliveries: { edges: { node: Delivery }[] } } };
  return node.deliveries.edges.map((edge) => edge.node);
}

describe('events are delivered', () => {
  test('each is signed and has its ids, those of a wallet come in order, and what the types leave out does not come', async () => {
    const { secret, webhook } = await create();
    await startSender();
    const wallet = await owner();
    const sent: string[] = [];
    for (let n = 1; n <= 5; n++) sent.push(await deposit(wallet, `${n}.00`));
    await until(() => receiver.taken.size === 5);
    expect(takenTransactions()).toEqual(sent);
    const [first] = receiver.requests;
    expect(first?.body).toEqual({
      type: 'transaction.completed',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { transactionId: sent[0], walletId: walletText(wallet) },
    });
    expect(first?.headers['content-type']).toBe('application/json');
    expect(receiver.requests.every((one) => isSignedWith(secret!, one))).toBe(true);
    await until(async () => (await deliveries(webhook.id, 'DELIVERED')).length === 5);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('a selection decides what the body shows, as it is at the delivery', async () => {
    const { webhook } = await create({
      selection: '{ transaction { id amount { amount currency } } wallet { ownerId } }',
    });
    await startSender();
    const wallet = await owner();
    const id = await deposit(wallet, '2.50');
    await until(() => receiver.taken.size === 1);
    expect(receiver.requests[0]?.body.data).toMatchObject({
      transaction: { id, amount: { amount: '2.50', currency: 'USD' } },
      wallet: { ownerId: expect.stringContaining('owner ') },
    });
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test.each(['error', 'redirect', 'reset', 'lost', 'slow'] as const)(
    'a receiver that answers with %s twice gets everything all the same, in order, and no redirect is followed',
    async (mode) => {
      let left = 2;
      receiver.answer = () => (left-- > 0 ? mode : 'ok');
      const { webhook } = await create();
      await startSender();
      const wallet = await owner();
      const sent = [await deposit(wallet), await deposit(wallet), await deposit(wallet)];
      await until(() => receiver.taken.size === 3);
      expect(takenTransactions()).toEqual(sent);
      expect(receiver.followed).toBe(0);
      await change('DeleteWebhook', { webhookId: webhook.id });
    },
  );

  test('a wallet whose event fails waits with its later ones, and those of others go on', async () => {
    const [stuck, other] = [await owner(), await owner()];
    let isMended = false;
    receiver.answer = ({ body }) =>
      body.data.walletId === walletText(stuck) && !isMended ? 'error' : 'ok';
    const { webhook } = await create();
    await startSender();
    const first = await deposit(stuck, '9.00');
    const both = done(await at.gateway.transfer(stuck, other, '1.00', 'USD')).transactionId!;
    const third = await owner();
    const fine = [await deposit(third), await deposit(third)];
    const behind = await deposit(other);
    await until(() => receiver.taken.size === 2);
    expect(takenTransactions()).toEqual(fine);
    await until(async () => ((await deliveries(webhook.id, 'PENDING'))[0]?.attempts ?? 0) >= 3);
    expect(await deliveries(webhook.id, 'PENDING')).toMatchObject([
      { responseStatus: 500, error: 'answered 500' },
    ]);
    isMended = true;
    await until(() => receiver.taken.size === 5);
    expect(takenTransactions()).toEqual([...fine, first, transactionId(both), behind]);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('what waits behind a failure does not hold the place back, and comes in its order from another gateway', async () => {
    const stuck = await owner();
    let isMended = false;
    receiver.answer = ({ body }) =>
      body.data.walletId === walletText(stuck) && !isMended ? 'error' : 'ok';
    const { webhook } = await create();
    const first = await startSender({ retry: { firstMs: 20, mostMs: 100, parkAfterMs: 200 } });
    const sent = [await deposit(stuck), await deposit(stuck), await deposit(stuck)];
    const others = await Promise.all([owner(), owner()]);
    const fine = [await deposit(others[0]), await deposit(others[1])];
    const last = async (): Promise<string> =>
      (await at.owner.query<{ last: string }>('SELECT max(position) AS last FROM command')).rows[0]!
        .last;
    const end = await last();
    // The place is behind everything that has happened, although two events were never tried.
    await until(async () => {
      const { rows } = await at.owner.query<{ is: boolean }>(
        'SELECT place >= $2 AS is FROM webhook_place WHERE webhook_id = $1',
        [readWebhookId(webhook.id), end],
      );
      return rows[0]!.is;
    });
    expect(
      (await deliveries(webhook.id, 'PENDING')).map(({ attempts }) => attempts > 0).sort(),
    ).toEqual([false, false, true]);
    await first.stop();
    await startSender();
    isMended = true;
    await until(() => receiver.taken.size === 5);
    expect(takenTransactions()).toEqual([...fine, ...sent]);
    expect(receiver.requests.filter(({ answer }) => answer === 'ok')).toHaveLength(5);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('a receiver that hangs holds up no other, and is given up after the time limit', async () => {
    const hanging = await new Receiver(() => 'hang').start();
    const { webhook: bad } = await create({ url: hanging.url });
    const { webhook } = await create();
    await startSender({ sender: { timeoutMs: 300 } });
    const wallets = await Promise.all(Array.from({ length: 40 }, owner));
    const sent = await Promise.all(wallets.map((wallet) => deposit(wallet)));
    await until(() => receiver.taken.size === 40);
    expect(new Set(takenTransactions())).toEqual(new Set(sent));
    await until(async () => (await deliveries(bad.id, 'PENDING')).length > 0);
    const [late] = await deliveries(bad.id, 'PENDING');
    expect(late).toMatchObject({ responseStatus: null, error: 'no answer within 0.3 s' });
    for (const { id } of [bad, webhook]) await change('DeleteWebhook', { webhookId: id });
    await hanging.stop();
  });

  test('a receiver that always fails is only tried with single requests, and gets everything once it is back', async () => {
    receiver.answer = () => 'error';
    const { webhook } = await create();
    await startSender({ retry: { firstMs: 5, mostMs: 20 } });
    const wallets = await Promise.all(Array.from({ length: 60 }, owner));
    const sent = await Promise.all(wallets.map((wallet) => deposit(wallet)));
    await until(() => receiver.requests.length > 150);
    const tried = await deliveries(webhook.id);
    expect(tried.length).toBeLessThan(60);
    receiver.answer = () => 'ok';
    await until(() => receiver.taken.size === 60);
    expect(new Set(takenTransactions())).toEqual(new Set(sent));
    await change('DeleteWebhook', { webhookId: webhook.id });
  });
});

describe('what cannot be delivered becomes a dead letter', () => {
  test('it is said in the log, the wallet goes on, and the dead letter can be sent again', async () => {
    const wallet = await owner();
    const { webhook } = await create();
    const poison = await deposit(wallet);
    receiver.answer = ({ body }) => (body.data.transactionId === poison ? 'error' : 'ok');
    const sending = await startSender({
      retry: { firstMs: 10, mostMs: 20, giveUpAfterMs: 200 },
    });
    const next = await deposit(wallet);
    await until(() => receiver.taken.size === 1);
    expect(takenTransactions()).toEqual([next]);
    await until(async () => (await deliveries(webhook.id, 'DEAD')).length === 1);
    const [dead] = await deliveries(webhook.id, 'DEAD');
    expect(dead).toMatchObject({ responseStatus: 500, error: 'answered 500' });
    expect(sending.outcomes.dead).toBe(1);
    const { rows } = await at.owner.query<{ input: object; caller: string }>(
      `SELECT caller, input FROM command WHERE movement = 'webhookDied' AND input ->> 'webhookId' = $1`,
      [readWebhookId(webhook.id)],
    );
    expect(rows).toEqual([
      {
        caller: 'onebook:webhooks',
        input: expect.objectContaining({ reason: 'answered 500' }),
      },
    ]);
    receiver.answer = () => 'ok';
    await change('ReplayWebhook', { webhookId: webhook.id, deliveryIds: [dead!.id] });
    await until(() => receiver.taken.size === 2);
    expect(takenTransactions()).toEqual([next, poison]);
    await until(async () => (await deliveries(webhook.id, 'DELIVERED')).length === 2);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('an endpoint that answers 410 is paused', async () => {
    receiver.answer = () => 'gone';
    const { webhook } = await create();
    await startSender();
    await deposit(await owner());
    const status = async (): Promise<string> => {
      const { data } = await admin.ask(
        `query ($id: ID!) { node(id: $id) { ... on Webhook { status } } }`,
        { id: webhook.id },
      );
      return (data as unknown as { node: { status: string } }).node.status;
    };
    await until(async () => (await status()) === 'PAUSED');
    const asked = receiver.requests.length;
    await deposit(await owner());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.requests.length).toBeLessThanOrEqual(asked + 1);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });
});

describe('webhooks are changed while events come', () => {
  test('what happens while it is paused is delivered when it is resumed, also by another sender', async () => {
    const { webhook } = await create();
    const first = await startSender();
    const wallet = await owner();
    const sent = [await deposit(wallet)];
    await until(() => receiver.taken.size === 1);
    await change('PauseWebhook', { webhookId: webhook.id });
    await first.stop();
    sent.push(await deposit(wallet), await deposit(wallet));
    await startSender();
    await change('ResumeWebhook', { webhookId: webhook.id });
    await until(() => receiver.taken.size === 3);
    expect(takenTransactions()).toEqual(sent);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('everything from a moment on is delivered again with the same ids, and nothing before', async () => {
    const { webhook } = await create();
    await startSender();
    const wallet = await owner();
    await deposit(wallet);
    await until(() => receiver.requests.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const from = new Date().toISOString();
    await deposit(wallet);
    await deposit(wallet);
    await until(() => receiver.requests.length === 3);
    await until(async () => (await deliveries(webhook.id, 'DELIVERED')).length === 3);
    await change('ReplayWebhook', { webhookId: webhook.id, from });
    await until(() => receiver.requests.length === 5);
    const ids = receiver.requests.map(({ id }) => id);
    expect(ids.slice(3)).toEqual(ids.slice(1, 3));
    await deposit(wallet);
    await until(() => receiver.requests.length === 6);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('a new secret signs beside the old one for a day, and a replay shows a secret only while it is the last', async () => {
    const idempotencyKey = randomUUID();
    const { secret: old, webhook } = await create({ idempotencyKey });
    expect(await create({ idempotencyKey })).toMatchObject({ secret: old, replayed: true });
    await startSender();
    const { secret } = await change('RotateWebhookSecret', { webhookId: webhook.id });
    expect(secret).not.toBe(old);
    expect(await create({ idempotencyKey })).toMatchObject({ secret: null, replayed: true });
    const wallet = await owner();
    await deposit(wallet);
    await until(() => receiver.taken.size === 1);
    const [request] = receiver.requests;
    expect([isSignedWith(old!, request!), isSignedWith(secret!, request!)]).toEqual([true, true]);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('a test event is sent at once, and the answer says what the receiver said', async () => {
    const { webhook, secret } = await create();
    const webhookId = webhook.id;
    expect(await change('TestWebhook', { webhookId })).toMatchObject({
      ...{ delivered: true, responseStatus: 200, error: null },
    });
    const [request] = receiver.requests;
    expect(request?.body.type).toBe('webhook.test');
    expect(isSignedWith(secret!, request!)).toBe(true);
    receiver.answer = () => 'redirect';
    expect(await change('TestWebhook', { webhookId })).toMatchObject({
      ...{ delivered: false, responseStatus: 302 },
      error: expect.stringContaining('redirects are not followed'),
    });
    await receiver.stop();
    expect(await change('TestWebhook', { webhookId })).toMatchObject({
      ...{ delivered: false, responseStatus: null, error: 'the connection was refused' },
    });
    await change('DeleteWebhook', { webhookId });
  });

  test('a delivery that is asked for is made once, although the types do not name the event', async () => {
    const { webhook } = await create({ types: ['currency.created'] });
    const { source } = await startSender();
    await deposit(await owner());
    const event = await at.gateway.reading(async (reader) => {
      await at.gateway.book.log.settle(5_000);
      const last = await reader.eventsPage({ types: ['transaction.completed'] }, { last: 1 });
      return last.edges[0]!.node;
    });
    const id = readWebhookId(webhook.id);
    await requestDelivery(source, id, event);
    await requestDelivery(source, id, event);
    await until(() => receiver.requests.length === 1);
    await until(async () => (await deliveries(webhook.id, 'DELIVERED')).length === 1);
    await requestDelivery(source, id, event);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.requests).toHaveLength(1);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });
});

describe('what must not be is refused', () => {
  test('types, URLs and selections are refused with words that say where and why', async () => {
    const refusal = async (input: object): Promise<string> => {
      const { errors } = await admin.ask('CreateWebhook', {
        input: { url: receiver.url, idempotencyKey: randomUUID(), ...input },
      });
      return errors[0]?.message ?? 'none';
    };
    expect(await refusal({ types: ['wallet.opened', 'wallet.flown'] })).toMatch(
      /^types: "wallet.flown" is not a type of event\. The types are wallet\.opened, /,
    );
    expect(await refusal({ url: 'https://me:pw@x.example/' })).toContain('no user name');
    expect(await refusal({ selection: '{ id\n  nothing }' })).toMatch(
      /^selection: line 2, column 3: Cannot query field "nothing" on type "Event"/,
    );
    expect(await refusal({ selection: '{ id' })).toContain('selection: line');
    expect(await refusal({ selection: '{ id } other: eventAdded { id }' })).toContain(
      'one selection',
    );
    expect(await refusal({ selection: '{ id } } query { viewer { id } ' })).toContain(
      'one selection',
    );
    expect(
      await refusal({
        selection:
          '{ wallet { transactions(first: 200) { edges { node { wallet { transactions(first: 200) { edges { node { id } } } } } } } } }',
      }),
    ).toMatch(/^selection: .*asks for about/);
  });

  test('a name that leads to a private address gets no request', async () => {
    const lookedUp: string[] = [];
    const { webhook } = await create({ url: `http://rebound.example:${receiver.port}/hook` });
    await startSender({
      allowPrivate: false,
      sender: {
        lookup: ((name: string, _: unknown, callback: (...answer: unknown[]) => void) => {
          lookedUp.push(name);
          callback(null, [{ address: '127.0.0.1', family: 4 }]);
        }) as never,
      },
    });
    await deposit(await owner());
    await until(async () => (await deliveries(webhook.id, 'PENDING')).length === 1);
    const [refused] = await deliveries(webhook.id, 'PENDING');
    expect(refused?.error).toContain('rebound.example leads to 127.0.0.1, a private address');
    expect(lookedUp).toContain('rebound.example');
    expect(receiver.requests).toEqual([]);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('an address of this machine gets no request where private addresses are not allowed', async () => {
    const { webhook } = await create();
    await startSender({ allowPrivate: false });
    await deposit(await owner());
    await until(async () => (await deliveries(webhook.id, 'PENDING')).length === 1);
    expect(receiver.requests).toEqual([]);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });

  test('a gateway with another key delivers nothing, and names both keys', async () => {
    const { webhook } = await create();
    const secrets = new WebhookSecrets(randomBytes(32));
    const { errors } = await startSender({ secrets });
    await deposit(await owner());
    await until(() => errors.some((error) => error.includes(secrets.keyName)));
    expect(receiver.requests).toEqual([]);
    await change('DeleteWebhook', { webhookId: webhook.id });
  });
});
