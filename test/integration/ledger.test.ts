import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { transfer } from '../../src/movements/index.js';
import {
  done,
  member,
  money,
  refusalCode,
  service,
  TestGateway,
  useBook,
} from '../support/book.js';

const at = useBook();

describe('many at once', () => {
  test('64 transfers of a whole balance: one wins, 63 read the number that the wallet query shows', async () => {
    const from = await at.gateway.wallet('race-from', 'USD', '104.00');
    const to = await at.gateway.wallet('race-to', 'USD');
    const results = await Promise.all(
      Array.from({ length: 64 }, () => at.gateway.transfer(from, to, '104.00', 'USD')),
    );
    expect(results.filter((result) => refusalCode(result) === 'DONE')).toHaveLength(1);
    const refused = results.flatMap((result) =>
      'refused' in result.outcome ? [result.outcome.refused] : [],
    );
    expect(refused).toHaveLength(63);
    const { available } = await at.gateway.balance(from);
    for (const refusal of refused)
      expect(refusal).toMatchObject({
        code: 'INSUFFICIENT_FUNDS',
        available: { amount: available, currency: 'USD' },
        required: { amount: 10_400n, currency: 'USD' },
      });
    expect(available).toBe(0n);
    expect((await at.gateway.balance(to)).available).toBe(10_400n);
  });

  test('1,000 opposing transfers between two wallets over two gateways: no deadlock reaches a client', async () => {
    const other = await TestGateway.open(at.database.url, { batchMax: 7, writers: 4 });
    const a = await at.gateway.wallet('opposing-a', 'USD', '1000.00');
    const b = await at.gateway.wallet('opposing-b', 'USD', '1000.00');
    const results = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => {
        const gateway = i % 3 === 0 ? other : at.gateway;
        return i % 2 === 0
          ? gateway.transfer(a, b, '1.00', 'USD')
          : gateway.transfer(b, a, '1.00', 'USD');
      }),
    );
    await other.close();
    expect(results.map(refusalCode)).toEqual(results.map(() => 'DONE'));
    expect((await at.gateway.balance(a)).available).toBe(100_000n);
    expect((await at.gateway.balance(b)).available).toBe(100_000n);
    const { rows } = await at.owner.query(
      `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`,
    );
    expect(rows).toEqual([{ deadlocks: '0' }]);
  });

  test.each(['one gateway', 'two gateways'])(
    '64 sends of one key over %s: one transaction, 63 replays',
    async (over) => {
      const other = await TestGateway.open(at.database.url);
      const from = await at.gateway.wallet(`key-from ${over}`, 'USD', '100.00');
      const to = await at.gateway.wallet(`key-to ${over}`, 'USD');
      const key = randomUUID();
      const results = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          (over === 'two gateways' && i % 2 ? other : at.gateway).transfer(
            from,
            to,
            '1.00',
            'USD',
            key,
          ),
        ),
      );
      await other.close();
      expect(new Set(results.map((result) => done(result).transactionId)).size).toBe(1);
      expect(results.filter((result) => result.replayed)).toHaveLength(63);
      expect((await at.gateway.balance(from)).available).toBe(9_900n);
      expect(refusalCode(await at.gateway.transfer(from, to, '2.00', 'USD', key))).toBe(
        'IDEMPOTENCY_CONFLICT',
      );
    },
  );

  test('a wallet opened by many at once over two gateways is one wallet', async () => {
    const other = await TestGateway.open(at.database.url);
    const ids = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        (i % 2 ? other : at.gateway).wallet('opened-often', 'INR'),
      ),
    );
    await other.close();
    expect(new Set(ids).size).toBe(1);
  });
});

describe('keys', () => {
  test('a stored refusal is the answer to its retry, also after the reason has gone', async () => {
    const from = await at.gateway.wallet('refused-from', 'USD');
    const to = await at.gateway.wallet('refused-to', 'USD');
    const key = randomUUID();
    const first = await at.gateway.transfer(from, to, '5.00', 'USD', key);
    expect(refusalCode(first)).toBe('INSUFFICIENT_FUNDS');
    await at.gateway.deposit(from, '5.00', 'USD');
    expect(await at.gateway.transfer(from, to, '5.00', 'USD', key)).toEqual({
      ...first,
      replayed: true,
    });
    expect(refusalCode(await at.gateway.transfer(from, to, '5.00', 'USD'))).toBe('DONE');
  });

  test('a key belongs to its caller', async () => {
    const from = await at.gateway.wallet('caller', 'USD', '5.00');
    const to = await at.gateway.wallet('callee', 'USD');
    const input = { fromWalletId: from, toWalletId: to, amount: money('1.00', 'USD') };
    const key = randomUUID();
    const results = await Promise.all([
      at.gateway.book.ledger.submit(transfer, input, service, key),
      at.gateway.book.ledger.submit(transfer, input, member('caller'), key),
    ]);
    expect(results.map((result) => result.replayed)).toEqual([false, false]);
  });
});

describe('limits', () => {
  test('a full queue refuses at once, and what it took is done', async () => {
    const small = await TestGateway.open(at.database.url, { queueMax: 10, batchMax: 2 });
    const to = await at.gateway.wallet('queue', 'USD');
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => small.deposit(to, '1.00', 'USD')),
    );
    await small.close();
    const taken = results.filter((result) => result.status === 'fulfilled').length;
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as Error).name] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(['OverloadedError']));
    expect((await at.gateway.balance(to)).available).toBe(BigInt(taken) * 100n);
  });

  test.each([
    ['1 minor unit', '1'],
    ['2^53 + 1', '9007199254740993'],
    ['38 digits', '9'.repeat(38)],
  ])('%s goes through unchanged', async (_, amount) => {
    // A currency of its own: the house's side of it must hold the amount as well.
    const currency = { '1': 'JPY', '9007199254740993': 'KRW' }[amount] ?? 'COIN';
    const a = await at.gateway.wallet('amounts', currency, amount);
    expect((await at.gateway.balance(a)).available).toBe(BigInt(amount));
  });

  test('a sum past 38 digits is refused', async () => {
    const a = await at.gateway.wallet('too-much', 'VND', '9'.repeat(38));
    expect(refusalCode(await at.gateway.deposit(a, '1', 'VND'))).toBe('AMOUNT_TOO_LARGE');
    expect(refusalCode(await at.gateway.deposit(a, `1${'0'.repeat(38)}`, 'VND'))).toBe(
      'AMOUNT_TOO_LARGE',
    );
  });
});
