import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createOnebook,
  type IntentStore,
  isRefusal,
  memoryIntents,
  type Onebook,
  type OnebookOptions,
} from '../../packages/client/src/index.js';
import { useBook } from '../support/book.js';
import { LiveServer } from '../support/live.js';

/** A client against a real gateway; `fetch` can lose what passes. */
describe('the client', () => {
  const at = useBook();
  let server: LiveServer;
  let [from, to] = ['', ''];
  const clients: Onebook[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    server = await LiveServer.start(at);
    const cashier = await client('cashier', { roles: ['CASHIER'] });
    const open = async (ownerId: string) => {
      const opened = await cashier.openWallet({ ownerId, currency: 'USD' });
      if (isRefusal(opened)) throw new Error(opened.message);
      return opened.wallet.id;
    };
    [from, to] = [await open('ann'), await open('bob')];
    await cashier.deposit({ walletId: from, amount: money('1000.00') });
  });
  afterEach(() => {
    for (const made of clients.splice(0)) made.close();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(() => server.close());

  const money = (amount: string) => ({ amount, currency: 'USD' });

  async function client(
    sub: string,
    {
      roles = ['MEMBER'],
      ...options
    }: Partial<OnebookOptions> & { roles?: Parameters<LiveServer['token']>[1] } = {},
  ): Promise<Onebook> {
    const made = createOnebook({
      url: `${server.url}/graphql`,
      token: await server.token(sub, roles),
      intents: memoryIntents(),
      onError: (error) => errors.push(error),
      timeoutMs: 2_000,
      patienceMs: 1_000,
      ...options,
    });
    clients.push(made);
    return made;
  }

  const transfersOf = async (reference: string): Promise<number> => {
    const { rows } = await at.owner.query<{ count: string }>(
      'SELECT count(*) FROM book.transaction WHERE reference = $1',
      [reference],
    );
    return Number(rows[0]!.count);
  };

  test('two equal calls in a moment are one intent, and two keys are two', async () => {
    const ann = await client('ann');
    const pay = (key?: string) =>
      ann.transfer(
        { fromWalletId: from, toWalletId: to, amount: money('1.00'), reference: 'double' },
        key === undefined ? {} : { key },
      );
    const [first, second] = await Promise.all([pay(), pay()]);
    expect(second).toBe(first);
    expect(await pay()).toBe(first);
    expect(await transfersOf('double')).toBe(1);
    await Promise.all([pay('order-1'), pay('order-2'), pay('order-1')]);
    expect(await transfersOf('double')).toBe(3);
    expect(await ann.intents.pending()).toEqual([]);
  });

  test('an equal call after the moment of a double click is another intent', async () => {
    const ann = await client('ann', { doubleClickMs: 0 });
    const pay = () =>
      ann.transfer({
        fromWalletId: from,
        toWalletId: to,
        amount: money('1.00'),
        reference: 'twice',
      });
    await pay();
    await pay();
    expect(await transfersOf('twice')).toBe(2);
  });

  test('a key that belongs to another intent without an outcome is refused', async () => {
    const ann = await client('ann');
    const pay = (amount: string) =>
      ann.transfer(
        { fromWalletId: from, toWalletId: to, amount: money(amount) },
        { key: 'in use' },
      );
    const first = pay('1.00');
    await expect(pay('2.00')).rejects.toMatchObject({ code: 'INTENT_KEY_IN_USE', executed: 'no' });
    expect(isRefusal(await first)).toBe(false);
    // Its outcome is known now, so the gateway answers.
    expect(await pay('2.00')).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  test('a refusal is a result, with its figures', async () => {
    const ann = await client('ann');
    const result = await ann.transfer({
      fromWalletId: from,
      toWalletId: to,
      amount: money('99999.00'),
    });
    if (result.__typename !== 'InsufficientFunds') throw new Error(result.__typename);
    expect(result.required).toEqual(money('99999.00'));
    expect(result.walletId).toBe(from);
  });

  test('an input that the gateway does not take is an error, and nothing is left to send', async () => {
    const ann = await client('ann');
    const call = ann.transfer({ fromWalletId: 'nope', toWalletId: to, amount: money('1.00') });
    await expect(call).rejects.toMatchObject({ code: 'BAD_USER_INPUT', executed: 'no' });
    expect(await ann.intents.pending()).toEqual([]);
  });

  test('an intent that cannot be stored is not sent', async () => {
    const broken: IntentStore = {
      ...memoryIntents(),
      save: () => Promise.reject(new Error('the disk is full')),
    };
    const ann = await client('ann', { intents: broken });
    const input = { fromWalletId: from, toWalletId: to, amount: money('1.00'), reference: 'full' };
    await expect(ann.transfer(input)).rejects.toMatchObject({
      code: 'INTENT_NOT_STORED',
      executed: 'no',
    });
    expect(await transfersOf('full')).toBe(0);
  });

  test('an outcome that stays unknown is told as unknown, and found by the next client', async () => {
    const store = memoryIntents();
    const lost = await client('ann', {
      intents: store,
      fetch: async (...args) => {
        await fetch(...args);
        throw new TypeError('the answer is lost');
      },
    });
    const input = { fromWalletId: from, toWalletId: to, amount: money('1.00'), reference: 'lost' };
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 300);
    const call = lost.transfer(input, { signal: abort.signal });
    await expect(call).rejects.toMatchObject({
      executed: 'unknown',
      intent: { operation: 'transfer' },
    });
    lost.close();
    const [left] = await lost.intents.pending();
    expect(left).toMatchObject({ operation: 'transfer', input: { reference: 'lost' } });
    const next = await client('ann', { intents: store, patienceMs: 0 });
    const settled = new Promise((resolve) => next.intents.onSettled(resolve));
    expect(await settled).toMatchObject({ result: { replayed: true } });
    expect(await transfersOf('lost')).toBe(1);
    expect(await next.intents.pending()).toEqual([]);
  });
});
