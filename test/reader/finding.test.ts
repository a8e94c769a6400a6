import { beforeAll, describe, expect, test } from '@jest/globals';
import { InputError, type PageArguments, type TransactionFilter } from '../../src/reader/index.js';
import { useBook } from '../support/book.js';

/*
 * Lists with filters, in a book whose positions span many drawers (src/reader/pages/drawers.ts), so that what the nearest
 * rows do not have is found by the indexes. `npm run bench:finding` measures what it costs on a million transactions.
 */

const ROWS = 4_000;
/** Positions between two rows: the book spans 49 drawers of 8,192. */
const APART = 100;

const at = useBook();
let busy: string;
let quiet: string;
let other: string;

beforeAll(async () => {
  at.spoilt = true; // the transactions have neither entries nor keys
  busy = await at.gateway.wallet('busy', 'USD');
  quiet = await at.gateway.wallet('quiet', 'USD');
  other = await at.gateway.wallet('other', 'USD');
  // Rows of any status, which the book's triggers would not let begin as that.
  await at.owner.query('SET session_replication_role = replica');
  // The oldest 200 rows have what no other has. Of the rest, some have it often, some seldom.
  await at.owner.query(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, reference, description,
                              metadata, details, initiated_by, created_at, effective_at, position)
     SELECT gen_random_uuid(),
            CASE WHEN i <= 200 AND i % 4 = 0 THEN 'CREDIT_DRAW' WHEN i % 2 = 0 THEN 'TRANSFER' ELSE 'DEPOSIT' END,
            CASE WHEN i <= 200 AND i % 5 = 0 THEN 'PENDING' WHEN i % 900 = 7 THEN 'FAILED' ELSE 'COMPLETED' END,
            'USD', CASE WHEN i <= 200 THEN 5000 + i ELSE i % 1000 + 1 END,
            CASE WHEN i % 100 = 3 THEN $2 WHEN i % 3 = 0 THEN $3 ELSE $1 END::uuid,
            CASE WHEN i % 100 <> 3 AND i % 2 = 0 THEN $2 END::uuid,
            CASE WHEN i % 7 = 0 THEN 'order-' || i END,
            CASE WHEN i <= 200 THEN 'Straße, ÅNGSTRÖM; 東京 ' || i WHEN i % 2 = 0 THEN 'lamp' END,
            CASE WHEN i <= 200 THEN jsonb_build_object('old', true, 'nr', i, 'tags', '["a", "b"]'::jsonb)
                 WHEN i % 2 = 0 THEN '{"channel": "web"}' ELSE '{}' END,
            CASE WHEN i % 8 = 0 THEN '{"metadata": "SHARED"}'::jsonb ELSE '{}' END,
            CASE WHEN i <= 200 THEN 'ann' WHEN i % 501 = 0 THEN 'bob' ELSE 'service' END,
            timestamptz '2026-01-01Z' + i * interval '1 minute',
            CASE WHEN i % 300 = 1 THEN timestamptz '2025-06-01Z' + i * interval '1 minute' END,
            i * $4::bigint
       FROM generate_series(1, $5::int) i ORDER BY i`,
    [busy, quiet, other, APART, ROWS],
  );
  await at.owner.query('RESET session_replication_role');
  await at.owner.query('ANALYZE');
});

const FILTERS: readonly [what: string, filter: TransactionFilter, sql: string][] = [
  ['metadata that many have', has({ channel: 'web' }), `metadata @> '{"channel": "web"}'`],
  ['old metadata', has({ old: true }), `metadata @> '{"old": true}'`],
  [
    'one item of an old list',
    has({ tags: ['b'], nr: 40 }),
    `metadata @> '{"tags": ["b"], "nr": 40}'`,
  ],
  ['metadata that none has', has({ channel: 'shop' }), 'false'],
  ['an old word of another case', { text: 'STRASSE ångström' }, 'false'],
  ['old words of another case', { text: '東京 STRAßE ångström' }, 'position <= 200 * 100'],
  ['a word of a reference', { text: 'order' }, 'reference IS NOT NULL'],
  ['words of both texts', { text: '3990 order LAMP' }, `reference = 'order-3990'`],
  ['a part of a word', { text: 'lam' }, 'false'],
  ['an old initiator', { initiatedBy: 'ann' }, `initiated_by = 'ann'`],
  ['a rare initiator', { initiatedBy: 'bob' }, `initiated_by = 'bob'`],
  ['a frequent initiator', { initiatedBy: 'service' }, `initiated_by = 'service'`],
  ['an old amount', amount('USD', 5_000n, 5_100n), 'amount BETWEEN 5000 AND 5100'],
  ['an amount from', amount('USD', 5_150n, undefined), 'amount >= 5150'],
  ['an amount up to', amount('USD', undefined, 3n), 'amount <= 3'],
  ['an amount that none has', amount('USD', 9_000n, undefined), 'false'],
  ['an old kind', { kinds: ['CREDIT_DRAW'] }, `kind = 'CREDIT_DRAW'`],
  [
    'old and frequent kinds',
    { kinds: ['CREDIT_DRAW', 'DEPOSIT'] },
    `kind IN ('CREDIT_DRAW', 'DEPOSIT')`,
  ],
  ['no kind', { kinds: [] }, 'false'],
  ['an old status', { statuses: ['PENDING'] }, `status = 'PENDING'`],
  ['rare statuses', { statuses: ['PENDING', 'FAILED'] }, `status <> 'COMPLETED'`],
  [
    'an old period',
    period('2026-01-01T01:00Z', '2026-01-01T02:00Z'),
    'position / 100 BETWEEN 60 AND 119',
  ],
  [
    'a period of the newer half',
    period('2026-01-03T02:00Z', '2026-01-03T03:00Z'),
    'position / 100 BETWEEN 3000 AND 3059',
  ],
  [
    'a frequent kind in a long period that reaches into the newer half',
    { kinds: ['DEPOSIT'], ...period('2026-01-01T01:00Z', '2026-01-02T18:00Z') },
    `kind = 'DEPOSIT' AND position / 100 BETWEEN 60 AND 2519`,
  ],
  ['a period of none', period('2020-01-01Z', '2020-01-02Z'), 'false'],
  [
    'an old kind in a period',
    { kinds: ['CREDIT_DRAW'], ...period('2026-01-01T01:00Z', '2026-01-01T02:00Z') },
    `kind = 'CREDIT_DRAW' AND position / 100 BETWEEN 60 AND 119`,
  ],
  [
    'a period of effect, before the book knew',
    { effectiveFrom: new Date('2025-06-01Z'), effectiveTo: new Date('2025-12-01Z') },
    'effective_at IS NOT NULL',
  ],
  [
    'a period of effect that begins with the book',
    { effectiveFrom: new Date('2026-01-01Z'), effectiveTo: new Date('2026-01-01T01:00Z') },
    'effective_at IS NULL AND position / 100 < 60',
  ],
  [
    'several at once',
    {
      ...has({ old: true }),
      text: 'straße',
      initiatedBy: 'ann',
      kinds: ['TRANSFER'],
      ...amount('USD', 5_050n, undefined),
    },
    `kind = 'TRANSFER' AND amount >= 5050`,
  ],
  [
    'two that many have, but none both',
    { ...has({ channel: 'web' }), kinds: ['DEPOSIT'] },
    'false',
  ],
];

function has(value: Record<string, unknown>, viewerId?: string): TransactionFilter {
  return { metadata: { has: value, viewerId } };
}

function amount(currency: string, min?: bigint, max?: bigint): TransactionFilter {
  return { amount: { currency, min, max } };
}

function period(from: string, to: string): TransactionFilter {
  return {
    from: new Date(from.replace(/:00Z$/, ':00:00Z')),
    to: new Date(to.replace(/:00Z$/, ':00:00Z')),
  };
}

/** The ids of a list, newest first, by pages in one direction. */
async function walk(
  filter: TransactionFilter,
  way: 'first' | 'last',
  size: number,
): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: PageArguments =
      way === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
    const { edges, pageInfo } = await at.gateway.reading((reader) =>
      reader.transactionsPage(filter, page),
    );
    const ids = edges.map(({ node }) => node.id);
    if (way === 'first') found.push(...ids);
    else found.unshift(...ids);
    // The other side of a page has what was read before it.
    expect(way === 'first' ? pageInfo.hasPreviousPage : pageInfo.hasNextPage).toBe(
      cursor !== null && edges.length > 0,
    );
    if (!(way === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
    cursor = way === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
  }
}

async function expected(sql: string): Promise<string[]> {
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM transaction WHERE ${sql} ORDER BY position DESC`,
  );
  return rows.map(({ id }) => id);
}

const LISTS: readonly [string, () => TransactionFilter, () => string][] = [
  ['the whole book', () => ({}), () => 'true'],
  [
    'a busy wallet',
    () => ({ walletId: busy }),
    () => `'${busy}' IN (wallet_id, counter_wallet_id)`,
  ],
  [
    'an owner with a quiet wallet on both sides',
    () => ({ ownerId: 'quiet' }),
    () => `'${quiet}' IN (wallet_id, counter_wallet_id)`,
  ],
];

describe.each(LISTS)('in %s', (_, list, ofList) => {
  test.each(FILTERS)(
    'a filter by %s finds each that matches once, from both ends',
    async (_, filter, sql) => {
      const ids = await expected(`(${sql}) AND ${ofList()}`);
      expect(await walk({ ...filter, ...list() }, 'first', 200)).toEqual(ids);
      expect(await walk({ ...filter, ...list() }, 'last', 200)).toEqual(ids);
    },
  );
});

test('a filter that no index answers is refused, with fields to add, once the page would read on and on', async () => {
  const scan = at.gateway.reading((reader) =>
    reader.transactionsPage({ statuses: ['COMPLETED', 'CANCELLED'] }, { first: 200 }),
  );
  await expect(scan).rejects.toThrow(InputError);
  await expect(scan).rejects.toThrow(/Add a narrower from and to, or one of metadata, text/);
  const added = await at.gateway.reading((reader) =>
    reader.transactionsPage(
      { statuses: ['COMPLETED', 'CANCELLED'], initiatedBy: 'service' },
      { first: 200 },
    ),
  );
  expect(added.edges.length).toBe(200);
});

test('metadata that a viewer may not read do not find a transaction', async () => {
  const visible = (viewerId: string | undefined) =>
    at.gateway.reading(async (reader) =>
      (
        await reader.transactionsPage(
          { walletId: quiet, ...has({ channel: 'web' }, viewerId) },
          { last: 200 },
        )
      ).edges.map(({ node }) => node),
    );
  const all = await visible(undefined);
  const receiver = await visible('quiet');
  expect(all.some(({ details }) => details['metadata'] === undefined)).toBe(true);
  expect(receiver.length).toBeGreaterThan(0);
  expect(receiver.every(({ details }) => details['metadata'] === 'SHARED')).toBe(true);
  expect(await visible('busy')).not.toEqual(receiver);
});
