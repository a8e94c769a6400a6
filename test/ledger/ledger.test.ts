import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Movement } from '../../src/ledger/index.js';
import { distributeEarnings, transfer, type TransferInput } from '../../src/movements/index.js';
import { done, refusalCode, TestGateway, useBook } from '../support/book.js';
import { member, money, SERVICE } from '../support/inputs.js';

const at = useBook();

describe('the ledger decides concurrent commands one after another', () => {
  test('of 64 transfers of a whole balance one succeeds, and 63 are refused with the balance that the query shows', async () => {
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

  test('1,000 opposing transfers between two wallets over two gateways all succeed without a deadlock', async () => {
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
    '64 sends of one key over %s make one transaction and 63 replays',
    async (signal) => {
      const other = await TestGateway.open(at.database.url);
      const from = await at.gateway.wallet(`key-from ${signal}`, 'USD', '100.00');
      const to = await at.gateway.wallet(`key-to ${signal}`, 'USD');
      const key = randomUUID();
      const results = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          (signal === 'two gateways' && i % 2 ? other : at.gateway).transfer(
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

  test('32 concurrent openings over two gateways open one wallet', async () => {
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

describe('an idempotency key stores the outcome of its command', () => {
  test('a retry gets the stored refusal, even after the reason has gone', async () => {
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

  test('a retry may write its amount with more zeros', async () => {
    const to = await at.gateway.wallet('zeros', 'USD');
    const key = randomUUID();
    const first = await at.gateway.deposit(to, '25', 'USD', key);
    expect(await at.gateway.deposit(to, '25.00', 'USD', key)).toEqual({
      outcome: first.outcome,
      replayed: true,
    });
    expect(refusalCode(await at.gateway.deposit(to, '25.01', 'USD', key))).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  test('two callers may use the same key', async () => {
    const from = await at.gateway.wallet('caller', 'USD', '5.00');
    const to = await at.gateway.wallet('callee', 'USD');
    const input = { fromWalletId: from, toWalletId: to, amount: money('1.00', 'USD') };
    const key = randomUUID();
    const results = await Promise.all([
      at.gateway.book.ledger.submit(transfer, input, SERVICE, key),
      at.gateway.book.ledger.submit(transfer, input, member('caller'), key),
    ]);
    expect(results.map((result) => result.replayed)).toEqual([false, false]);
  });
});

describe('the ledger confines a fault to its command', () => {
  test('a command that the database refuses fails alone, and the others of its batch commit', async () => {
    const from = await at.gateway.wallet('alone-from', 'USD', '10.00');
    const to = await at.gateway.wallet('alone-to', 'USD');
    // A faulty movement that debits and does not credit.
    const wrong: Movement<TransferInput> = {
      ...transfer,
      name: 'wrong',
      decide: (input, by, state) => {
        const changes = transfer.decide(input, by, state);
        return 'postings' in changes
          ? { ...changes, postings: changes.postings?.slice(0, 1) ?? [] }
          : changes;
      },
    };
    const input = { fromWalletId: from, toWalletId: to, amount: money('1.00', 'USD') };
    const results = await Promise.allSettled([
      // The first goes alone; the rest share a batch behind it.
      at.gateway.transfer(from, to, '1.00', 'USD'),
      at.gateway.transfer(from, to, '1.00', 'USD'),
      at.gateway.book.ledger.submit(wrong, input, SERVICE, randomUUID()),
      at.gateway.transfer(from, to, '1.00', 'USD'),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(results[2]).toMatchObject({
      reason: { driverError: { constraint: 'entry_sums_to_zero' } },
    });
    expect((await at.gateway.balance(to)).available).toBe(300n);
  });

  test('a lock that is not free in time is a LockedError, and nothing is executed', async () => {
    const impatient = await TestGateway.open(
      at.database.url,
      { commandTimeoutMs: 2_000 },
      { lockMs: 100 },
    );
    const from = await at.gateway.wallet('locked-from', 'USD', '10.00');
    const to = await at.gateway.wallet('locked-to', 'USD');
    await at.owner.query('BEGIN');
    await at.owner.query('SELECT FROM wallet WHERE id = $1 FOR UPDATE', [from]);
    const key = randomUUID();
    const results = await Promise.allSettled([
      impatient.transfer(from, to, '1.00', 'USD', key),
      impatient.transfer(from, to, '1.00', 'USD'),
      impatient.transfer(from, to, '1.00', 'USD'),
    ]);
    await at.owner.query('ROLLBACK');
    const names = results.map((result) =>
      result.status === 'rejected' ? (result.reason as Error).name : 'done',
    );
    expect(names).toEqual(['LockedError', 'LockedError', 'LockedError']);
    expect((await at.gateway.balance(from)).available).toBe(1_000n);
    expect(await impatient.transfer(from, to, '1.00', 'USD', key)).toMatchObject({
      replayed: false,
    });
    await impatient.close();
  });

  test('a connection lost before the commit is an UnavailableError, and the next command finds another', async () => {
    const gateway = await TestGateway.open(at.database.url);
    const from = await at.gateway.wallet('lost-from', 'USD', '10.00');
    const to = await at.gateway.wallet('lost-to', 'USD');
    await at.owner.query('BEGIN');
    await at.owner.query('SELECT FROM wallet WHERE id = $1 FOR UPDATE', [from]);
    const lost = gateway
      .transfer(from, to, '1.00', 'USD')
      .catch((error: unknown) => (error as Error).name);
    for (let killed = 0; killed === 0;) {
      const { rowCount } = await at.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      killed = rowCount ?? 0;
    }
    await at.owner.query('ROLLBACK');
    expect(await lost).toBe('UnavailableError');
    expect(refusalCode(await gateway.transfer(from, to, '1.00', 'USD'))).toBe('DONE');
    expect((await at.gateway.balance(from)).available).toBe(900n);
    await gateway.close();
  });
});

describe('the ledger keeps its limits', () => {
  test('a full queue refuses commands at once, and every accepted command is executed', async () => {
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

  test('a command with several lines counts as so many commands, in the queue and in a commit', async () => {
    const commits: number[] = [];
    const observer = {
      committed: (commands: number) => void commits.push(commands),
      settled: () => undefined,
      retried: () => undefined,
    };
    const small = await TestGateway.open(at.database.url, { queueMax: 10, batchMax: 4, observer });
    const walletId = await at.gateway.wallet('lines', 'USD');
    const send = (lines: number) =>
      small.book.ledger.submit(
        distributeEarnings,
        { lines: Array.from({ length: lines }, () => ({ walletId, amount: money('1', 'USD') })) },
        SERVICE,
        randomUUID(),
      );
    // The first starts at once and is a commit by itself, although it is larger than a batch.
    const results = await Promise.allSettled([6, 3, 1, 2, 2, 3, 1].map(send));
    await small.close();
    expect(results.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected'],
    ]);
    expect(commits).toEqual([1, 2, 2, 1]);
    expect((await at.gateway.balance(walletId)).available).toBe(1_700n);
  });

  test.each([
    ['1 minor unit', '1'],
    ['2^53 + 1', '9007199254740993'],
    ['38 digits', '9'.repeat(38)],
  ])('a deposit of %s goes through unchanged', async (_, amount) => {
    // A currency of its own, because the system account must hold the amount as well.
    const currency = { '1': 'JPY', '9007199254740993': 'KRW' }[amount] ?? 'COIN';
    const a = await at.gateway.wallet('amounts', currency, amount);
    expect((await at.gateway.balance(a)).available).toBe(BigInt(amount));
  });

  test('a deposit past 38 digits is refused', async () => {
    const a = await at.gateway.wallet('too-much', 'VND', '9'.repeat(38));
    expect(refusalCode(await at.gateway.deposit(a, '1', 'VND'))).toBe('AMOUNT_TOO_LARGE');
    expect(refusalCode(await at.gateway.deposit(a, `1${'0'.repeat(38)}`, 'VND'))).toBe(
      'AMOUNT_TOO_LARGE',
    );
  });
});
