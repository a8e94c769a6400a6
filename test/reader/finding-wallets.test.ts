import { beforeAll, expect, test } from '@jest/globals';
import { InputError, type PageArguments, type WalletFilter } from '../../src/reader/index.js';
import { useBook } from '../support/book.js';

/* Lists of wallets with filters, in a book whose positions span many drawers (src/reader/pages/drawers.ts). */

const ROWS = 4_000;
/** Positions between two rows: the book spans 49 drawers of 8,192. */
const APART = 100;

const at = useBook();

beforeAll(async () => {
  at.spoilt = true; // the numbers of wallets do not begin with one
  await at.owner.query('SET session_replication_role = replica');
  await at.owner.query(
    `INSERT INTO wallet (id, owner_id, currency, name, owner_number, status, metadata, created_at, position)
     SELECT gen_random_uuid(), 'owner-' || i, CASE WHEN i <= 20 THEN 'EUR' ELSE 'USD' END,
            CASE WHEN i <= 100 THEN 'old' WHEN i % 2 = 0 THEN 'main' ELSE 'w' || i END, i,
            CASE WHEN i <= 50 THEN 'FROZEN' ELSE 'ACTIVE' END,
            CASE WHEN i <= 100 THEN jsonb_build_object('old', true, 'nr', i) WHEN i % 3 = 0 THEN '{"plan": "basic"}' ELSE '{}' END,
            now(), i * $1::bigint
       FROM generate_series(1, $2::int) i ORDER BY i`,
    [APART, ROWS],
  );
  await at.owner.query('RESET session_replication_role');
  await at.owner.query('ANALYZE');
});

const FILTERS: readonly [what: string, filter: WalletFilter, sql: string][] = [
  ['an old currency', { currency: 'EUR' }, `currency = 'EUR'`],
  ['a frequent currency', { currency: 'USD' }, `currency = 'USD'`],
  ['an old name', { name: 'old' }, `name = 'old'`],
  ['a frequent name', { name: 'main' }, `name = 'main'`],
  ['a name of one', { name: 'w1999' }, `name = 'w1999'`],
  ['a name of none', { name: 'none' }, 'false'],
  ['an old status', { status: 'FROZEN' }, `status = 'FROZEN'`],
  ['a frequent status', { status: 'ACTIVE' }, `status = 'ACTIVE'`],
  ['old metadata', { metadata: { old: true } }, `metadata @> '{"old": true}'`],
  ['metadata of one', { metadata: { nr: 77 } }, `metadata @> '{"nr": 77}'`],
  ['frequent metadata', { metadata: { plan: 'basic' } }, `metadata @> '{"plan": "basic"}'`],
  ['metadata of none', { metadata: { plan: 'gold' } }, 'false'],
  ['an owner', { ownerId: 'owner-800', name: 'main' }, `owner_id = 'owner-800'`],
  [
    'several at once',
    { metadata: { old: true }, name: 'old', status: 'ACTIVE', currency: 'USD' },
    `name = 'old' AND status = 'ACTIVE'`,
  ],
  ['two that many have, but none both', { metadata: { old: true }, name: 'main' }, 'false'],
];

const SIZE = 200;

async function walk(filter: WalletFilter, backwards: boolean): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ;) {
    const request: PageArguments = backwards
      ? { last: SIZE, before: cursor }
      : { first: SIZE, after: cursor };
    const page = await at.gateway.reading((reader) => reader.walletsPage(filter, request));
    const found = page.edges.map(({ node }) => node.id);
    if (backwards) ids.unshift(...found);
    else ids.push(...found);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (!(backwards ? hasPreviousPage : hasNextPage)) return ids;
    cursor = backwards ? startCursor : endCursor;
  }
}

test.each(FILTERS)(
  'a filter by %s finds each that matches once, from both ends',
  async (_, filter, sql) => {
    const { rows } = await at.owner.query<{ id: string }>(
      `SELECT id FROM wallet WHERE ${sql} ORDER BY position DESC`,
    );
    const expected = rows.map(({ id }) => id);
    expect(await walk(filter, false)).toEqual(expected);
    expect(await walk(filter, true)).toEqual(expected);
  },
);

test('an unknown cursor is refused with a filter, too', async () => {
  await expect(
    at.gateway.reading((reader) => reader.walletsPage({ name: 'old' }, { first: 2, after: 'x' })),
  ).rejects.toThrow(InputError);
});
