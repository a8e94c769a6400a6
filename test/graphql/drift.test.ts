import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LegacyFollower, startShadow } from '../../src/adoption/index.js';
import { BulkConnection } from '../../src/database/index.js';
import {
  createLegacy,
  IN_DISAGREEMENT,
  OPERATIONS,
  TWO_COLUMNS,
} from '../adoption/legacy/two-balance-columns.js';
import { useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, service, member } = askers(() => at.gateway.book);

const DRIFT = `query ($filter: DriftFilter, $first: Int, $after: String) {
  drift(filter: $filter, first: $first, after: $after) {
    edges { node { owner currency wallet values { source value text } book difference since closedAt problem
                   cause { statement applicationName at } } }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

interface DriftPage {
  readonly edges: readonly { readonly node: { readonly owner: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const drift = async (variables: object = {}): Promise<DriftPage> =>
  (await auditor.run(DRIFT, variables as never)) as unknown as DriftPage;
const owners = ({ edges }: DriftPage): string[] => edges.map(({ node }) => node.owner);

let connection: BulkConnection;
let empty: DriftPage;
beforeAll(async () => {
  empty = await drift();
  connection = await BulkConnection.open({
    url: at.database.url,
    book: 'book',
    name: 'game-server',
  });
  await createLegacy(at.owner);
  await startShadow({ connection, book: 'book', mapping: TWO_COLUMNS, openMissing: true });
  const fail = (error: unknown): void => {
    throw error;
  };
  const follower = new LegacyFollower(at.gateway.book, { reads: connection.source }, 'book', fail);
  await follower.round();
  await OPERATIONS.adminAdjustment(at.owner, 33, '7.25');
  await at.owner.query('UPDATE legacy.users SET wallet_balance = balance WHERE id = 3');
  await follower.round();
});
afterAll(() => connection.close());

describe('the disagreements of a shadowed system are read through the API', () => {
  test('the list is empty while nothing is shadowed', () => {
    expect(empty.edges).toEqual([]);
  });

  test('a disagreement shows both columns, the book, and the statement that caused it', async () => {
    expect(await drift({ filter: { ownerId: '33' } })).toMatchObject({
      edges: [
        {
          node: {
            ...{ owner: '33', currency: 'USD', wallet: 'main', book: '0.00', difference: '-7.25' },
            values: [
              { source: 'users.balance', value: '0.00', text: '0.00' },
              { source: 'users.wallet_balance', value: '7.25', text: '7.25' },
            ],
            ...{ closedAt: null, problem: null },
            cause: {
              statement:
                'UPDATE legacy.users SET wallet_balance = wallet_balance + $1 WHERE id = $2',
              applicationName: expect.any(String),
            },
          },
        },
      ],
    });
    expect(await drift({ filter: { ownerId: '12' } })).toMatchObject({
      edges: [{ node: { book: '144.00', difference: '15.00', cause: null } }],
    });
  });

  test('filters tell what is open and what is gone, and pages show every one once', async () => {
    expect(owners(await drift({ filter: { open: false } }))).toEqual(['3']);
    expect(owners(await drift({ filter: { open: true } }))).toHaveLength(IN_DISAGREEMENT);
    expect(owners(await drift({ filter: { currency: 'EUR' } }))).toEqual([]);
    const first = await drift({ first: 10 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await drift({ first: 10, after: first.pageInfo.endCursor });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect([...owners(first), ...owners(second)]).toEqual(owners(await drift()));
    expect(owners(await drift())).toHaveLength(IN_DISAGREEMENT + 1);
  });

  test('staff and auditors see them, and no one else', async () => {
    for (const asker of [admin, cashier, auditor]) expect(await asker.codes(DRIFT)).toEqual([]);
    for (const asker of [service, member('33')])
      expect(await asker.codes(DRIFT)).toEqual(['FORBIDDEN']);
  });
});
