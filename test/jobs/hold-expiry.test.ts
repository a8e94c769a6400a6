import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EXPIRY_VIEWER, HoldExpiry } from '../../src/jobs/hold-expiry.js';
import { DUE_HOLDS } from '../../src/reader/due-holds.js';
import { MAX_AMOUNT } from '../../src/money/amount.js';
import {
  adjustBalance,
  completePurchase,
  expireHold,
  purchase,
  requestWithdrawal,
} from '../../src/movements/index.js';
import { done, refusalCode, TestGateway, useBook } from '../support/book.js';
import { expireHoldsNow, until } from '../support/until.js';
import { ADMIN, money, SERVICE } from '../support/inputs.js';

const at = useBook();
const ZERO = '00000000-0000-0000-0000-000000000000';
let other: TestGateway;

beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(() => other.close());

const failOnError = (error: unknown): void => {
  throw error;
};
/**
 * All attempts at a hold share one key, whatever the clock says, so that no minute ends in the
 * middle of a test.
 */
const jobOn = ({ book }: TestGateway): HoldExpiry =>
  new HoldExpiry(book, failOnError, { everyMs: 20, keyMs: Infinity });

/** Makes a hold on a wallet. @param expiresInSeconds undefined: it never expires */
async function hold(
  walletId: string,
  amount: string,
  expiresInSeconds?: number,
  kind = purchase,
  currency = 'USD',
) {
  const input = { walletId, amount: money(amount, currency), expiresInSeconds };
  const result = await at.gateway.book.ledger.submit(kind, input, SERVICE, randomUUID());
  return done(result).transactionId ?? '';
}

async function statuses(): Promise<unknown> {
  const { rows } = await at.owner.query(
    `SELECT kind, status, status_reason, status_changed_by, count(*)::int AS n FROM transaction
      WHERE kind IN ('PURCHASE', 'WITHDRAWAL') GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`,
  );
  return rows;
}

/** Long enough for every machine. If a hold must end sooner, the test ends it with `endHolds`. */
const AN_HOUR = 3_600;

const pendingDue = async (): Promise<number> => {
  const { rows } = await at.owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM transaction WHERE status = 'PENDING' AND expires_at IS NOT NULL`,
  );
  return rows[0]?.n ?? -1;
};

test('several gateways release each expired hold once, and the other holds stay', async () => {
  const wallet = await at.gateway.wallet('many holds', 'USD', '1000.00');
  const made = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      hold(wallet, '2.00', AN_HOUR, i % 2 ? purchase : requestWithdrawal),
    ),
  );
  await hold(wallet, '3.00');
  await hold(wallet, '4.00', AN_HOUR);
  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 75_300n, held: 24_700n });

  // Restarts: jobs that start after the holds have expired, and one that stopped at once.
  const stopped = jobOn(at.gateway);
  stopped.start();
  await stopped.stop();
  await expireHoldsNow(at.owner, made);
  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 75_300n });
  const jobs = [jobOn(at.gateway), jobOn(other), jobOn(other)];
  for (const job of jobs) job.start();
  await until(async () => (await pendingDue()) === 1);
  await Promise.all(jobs.map((job) => job.stop()));

  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 99_300n, held: 700n });
  const expired = { status: 'FAILED', status_reason: 'The hold expired.', n: 60 };
  const by = { status_changed_by: EXPIRY_VIEWER.id };
  const held = { status: 'PENDING', status_reason: null, status_changed_by: null, n: 2 };
  expect(await statuses()).toEqual([
    { kind: 'PURCHASE', ...expired, ...by },
    { kind: 'PURCHASE', ...held },
    { kind: 'WITHDRAWAL', ...expired, ...by },
  ]);
  // One release for each: two entries, and a key that all gateways share.
  const { rows } = await at.owner.query(
    `SELECT count(*)::int AS entries, count(DISTINCT transaction_id)::int AS transactions,
            (SELECT count(*)::int FROM command WHERE caller = $1) AS keys
       FROM entry WHERE phase = 'RELEASE'`,
    [EXPIRY_VIEWER.id],
  );
  expect(rows).toEqual([{ entries: 240, transactions: made.length, keys: made.length }]);
});

test('a hold captured in time does not expire, and an expired hold cannot be captured', async () => {
  const wallet = await at.gateway.wallet('in time', 'USD', '100.00');
  const { ledger } = at.gateway.book;
  const inTime = await hold(wallet, '10.00', AN_HOUR);
  const late = await hold(wallet, '20.00', AN_HOUR);
  const complete = (transactionId: string) =>
    ledger.submit(completePurchase, { transactionId }, SERVICE, randomUUID());
  expect(refusalCode(await complete(inTime))).toBe('DONE');
  await expireHoldsNow(at.owner, [inTime, late]);
  expect(refusalCode(await complete(late))).toBe('INVALID_TRANSITION');
  await jobOn(at.gateway).expireDue();
  expect(await at.gateway.balance(wallet)).toMatchObject({ available: 9_000n, held: 0n });
});

test('the search for expired holds costs by how many are due, not by how many are held', async () => {
  const wallet = await at.gateway.wallet('held for long', 'USD', '100.00');
  const one = await hold(wallet, '1.00', AN_HOUR);
  await expireHoldsNow(at.owner, [await hold(wallet, '2.00', AN_HOUR)]);
  await at.owner.query('BEGIN');
  try {
    // Rows without entries. The rollback below removes them.
    await at.owner.query(
      `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, expires_at)
       SELECT gen_random_uuid(), kind, status, currency, amount, wallet_id, initiated_by, created_at,
              expires_at + i * interval '1 second'
         FROM transaction, generate_series(1, 20000) i WHERE id = $1`,
      [one],
    );
    // The planner samples 30,000 rows, so it sees them all. Without statistics it would go by the size
    // of the table.
    await at.owner.query('ANALYZE transaction');
    const plan = await at.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS off) ${DUE_HOLDS}`.replace(
        /\$[1-4]/g,
        (n) => ({ $1: `'1970-01-01'`, $2: `'${ZERO}'`, $3: '500', $4: 'now()' })[n] ?? n,
      ),
    );
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index (Only )?Scan using transaction_due/);
    expect(text).not.toMatch(/Rows Removed by Filter: \d{3}/);
  } finally {
    await at.owner.query('ROLLBACK');
  }
  await jobOn(at.gateway).expireDue();
});

test('expireHold before its time is an internal error, and its key can be used again', async () => {
  const wallet = await at.gateway.wallet('early', 'USD', '5.00');
  const transactionId = await hold(wallet, '5.00', AN_HOUR);
  const expire = () =>
    at.gateway.book.ledger.submit(
      expireHold,
      { transactionId },
      EXPIRY_VIEWER,
      `early ${transactionId}`,
    );
  await expect(expire()).rejects.toThrow('is not due');
  await expireHoldsNow(at.owner, [transactionId]);
  expect(refusalCode(await expire())).toBe('DONE');
  expect(await expire()).toMatchObject({ replayed: true });
});

test('a hold whose release an account cannot take is tried again and delays no other', async () => {
  const most = `${'9'.repeat(36)}.99`;
  const { ledger } = at.gateway.book;
  const full = await at.gateway.wallet('full', 'GBP', most);
  const adjust = (direction: 'CREDIT' | 'DEBIT') =>
    ledger.submit(
      adjustBalance,
      { walletId: full, direction, amount: money(most, 'GBP'), reason: 'to fill it again' },
      ADMIN,
      randomUUID(),
    );
  const stuck = await hold(full, most, AN_HOUR, purchase, 'GBP');
  done(await adjust('CREDIT'));
  const free = await at.gateway.wallet('free', 'EUR', '2.00');
  await expireHoldsNow(at.owner, [stuck, await hold(free, '2.00', AN_HOUR, purchase, 'EUR')]);
  const reported: unknown[] = [];
  const report = (error: unknown, id?: string): void =>
    void reported.push([(error as Error).message, id]);
  const keyMs = 200;
  const keyNow = (): number => Math.floor(Date.now() / keyMs);
  const job = new HoldExpiry(at.gateway.book, report, { everyMs: 20, keyMs });
  await job.expireDue();
  expect(reported).toEqual([[expect.stringContaining('This would take an account above'), stuck]]);
  expect(await at.gateway.balance(free)).toMatchObject({ available: 200n, held: 0n });
  expect(await at.gateway.balance(full)).toMatchObject({ available: MAX_AMOUNT, held: MAX_AMOUNT });
  done(await adjust('DEBIT'));
  const tried = keyNow();
  await until(() => keyNow() > tried);
  await job.expireDue();
  expect(await at.gateway.balance(full)).toMatchObject({ available: MAX_AMOUNT, held: 0n });
});
