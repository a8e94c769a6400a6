import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PageArguments, TransactionFilter } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';

/*
 * Lists by the label of a split, and of wallets that receive splits, in a book whose positions span many drawers, compared
 * with a plain filter of all its rows in memory.
 */

const ROWS = 3_000;
/** Positions between two rows: the book spans 37 drawers of 8,192. */
const APART = 100;

const at = useBook();
const wallets = { payer: '', receiver: '', merchant: '', tailor: '' };

interface Split {
  readonly label: string;
  readonly walletId?: string;
}

/** A transaction as the plain filter sees it. */
interface Plain {
  readonly id: string;
  /** Its number, from the oldest on. */
  readonly i: number;
  readonly kind: 'TRANSFER' | 'DEPOSIT';
  readonly walletId: string;
  readonly counterWalletId: string | null;
  readonly splits: readonly Split[];
}

/** All transactions, newest first. */
let plain: readonly Plain[];

/** What is paid from transaction `i`: a fee often, a launch in the oldest fifth, a tip seldom, a lottery once. */
function splitsOf(i: number): Split[] {
  const { merchant, tailor } = wallets;
  return [
    ...(i % 2 === 0 ? [{ label: 'fee' }] : []),
    ...(i % 3 === 0 ? [{ label: i <= ROWS / 5 ? 'launch' : 'share', walletId: merchant }] : []),
    // The same label, to someone else.
    ...(i % 30 === 0 ? [{ label: 'share', walletId: tailor }] : []),
    ...(i % 600 === 5 ? [{ label: 'tip "5%"', walletId: tailor }] : []),
    ...(i === 1_234 ? [{ label: 'lottery' }] : []),
  ];
}

beforeAll(async () => {
  at.spoilt = true; // the transactions have neither entries nor keys
  wallets.payer = await at.gateway.wallet('payer', 'USD');
  wallets.receiver = await at.gateway.wallet('receiver', 'USD');
  wallets.merchant = await at.gateway.wallet('merchant', 'USD');
  wallets.tailor = await at.gateway.wallet('tailor', 'USD');
  const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index + 1));
  // Without the triggers: the receivers that are system accounts need no row, and `further_wallet` is written below.
  await at.owner.query('SET session_replication_role = replica');
  const { rows: written } = await at.owner.query<{ id: string; position: string }>(
    `INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, counter_wallet_id, initiated_by, created_at,
                              position, further_wallet_ids, splits)
     SELECT gen_random_uuid(), kind, 'COMPLETED', 'USD', 100, wallet, counter, 'service',
            timestamptz '2026-01-01Z' + i * interval '1 minute', i * $2::bigint, further, splits
       FROM jsonb_to_recordset($1::jsonb) AS row (i int, kind text, wallet uuid, counter uuid, further uuid[], splits jsonb)
     RETURNING id, position`,
    [JSON.stringify(rows), APART],
  );
  await at.owner.query(
    `INSERT INTO further_wallet (wallet_id, position)
     SELECT unnest(further_wallet_ids), position FROM transaction`,
  );
  await at.owner.query('RESET session_replication_role');
  await at.owner.query('ANALYZE');
  plain = written
    .map(({ id, position }) => plainOf(id, Number(position) / APART))
    .sort((a, b) => b.i - a.i);
});

function plainOf(id: string, i: number): Plain {
  const { kind, wallet, counter } = rowOf(i);
  return { id, i, kind, walletId: wallet, counterWalletId: counter, splits: splitsOf(i) };
}

function rowOf(i: number) {
  const splits = splitsOf(i).map(({ label, walletId }) => ({
    ...(walletId === undefined ? { systemAccount: 'PLATFORM' } : { walletId }),
    amount: '1',
    label,
  }));
  const further = [
    ...new Set(splits.flatMap((split) => ('walletId' in split ? [split.walletId] : []))),
  ];
  return {
    i,
    kind: i % 4 === 0 ? ('DEPOSIT' as const) : ('TRANSFER' as const),
    wallet: i % 5 === 0 ? wallets.receiver : wallets.payer,
    counter: i % 5 === 1 ? wallets.receiver : null,
    further: further.length > 0 ? further : null,
    splits: splits.length > 0 ? splits : null,
  };
}

type Takes = (row: Plain) => boolean;

const hasLabel =
  (label: string): Takes =>
  ({ splits }) =>
    splits.some((split) => split.label === label);

function label(text: string, viewerId?: string): TransactionFilter {
  return { split: { label: text, viewerId } };
}

const FILTERS: readonly [what: string, filter: TransactionFilter, takes: Takes][] = [
  ['a label that half have', label('fee'), hasLabel('fee')],
  ['a label that old ones have', label('launch'), hasLabel('launch')],
  ['a label that newer ones have', label('share'), hasLabel('share')],
  ['a label that few have, with characters of JSON', label('tip "5%"'), hasLabel('tip "5%"')],
  ['a label that one has', label('lottery'), hasLabel('lottery')],
  ['a label that none has', label('stranger'), () => false],
  ['a label in another case', label('Fee'), () => false],
  ['a part of a label', label('laun'), () => false],
  [
    'a label that half have, and a kind',
    { ...label('fee'), kinds: ['TRANSFER'] },
    (row) => hasLabel('fee')(row) && row.kind === 'TRANSFER',
  ],
  [
    'a label that old ones have, in a period',
    { ...label('launch'), from: minute(200), to: minute(300) },
    (row) => hasLabel('launch')(row) && row.i >= 200 && row.i < 300,
  ],
];

function minute(i: number): Date {
  return new Date(Date.UTC(2026, 0, 1, 0, i));
}

const LISTS: readonly [string, () => TransactionFilter, Takes][] = [
  ['the whole book', () => ({}), () => true],
  ['a payer', () => ({ walletId: wallets.payer }), (row) => isOf(row, wallets.payer)],
  [
    'a receiver of many splits',
    () => ({ ownerId: 'merchant' }),
    (row) => isOf(row, wallets.merchant),
  ],
  [
    'a receiver of few splits',
    () => ({ walletId: wallets.tailor }),
    (row) => isOf(row, wallets.tailor),
  ],
];

function isOf({ walletId, counterWalletId, splits }: Plain, id: string): boolean {
  return [walletId, counterWalletId, ...splits.map((split) => split.walletId)].includes(id);
}

/** The ids of a list, newest first, by pages in one direction. */
async function walk(filter: TransactionFilter, way: 'first' | 'last', size: number) {
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
    expect(way === 'first' ? pageInfo.hasPreviousPage : pageInfo.hasNextPage).toBe(
      cursor !== null && edges.length > 0,
    );
    if (!(way === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
    cursor = way === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
  }
}

async function expectFound(filter: TransactionFilter, takes: Takes): Promise<void> {
  const ids = plain.filter(takes).map(({ id }) => id);
  expect(await walk(filter, 'first', 150)).toEqual(ids);
  expect(await walk(filter, 'last', 150)).toEqual(ids);
}

describe.each(LISTS)('in the list of %s', (_, list, ofList) => {
  test('each transaction comes once, from both ends', async () => {
    await expectFound(list(), ofList);
  });

  test.each(FILTERS)(
    '%s finds each that matches once, from both ends',
    async (_, filter, takes) => {
      await expectFound({ ...filter, ...list() }, (row) => takes(row) && ofList(row));
    },
  );
});

describe('a viewer who receives splits', () => {
  test.each([
    ['merchant', 'share', 'merchant'],
    ['merchant', 'launch', 'merchant'],
    ['tailor', 'share', 'tailor'],
    ['tailor', 'tip "5%"', 'tailor'],
  ] as const)('%s finds by the label %s their own splits alone', async (ownerId, text, name) => {
    await expectFound({ ownerId, ...label(text, ownerId) }, ({ splits }) =>
      splits.some((split) => split.label === text && split.walletId === wallets[name]),
    );
  });

  test('finds nothing by the label of a split to another', async () => {
    expect(plain.some((row) => isOf(row, wallets.merchant) && hasLabel('fee')(row))).toBe(true);
    await expectFound({ ownerId: 'merchant', ...label('fee', 'merchant') }, () => false);
  });

  test('who also pays or is paid finds every label of those transactions', async () => {
    await expectFound(
      { ownerId: 'receiver', ...label('fee', 'receiver') },
      (row) => isOf(row, wallets.receiver) && hasLabel('fee')(row),
    );
  });
});
