import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createOnebook,
  type Intent,
  type IntentStore,
  memoryIntents,
  type Onebook,
  type OnebookOptions,
} from '../../packages/client/src/index.js';
import { signToken } from '../../src/auth/sign.js';
import { useBook } from '../support/book.js';
import { SECRET } from '../support/gateway-process.js';
import { LiveServer } from '../support/live.js';
import { until } from '../support/until.js';
import { deposit, open, transfers } from './support/payments.js';

/** What becomes of the next requests; then they arrive. */
type Fate = 'arrives' | 'answer lost' | 'overloaded' | 'unauthenticated' | 'forbidden';

const refusal = (code: string, status: number, retryAfterMs?: number) =>
  Response.json({ errors: [{ message: code, extensions: { code, retryAfterMs } }] }, { status });

describe('as long as it is in doubt', () => {
  const at = useBook();
  let server: LiveServer;
  let [from, to] = ['', ''];
  let fates: Fate[] = [];
  /** What becomes of requests when `fates` is empty. */
  let otherwise: Fate = 'arrives';
  const clients: Onebook[] = [];

  beforeAll(async () => {
    server = await LiveServer.start(at);
    [from, to] = [await open(server, 'ann'), await open(server, 'bob')];
    await deposit(server, from, '1000.00');
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    [fates, otherwise] = [[], 'arrives'];
  });
  afterAll(() => server.close());

  const faulty: typeof fetch = async (...args) => {
    const fate = fates.shift() ?? otherwise;
    if (fate === 'overloaded') return refusal('OVERLOADED', 503);
    if (fate === 'unauthenticated') return refusal('UNAUTHENTICATED', 401);
    if (fate === 'forbidden') return refusal('FORBIDDEN', 403);
    const response = await fetch(...args);
    if (fate === 'answer lost') throw new TypeError('the answer is lost');
    return response;
  };

  async function client(options: Partial<OnebookOptions> = {}): Promise<Onebook> {
    const made = createOnebook({
      url: `${server.url}/graphql`,
      token: await server.token('ann', ['MEMBER']),
      intents: memoryIntents(),
      fetch: faulty,
      timeoutMs: 1_000,
      patienceMs: 400,
      doubleClickMs: 0,
      onError: () => undefined,
      ...options,
    });
    clients.push(made);
    return made;
  }

  const payment = (reference: string) => ({
    fromWalletId: from,
    toWalletId: to,
    amount: { amount: '0.01', currency: 'USD' },
    reference,
  });
  const booked = async (reference: string) => (await transfers(at, reference)).length;

  test.each(['unauthenticated', 'forbidden'] as const)(
    'an equal call after "%s" joins the intent, and nothing is paid twice',
    async (fate) => {
      const reference = randomUUID();
      const store = memoryIntents();
      const ann = await client({ intents: store });
      [fates, otherwise] = [['answer lost'], fate];
      await expect(ann.transfer(payment(reference))).rejects.toMatchObject({
        executed: 'unknown',
        intent: { operation: 'transfer' },
      });
      otherwise = 'arrives';
      const again = ann.transfer(payment(reference));
      await ann.intents.resume();
      expect(await again).toMatchObject({ replayed: true });
      expect(await booked(reference)).toBe(1);
      expect(await ann.intents.pending()).toEqual([]);
    },
  );

  test('a key of the caller’s own is never said to be not executed by an overloaded gateway', async () => {
    const reference = randomUUID();
    const ann = await client();
    await ann.transfer(payment(reference), { key: reference });
    // As after a restart of a program that had not noted the outcome.
    otherwise = 'overloaded';
    const next = await client();
    const call = next.transfer(payment(reference), { key: reference });
    await expect(call).rejects.toMatchObject({ executed: 'unknown', code: 'OVERLOADED' });
    otherwise = 'arrives';
    await until(async () => (await next.intents.pending()).length === 0);
    expect(await booked(reference)).toBe(1);
  });

  test('an overloaded gateway makes the client give up a key of its own, for good', async () => {
    const reference = randomUUID();
    const store = memoryIntents();
    const ann = await client({ intents: store });
    otherwise = 'overloaded';
    await expect(ann.transfer(payment(reference))).rejects.toMatchObject({ executed: 'no' });
    otherwise = 'arrives';
    expect(await ann.intents.pending()).toEqual([]);
    await client({ intents: store });
    await ann.intents.resume();
    expect(await booked(reference)).toBe(0);
  });

  test('an aborted signal sends nothing, and one that is aborted between attempts takes it back', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const ann = await client({ patienceMs: 5_000 });
    const call = ann.transfer(payment(early), { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED', executed: 'no' });
    otherwise = 'overloaded';
    const signal = AbortSignal.timeout(100);
    await expect(ann.transfer(payment(late), { signal })).rejects.toMatchObject({
      code: 'ABORTED',
      executed: 'no',
    });
    expect(await ann.intents.pending()).toEqual([]);
    expect([await booked(early), await booked(late)]).toEqual([0, 0]);
  });

  test('an intent is removed from the store before its caller hears that it was given up', async () => {
    const removals: string[] = [];
    const store = memoryIntents();
    const slow: IntentStore = {
      ...store,
      hold: () => Promise.resolve(() => void removals.push('released')),
      remove: async (intent) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await store.remove(intent);
        removals.push('removed');
      },
    };
    const ann = await client({ intents: slow, patienceMs: 5_000 });
    otherwise = 'overloaded';
    const signal = AbortSignal.timeout(100);
    await expect(ann.transfer(payment(randomUUID()), { signal })).rejects.toMatchObject({
      executed: 'no',
    });
    removals.push('told');
    await until(() => removals.length === 3);
    expect(removals).toEqual(['removed', 'told', 'released']);
  });

  test('the same key of two callers on one store is two intents', async () => {
    const kept: Intent[] = [];
    const store = memoryIntents();
    const watched: IntentStore = {
      ...store,
      save: (intent) => {
        kept.push(intent);
        return store.save(intent);
      },
    };
    const ann = await client({ intents: watched });
    otherwise = 'answer lost';
    const reference = randomUUID();
    await expect(ann.transfer(payment(reference), { key: '1' })).rejects.toBeDefined();
    ann.close();
    otherwise = 'arrives';
    const bob = await client({ intents: watched, token: await server.token('bob', ['MEMBER']) });
    await bob.transfer(
      { ...payment(randomUUID()), fromWalletId: to, toWalletId: from },
      { key: '1' },
    );
    expect(kept.map(({ key }) => key)).toEqual(['1', '1']);
    expect(await ann.intents.pending()).toMatchObject([{ key: '1', input: { reference } }]);
    expect(await bob.intents.pending()).toEqual([]);
  });

  test('a token of another caller is refused before anything is sent', async () => {
    const tokens = [await server.token('ann', ['MEMBER']), await server.token('bob', ['MEMBER'])];
    let turn = 0;
    const ann = await client({ token: () => tokens[turn] ?? '' });
    await ann.viewer();
    turn = 1;
    const error = { code: 'OTHER_CALLER', executed: 'no' };
    await expect(ann.transfer(payment(randomUUID()))).rejects.toMatchObject(error);
    await expect(ann.viewer()).rejects.toMatchObject(error);
  });

  test('requests that are refused together get one new token', async () => {
    let renewals = 0;
    const good = await server.token('ann', ['MEMBER']);
    const old = await signToken({
      secret: `${SECRET} of another`,
      sub: 'ann',
      roles: ['MEMBER'],
      ttlSeconds: 600,
    });
    const ann = await client({
      token: (refused) => {
        if (refused === undefined) return renewals === 0 ? old : good;
        renewals += 1;
        return good;
      },
    });
    await Promise.all([ann.viewer(), ann.viewer(), ann.viewer()]);
    expect(renewals).toBe(1);
  });

  test('a token function that hangs or fails is told as such', async () => {
    const token = await server.token('ann', ['MEMBER']);
    let answers: (() => Promise<string>)[] = [];
    const ann = await client({
      token: () => answers[0]?.() ?? token,
      timeoutMs: 100,
    });
    for (const broken of [
      () => Promise.reject(new Error('offline')),
      () => new Promise<string>(() => undefined),
    ]) {
      answers = [broken];
      const error = { code: 'TOKEN_UNAVAILABLE', executed: 'no' };
      await expect(ann.transfer(payment(randomUUID()))).rejects.toMatchObject(error);
      await expect(ann.viewer()).rejects.toMatchObject(error);
    }
  });

  test('an `idempotencyKey` in the input is the key', async () => {
    const reference = randomUUID();
    const ann = await client();
    const input = { ...payment(reference), idempotencyKey: reference };
    expect(await ann.transfer(input)).toMatchObject({ replayed: false });
    expect(await ann.transfer(input)).toMatchObject({ replayed: true });
  });

  test('the input of a call is the one that it was called with', async () => {
    const reference = randomUUID();
    const ann = await client();
    const input = payment(reference);
    const call = ann.transfer(input);
    input.amount.amount = '5.00';
    expect(await call).toMatchObject({ transaction: { amount: { amount: '0.01' } } });
  });

  test('a closed client sends and stores nothing', async () => {
    const ann = await client();
    ann.close();
    const error = { code: 'CLOSED', executed: 'no' };
    await expect(ann.transfer(payment(randomUUID()))).rejects.toMatchObject(error);
    await expect(ann.viewer()).rejects.toMatchObject(error);
    expect(await ann.intents.pending()).toEqual([]);
  });

  test('what a listener throws goes to `onError`, and the payment is paid once', async () => {
    const errors: unknown[] = [];
    const reference = randomUUID();
    const ann = await client({ onError: (error) => errors.push(error) });
    const fault = new Error('a listener failed');
    const fail = (): never => {
      throw fault;
    };
    ann.intents.onSettled(fail);
    ann.balances.subscribe(from, fail);
    await ann.transfer(payment(reference));
    await until(() => errors.length === 2);
    expect(errors).toEqual([fault, fault]);
    expect(await booked(reference)).toBe(1);
  });

  test('metadata that look like a wallet change no balance', async () => {
    const ann = await client();
    const before = await ann.wallet({ id: from });
    const lie = { __typename: 'Wallet', id: from, balance: { version: 1e9 }, walletId: from };
    const metadata = { lie };
    await ann.transfer({ ...payment(randomUUID()), metadata });
    const after = await ann.wallet({ id: from });
    expect(after?.balance.version).toBe((before?.balance.version ?? 0) + 1);
  });

  test('an intent that has no outcome is discarded before the client forgets it', async () => {
    const reference = randomUUID();
    const ann = await client();
    otherwise = 'answer lost';
    const call = ann.transfer(payment(reference), { key: reference });
    await expect(call).rejects.toMatchObject({ executed: 'unknown' });
    await ann.intents.discard(reference);
    expect(await ann.intents.pending()).toEqual([]);
  });
});
