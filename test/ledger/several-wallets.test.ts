import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../src/domain/index.js';
import {
  claimDailyBonus,
  openWallet,
  reverseTransaction,
  setWalletMetadata,
} from '../../src/movements/index.js';
import { done, refusalCode, TestGateway, useBook } from '../support/book.js';
import { ADMIN, reason, SERVICE } from '../support/inputs.js';
import { untilClearOfMidnight } from '../support/until.js';

const at = useBook();
let other: TestGateway;
beforeAll(async () => {
  other = await TestGateway.open(at.database.url);
});
afterAll(() => other.close());

/** The gateway that takes the nth command. */
const gatewayOf = (n: number) => (n % 2 ? other : at.gateway);

function open(n: number, ownerId: string, name: string, by: Viewer, currency = 'USD') {
  const input = { ownerId, currency, name };
  return gatewayOf(n).book.ledger.submit(openWallet, input, by, randomUUID());
}

/** How many there are of each. */
function counted(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

test('of 64 claims at once of an owner with 20 wallets, over two gateways, one is paid, and one more after its reversal', async () => {
  await untilClearOfMidnight();
  const names = Array.from({ length: 20 }, (_, n) => `pocket-${n}`);
  const opened = await Promise.all(names.map((name, n) => open(n, 'pockets', name, SERVICE)));
  const walletIds = opened.map((result) => done(result).walletId ?? '');
  expect(new Set(walletIds).size).toBe(20);
  const claimAll = async () => {
    const claims = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        gatewayOf(n).book.ledger.submit(
          claimDailyBonus,
          { walletId: walletIds[(7 * n) % 20] ?? '' },
          SERVICE,
          randomUUID(),
        ),
      ),
    );
    expect(counted(claims.map(refusalCode))).toEqual({ DONE: 1, ALREADY_CLAIMED: 63 });
    return claims.find((claim) => refusalCode(claim) === 'DONE') as (typeof claims)[number];
  };
  const { transactionId = '' } = done(await claimAll());
  const reversal = { transactionId, reason };
  done(await at.gateway.book.ledger.submit(reverseTransaction, reversal, ADMIN, randomUUID()));
  await claimAll();
  const balances = await Promise.all(walletIds.map((id) => at.gateway.balance(id)));
  expect(balances.reduce((sum, { available }) => sum + available, 0n)).toBe(100n);
});

test('of 64 wallets that a member opens at once, over two gateways, 20 are opened', async () => {
  const member: Viewer = { id: 'many', roles: ['MEMBER'] };
  const openings = await Promise.all(
    Array.from({ length: 64 }, (_, n) => open(n, 'many', `w${n}`, member, n % 3 ? 'USD' : 'EUR')),
  );
  expect(counted(openings.map(refusalCode))).toEqual({ DONE: 20, WALLET_LIMIT: 44 });
  done(await open(0, 'many', 'by-a-program', SERVICE));
  const { rows } = await at.owner.query<{ owner_number: number }>(
    `SELECT owner_number FROM wallet WHERE owner_id = 'many' ORDER BY owner_number`,
  );
  expect(rows.map((row) => row.owner_number)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
});

test('the metadata of a wallet are replaced as a whole, and keep the status that another command sets', async () => {
  const walletId = await at.gateway.wallet('described', 'USD');
  const set = (n: number, metadata: Record<string, unknown>) =>
    gatewayOf(n).book.ledger.submit(
      setWalletMetadata,
      { walletId, metadata },
      SERVICE,
      randomUUID(),
    );
  const sent = [{ a: 1 }, { b: { c: ['ü', null] } }];
  for (const [n, metadata] of sent.entries()) done(await set(n, metadata));
  const { rows } = await at.owner.query(
    'SELECT metadata, metadata_changed_by, metadata_changed_at IS NOT NULL AS at, status FROM wallet WHERE id = $1',
    [walletId],
  );
  expect(rows).toEqual([
    { metadata: sent[1], metadata_changed_by: SERVICE.id, at: true, status: 'ACTIVE' },
  ]);
});

test.each([
  ['one gateway with twenty writers', 1, { batchMax: 1, writers: 20 }],
  ['eight gateways', 8, {}],
])(
  '160 wallets that a program opens for one owner at once, over %s, are all opened',
  async (_, count, options) => {
    const gateways = await Promise.all(
      Array.from({ length: count }, () => TestGateway.open(at.database.url, options)),
    );
    const ownerId = `a chain of shops over ${count}`;
    const openings = await Promise.all(
      Array.from({ length: 160 }, (_, n) =>
        gateways[n % count]!.book.ledger.submit(
          openWallet,
          { ownerId, currency: 'USD', name: `shop-${n}` },
          SERVICE,
          randomUUID(),
        ),
      ),
    );
    expect(counted(openings.map(refusalCode))).toEqual({ DONE: 160 });
    for (const gateway of gateways) await gateway.close();
  },
);

test('claims and openings of many owners over two gateways, in opposite orders, meet in no deadlock', async () => {
  await untilClearOfMidnight();
  const owners = Array.from({ length: 40 }, (_, n) => `owner ${n}`);
  const openAll = (n: number, name: string, of: readonly string[]) =>
    Promise.all(of.map((ownerId) => open(n, ownerId, name, SERVICE)));
  const reversed = [...owners].reverse();
  const [a, b] = await Promise.all([openAll(0, 'a', owners), openAll(1, 'b', reversed)]);
  const claimAll = (n: number, opened: Awaited<ReturnType<typeof openAll>>) =>
    Promise.all(
      opened.map((one) =>
        gatewayOf(n).book.ledger.submit(
          claimDailyBonus,
          { walletId: done(one).walletId ?? '' },
          SERVICE,
          randomUUID(),
        ),
      ),
    );
  const claims = (await Promise.all([claimAll(0, a), claimAll(1, b)])).flat();
  expect(counted(claims.map(refusalCode))).toEqual({ DONE: 40, ALREADY_CLAIMED: 40 });
  const { rows } = await at.owner.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
});
