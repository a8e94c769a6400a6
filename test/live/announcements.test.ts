import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { readAnnouncement, type Announcement } from '../../src/ledger/index.js';
import {
  distributeEarnings,
  freezeWallet,
  purchase,
  refundPurchase,
  completePurchase,
  revokeTokens,
} from '../../src/movements/index.js';
import { done, useBook } from '../support/book.js';
import { until } from '../support/until.js';
import { ADMIN, money, SERVICE } from '../support/inputs.js';

const at = useBook();
let listener: Client;
const heard: { readonly text: string; readonly said: Announcement }[] = [];

const named = (key: 'wallets' | 'transactions'): string[] => heard.flatMap(({ said }) => said[key]);

/**
 * Resolves when all earlier announcements have been heard. A commit of its own shows that, and
 * leaves no trace in `heard`.
 */
async function caughtUp(): Promise<void> {
  const wallet = await at.gateway.wallet(randomUUID(), 'USD');
  await until(() => named('wallets').includes(wallet));
  const index = heard.findIndex(({ said }) => said.wallets.includes(wallet));
  heard.splice(index, 1);
}

describe('a commit announces what it changed', () => {
  beforeAll(async () => {
    listener = new Client({ connectionString: at.database.url });
    await listener.connect();
    listener.on('notification', ({ payload = '' }) =>
      heard.push({ text: payload, said: readAnnouncement(payload) }),
    );
    await listener.query('LISTEN "onebook:book"');
  });
  beforeEach(() => void heard.splice(0));
  afterAll(() => listener.end());

  test('an announcement names the changed wallets and the time of the commit', async () => {
    const before = Date.now();
    const [from, to] = [
      await at.gateway.wallet('ann', 'USD', '10'),
      await at.gateway.wallet('ben', 'USD'),
    ];
    await caughtUp();
    heard.splice(0);
    await at.gateway.transfer(from, to, '1', 'USD');
    await caughtUp();
    expect(heard).toHaveLength(1);
    expect(new Set(named('wallets'))).toEqual(new Set([from, to]));
    expect(heard[0]?.said).toMatchObject({ transactions: [], revocations: false });
    expect(heard[0]?.said.at).toBeGreaterThan(before - 1_000);
    expect(heard[0]?.said.at).toBeLessThan(Date.now() + 1_000);
  });

  test('a commit is not announced if all of it was refused or replayed', async () => {
    const wallet = await at.gateway.wallet('cem', 'USD', '10');
    const other = await at.gateway.wallet('dot', 'USD');
    const key = randomUUID();
    await at.gateway.deposit(wallet, '1', 'USD', key);
    await caughtUp();
    heard.splice(0);
    await at.gateway.transfer(wallet, other, '1000', 'USD');
    await at.gateway.deposit(wallet, '1', 'USD', key);
    await caughtUp();
    expect(heard).toEqual([]);
  });

  test('an announcement names earlier transactions whose status changed or that were refunded', async () => {
    const wallet = await at.gateway.wallet('eve', 'USD', '10');
    const submit = async <I>(
      movement: Parameters<typeof at.gateway.book.ledger.submit<I>>[0],
      input: I,
    ) => done(await at.gateway.book.ledger.submit(movement, input, SERVICE, randomUUID()));
    const input = { walletId: wallet, amount: money('5', 'USD'), description: 'shoes' };
    const { transactionId } = await submit(purchase, input as never);
    const id = transactionId as string;
    await caughtUp();
    expect(named('transactions')).toEqual([]);
    await submit(completePurchase, { transactionId: id });
    await caughtUp();
    expect(named('transactions')).toEqual([id]);
    await submit(refundPurchase, {
      transactionId: id,
      amount: money('2', 'USD'),
      reason: 'torn',
    });
    await caughtUp();
    expect(named('transactions')).toEqual([id, id]);
  });

  test('a change of status and a revocation are announced even if no money moved', async () => {
    const wallet = await at.gateway.wallet('flo', 'USD');
    await caughtUp();
    heard.splice(0);
    await at.gateway.book.ledger.submit(
      freezeWallet,
      { walletId: wallet, reason: 'lost' },
      ADMIN,
      'f',
    );
    await caughtUp();
    expect(named('wallets')).toEqual([wallet]);
    heard.splice(0);
    await at.gateway.book.ledger.submit(
      revokeTokens,
      { subject: 'flo', reason: 'lost' },
      ADMIN,
      'r',
    );
    await caughtUp();
    expect(heard.map(({ said }) => said)).toEqual([
      { at: expect.any(Number), wallets: [], transactions: [], revocations: true },
    ]);
  });

  test('a large commit is announced in messages that PostgreSQL accepts, each wallet once', async () => {
    const wallets = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => at.gateway.wallet(`many-${index}`, 'USD')),
    );
    await caughtUp();
    heard.splice(0);
    const lines = wallets.map((walletId) => ({ walletId, amount: money('1', 'USD') }));
    await at.gateway.book.ledger.submit(distributeEarnings, { lines, memo: 'may' }, SERVICE, 'd');
    await caughtUp();
    expect(heard).toHaveLength(4);
    expect(named('wallets').sort()).toEqual([...wallets].sort());
    for (const { text } of heard) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
  });
});

test('readAnnouncement refuses the message of another program', () => {
  for (const text of [
    '',
    'hello',
    '123 w',
    '1700000000000000 x',
    `1700000000000000 w${'a'.repeat(23)}`,
  ])
    expect(() => readAnnouncement(text)).toThrow('another program');
  expect(readAnnouncement('1700000000000500 r')).toEqual({
    ...{ at: 1_700_000_000_000.5, wallets: [], transactions: [], revocations: true },
  });
});
