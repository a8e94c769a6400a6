import { beforeAll, describe, expect, test } from '@jest/globals';
import { adopt, LegacyFollower, startShadow } from '../../src/adoption/index.js';
import { BulkConnection } from '../../src/database/index.js';
import { walletId } from '../../src/graphql/ids.js';
import { importLegacy } from '../adoption/legacy/imported.js';
import { createLegacy, OPERATIONS, TWO_COLUMNS } from '../adoption/legacy/two-balance-columns.js';
import { useBook } from '../support/book.js';
import { type Asker, askers } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

const at = useBook();
const { admin, auditor, cashier, service, member } = askers(() => at.gateway.book);

const ADJUSTMENTS = `query ($id: ID!) { wallet(id: $id) {
  transactions(filter: { kinds: [ADJUSTMENT] }) { edges { node {
    statusReason ... on Adjustment { legacyOrigin { source statement applicationName } } } } } } }`;

let wallet: string;
/** Newest first. */
async function adjustments(asker: Asker): Promise<readonly unknown[]> {
  const { transactions } = await asker.run(ADJUSTMENTS, { id: wallet });
  return transactions.edges.map(({ node }) => node);
}

beforeAll(async () => {
  const connection = await BulkConnection.open({
    ...{ url: at.database.url, book: 'book', name: 'test' },
  });
  await createLegacy(at.owner);
  await importLegacy(at.database.url, TWO_COLUMNS);
  await startShadow({ connection, book: 'book', mapping: TWO_COLUMNS, openMissing: false });
  const fail = (error: unknown): void => {
    throw error;
  };
  const follower = new LegacyFollower(at.gateway.book, { reads: connection.source }, 'book', fail);
  await follower.round();
  await OPERATIONS.dailyLoginBonus(at.owner, 18);
  await follower.round();
  await adopt({ connection, book: 'book', mapping: TWO_COLUMNS });
  await connection.close();
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM wallet WHERE owner_id = '18'`,
  );
  wallet = walletId(rows[0]?.id ?? '');
  await at.owner.query(`SET application_name = 'game-server'`);
  await OPERATIONS.adminAdjustment(at.owner, 18, '2.00');
  await admin.send('AdjustBalance', {
    ...{ walletId: wallet, direction: 'CREDIT', reason },
    amount: { amount: '4.00', currency: 'USD' },
  });
});

describe('an adjustment that a legacy system made says where it comes from', () => {
  test('staff read the column, the statement without its constants, and the application', async () => {
    for (const staff of [admin, cashier, auditor])
      expect(await adjustments(staff)).toEqual([
        { statusReason: reason, legacyOrigin: null },
        {
          statusReason: 'The legacy system changed users.wallet_balance.',
          legacyOrigin: {
            source: 'users.wallet_balance',
            statement: 'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
            applicationName: 'game-server',
          },
        },
        {
          statusReason: 'The legacy system shows another balance in users.balance.',
          legacyOrigin: { source: 'users.balance', statement: null, applicationName: null },
        },
      ]);
  });

  test('the owner of the wallet and a program read the reason alone', async () => {
    for (const other of [member('18'), service])
      expect(await adjustments(other)).toEqual([
        { statusReason: reason, legacyOrigin: null },
        expect.objectContaining({ legacyOrigin: null }),
        expect.objectContaining({ legacyOrigin: null }),
      ]);
  });

  test('an adjustment of an admin shows in its answer that it comes from no legacy system', async () => {
    const answer = await admin.run(
      `mutation ($input: AdjustBalanceInput!) { adjustBalance(input: $input) {
         ... on AdjustBalancePayload { transaction { ... on Adjustment { direction legacyOrigin { source } } } } } }`,
      {
        input: {
          ...{ walletId: wallet, direction: 'DEBIT', reason, idempotencyKey: 'debit' },
          amount: { amount: '1.00', currency: 'USD' },
        },
      },
    );
    expect(answer.transaction).toEqual({ direction: 'DEBIT', legacyOrigin: null });
  });
});
