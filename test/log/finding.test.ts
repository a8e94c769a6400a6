import { beforeAll, describe, expect, test } from '@jest/globals';
import { walletId } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, member, service, wallet } = askers(() => at.gateway.book);

const AUDIT = `query ($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { actor movement outcome transactionIds } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface Row {
  cursor: string;
  node: { actor: string; movement: string; outcome: string; transactionIds: string[] };
}
interface AuditPage {
  edges: Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function page(filter: object, of: object): Promise<AuditPage> {
  return (await auditor.run(AUDIT, { filter, ...of })) as unknown as AuditPage;
}

/** The whole list, newest first, read in pages of 3 in one direction. */
async function whole(filter: object, direction: 'down' | 'up'): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | null = null;
  for (;;) {
    if (direction === 'down') {
      const { edges, pageInfo } = await page(filter, { first: 3, after: cursor });
      found.push(...edges);
      if (!pageInfo.hasNextPage) return found;
      cursor = pageInfo.endCursor;
    } else {
      const { edges, pageInfo } = await page(filter, { last: 3, before: cursor });
      found.unshift(...edges);
      if (!pageInfo.hasPreviousPage) return found;
      cursor = pageInfo.startCursor;
    }
  }
}

const wallets: string[] = [];
let all: Row[];
/** The wallets that each command names, in the order of `all`. */
let named: string[][];

/** Moves the log on by some drawers of 1,024 commits, as much later commands would. */
async function skipDrawers(count: number): Promise<void> {
  await at.owner.query(`SELECT setval('commit_number', nextval('commit_number') + $1 * 1024)`, [
    count,
  ]);
}

beforeAll(async () => {
  for (const name of ['ann', 'bob', 'cid', 'dan']) wallets.push(await wallet(name, '90.00'));
  const [ann, bob, cid, dan] = wallets as [string, string, string, string];
  for (const drawers of [0, 1, 3, 1]) {
    await skipDrawers(drawers);
    const amount = moneyInput('1.00');
    for (let turn = 0; turn < 4; turn++) {
      await service.send('Deposit', { walletId: turn % 2 ? ann : dan, amount });
      await member('ann').send('Transfer', { fromWalletId: ann, toWalletId: bob, amount });
      await member('bob').send('Transfer', { fromWalletId: bob, toWalletId: ann, amount });
    }
    await member('dan').send('Transfer', {
      ...{ fromWalletId: dan, toWalletId: ann, amount: moneyInput('9000.00') },
    });
    await member('cid').send('TransferMany', {
      inputs: [ann, bob, dan].map((toWalletId) => ({ fromWalletId: cid, toWalletId, amount })),
    });
    await admin.send('SetWalletMetadata', { walletId: ann, metadata: { drawers } });
  }
  all = await whole({}, 'down');
  const { rows } = await at.owner.query<{ ids: string[] }>(
    'SELECT wallet_ids AS ids FROM command ORDER BY position DESC',
  );
  named = rows.map(({ ids }) => ids.map(walletId));
});

describe('commands are found in drawers', () => {
  test('the book has commands of one wallet, of two and of several, in several drawers', async () => {
    expect(named).toHaveLength(all.length);
    const { rows } = await at.owner.query<{ count: number }>(
      'SELECT count(DISTINCT position >> 24)::int AS count FROM command',
    );
    expect(rows[0]!.count).toBeGreaterThanOrEqual(4);
    expect(new Set(named.map(({ length }) => Math.min(length, 3)))).toContain(3);
  });

  const filters: [string, () => object, (row: Row, wallets: readonly string[]) => boolean][] = [
    ['nothing', () => ({}), () => true],
    ...[0, 1, 2, 3].map((index): (typeof filters)[number] => [
      `wallet ${index}`,
      () => ({ walletId: wallets[index] }),
      (_, ids) => ids.includes(wallets[index]!),
    ]),
    ['a caller', () => ({ actor: 'bob' }), ({ node }) => node.actor === 'bob'],
    [
      'a caller and a movement',
      () => ({ actor: 'admin', movement: 'setWalletMetadata' }),
      ({ node }) => node.actor === 'admin' && node.movement === 'setWalletMetadata',
    ],
    [
      'a caller and a wallet',
      () => ({ actor: 'bob', walletId: wallets[0] }),
      ({ node }, ids) => node.actor === 'bob' && ids.includes(wallets[0]!),
    ],
    [
      'a wallet and an outcome',
      () => ({ walletId: wallets[3], outcome: 'INSUFFICIENT_FUNDS' }),
      ({ node }, ids) => node.outcome === 'INSUFFICIENT_FUNDS' && ids.includes(wallets[3]!),
    ],
    ['a caller without commands', () => ({ actor: 'nothing of this caller' }), () => false],
  ];
  test.each(filters)('by %s: the same commands, in both directions', async (_, filter, matches) => {
    const expected = all.filter((row, index) => matches(row, named[index]!));
    expect(await whole(filter(), 'down')).toEqual(expected);
    expect(await whole(filter(), 'up')).toEqual(expected);
  });

  test.each([
    ['caller', `position >> 24 = 1 AND caller = 'bob'`],
    [
      'first wallet',
      `position >> 24 = 1 AND wallet_ids[1] = '${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}'
         AND cardinality(wallet_ids) >= 1 AND cardinality(wallet_ids) <= 2`,
    ],
    [
      'second wallet',
      `position >> 24 = 1 AND wallet_ids[2] = '${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}'
         AND cardinality(wallet_ids) = 2`,
    ],
  ])('a page of a busy %s reads its rows in order, without a sort', async (_, condition) => {
    await at.owner.query('BEGIN');
    await at.owner.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off');
    const { rows } = await at.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM command WHERE ${condition} ORDER BY position DESC LIMIT 10`,
    );
    await at.owner.query('ROLLBACK');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan Backward using command_found_by_/);
    expect(plan).not.toContain('Sort');
  });
});
