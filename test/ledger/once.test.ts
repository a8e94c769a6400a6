import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { constraintName } from '../../src/database/errors.js';
import type { Movement, Result } from '../../src/ledger/index.js';
import {
  claimDailyBonus,
  payReferralCommission,
  reverseTransaction,
} from '../../src/movements/index.js';
import { done, recordRetries, refusalCode, TestGateway, useBook } from '../support/book.js';
import { untilBlocked, untilClearOfMidnight } from '../support/until.js';
import { ADMIN, member, reason } from '../support/inputs.js';

const retries = recordRetries();
const at = useBook({ observer: retries.observer });
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url, { observer: retries.observer });
});
afterAll(() => other.close());

const send = <I>(gateway: TestGateway, movement: Movement<I>, input: I): Promise<Result> =>
  gateway.book.ledger.submit(movement, input, ADMIN, randomUUID());

const reverse = async (transactionId: string): Promise<void> => {
  done(await send(at.gateway, reverseTransaction, { transactionId, reason }));
};

/** What can be paid once: a bonus of a new wallet, and a commission of it on a new deposit. */
const REWARDS = {
  bonus: async () => {
    await untilClearOfMidnight();
    const walletId = await at.gateway.wallet(randomUUID(), 'USD');
    return (gateway: TestGateway) => send(gateway, claimDailyBonus, { walletId });
  },
  commission: async () => {
    const walletId = await at.gateway.wallet(randomUUID(), 'USD');
    const payer = await at.gateway.wallet(randomUUID(), 'USD');
    const { transactionId = '' } = done(await at.gateway.deposit(payer, '5.00', 'USD'));
    const input = { walletId, sourceTransactionId: transactionId, rateBps: 500 };
    return (gateway: TestGateway) => send(gateway, payReferralCommission, input);
  },
} as const;

describe.each([
  ['bonus', 'ALREADY_CLAIMED'],
  ['commission', 'ALREADY_PAID'],
] as const)('a %s is paid once, and once more for each reversal', (what, taken) => {
  test(`of many attempts at a ${what} over two gateways after a reversal one succeeds`, async () => {
    const pay = await REWARDS[what]();
    for (let round = 0; round < 5; round++) {
      const codes = (
        await Promise.all([at.gateway, other, at.gateway, other].map((gateway) => pay(gateway)))
      ).map((result) => ({ code: refusalCode(result), result }));
      expect(codes.map(({ code }) => code).sort()).toEqual([taken, taken, taken, 'DONE']);
      const paid = codes.find(({ code }) => code === 'DONE');
      await reverse(done(paid!.result).transactionId ?? '');
    }
    // The lock of the wallet decides. PostgreSQL's rule would have made the ledger try again.
    expect(retries.take()).toEqual([]);
  });

  test(`PostgreSQL lets one of two sessions replace a reversed ${what}`, async () => {
    const pay = await REWARDS[what]();
    const first = done(await pay(at.gateway)).transactionId ?? '';
    await reverse(first);
    at.spoilt = true; // the rows below have no entries
    const again = `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, original_id, replaces_id, bonus_owner,
                                            details, initiated_by, created_at, completed_at)
      SELECT gen_random_uuid(), kind, status, currency, amount, wallet_id, original_id, id, bonus_owner,
             details, initiated_by, created_at, completed_at FROM transaction WHERE id = '${first}'`;
    const rival = new Client({
      connectionString: at.database.url,
      options: '-c search_path=book,pg_temp',
    });
    await rival.connect();
    try {
      await rival.query('BEGIN');
      await rival.query(again);
      const second = at.owner.query(again).then(
        () => 'NOT REFUSED',
        (error: unknown) => constraintName(error),
      );
      const watcher = new Client({ connectionString: at.database.url });
      await watcher.connect();
      await untilBlocked(watcher);
      await watcher.end();
      await rival.query('COMMIT');
      expect(await second).toMatch(/^transaction_(bonus_claimed|commission_paid)_once$/);
    } finally {
      await rival.end();
    }
  });
});

test('a key of a bonus that was reversed still replays that bonus', async () => {
  at.spoilt = true;
  const walletId = await at.gateway.wallet('keys', 'EUR');
  const claim = () =>
    at.gateway.book.ledger.submit(claimDailyBonus, { walletId }, member('keys'), 'k');
  const first = await claim();
  await reverse(done(first).transactionId ?? '');
  expect(await claim()).toEqual({ ...first, replayed: true, committed: undefined });
});

test('a commission is refused after its source was reversed, also one that was reversed before', async () => {
  at.spoilt = true;
  const pay = await REWARDS.commission();
  const first = done(await pay(at.gateway)).transactionId ?? '';
  await reverse(first);
  const { rows } = await at.owner.query<{ original_id: string }>(
    'SELECT original_id FROM transaction WHERE id = $1',
    [first],
  );
  await reverse(rows[0]?.original_id ?? '');
  expect(refusalCode(await pay(at.gateway))).toBe('INVALID_TRANSITION');
  expect(
    refusalCode(await send(at.gateway, reverseTransaction, { transactionId: first, reason })),
  ).toBe('INVALID_TRANSITION');
});
