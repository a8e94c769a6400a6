import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { walletIdsOf } from '../../src/domain/index.js';
import type { Transaction, Wallet } from '../../src/ledger/index.js';
import {
  adjustBalance,
  closeWallet,
  deposit,
  freezeWallet,
  rejectWithdrawal,
  requestWithdrawal,
  reverseTransaction,
} from '../../src/movements/index.js';
import { done, useBook, type TestGateway, mapOf } from '../support/book.js';
import {
  type BookReader,
  InputError,
  ReadUnavailableError,
  type Page,
  type PageArguments,
  type TransactionFilter,
  type WalletFilter,
} from '../../src/reader/index.js';
import { decodePlace, encodePlace, placeAtTop } from '../../src/reader/pages/place.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

const at = useBook();

const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);

/** A whole list in its order, read a page at a time in one direction. */
async function walk<T>(
  way: 'forwards' | 'backwards',
  size: number,
  read: (reader: BookReader, page: PageArguments) => Promise<Page<T>>,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | undefined; ;) {
    const { edges, pageInfo } = await reading((reader) =>
      read(
        reader,
        way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor },
      ),
    );
    const nodes = edges.map((edge) => edge.node);
    if (way === 'forwards') found.push(...nodes);
    else found.unshift(...nodes);
    expect(nodes.length).toBeLessThanOrEqual(size);
    if (!(way === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return found;
    const next = (way === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor) ?? undefined;
    expect(next).not.toBe(cursor); // or the walk would never end
    cursor = next;
    await between();
  }
}

const WALKS = (['forwards', 'backwards'] as const).flatMap((way) =>
  [1, 2, 3, 7, 200].map((size) => [way, size] as const),
);

let alice: string;
let aliceEur: string;
let bob: string;
/** All transactions, newest first, by a plain SELECT. */
let transactions: { row: Transaction; ownerIds: string[] }[];
let wallets: Wallet[];
let middle: Date;

beforeAll(async () => {
  const { gateway } = at;
  const { ledger } = gateway.book;
  alice = await gateway.wallet('alice', 'USD', '100.00');
  aliceEur = await gateway.wallet('alice', 'EUR', '100.00');
  bob = await gateway.wallet('bob', 'USD', '100.00');
  for (let i = 0; i < 5; i++) {
    await Promise.all([
      gateway.transfer(alice, bob, '1.00', 'USD'),
      gateway.transfer(bob, alice, '2.00', 'USD'),
    ]);
    const referred = {
      walletId: aliceEur,
      amount: money('1.00', 'EUR'),
      reference: i % 2 ? 'odd' : 'even',
    };
    const { transactionId } = done(await ledger.submit(deposit, referred, SERVICE, randomUUID()));
    if (i === 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done(
        await ledger.submit(
          reverseTransaction,
          { transactionId: transactionId as string, reason },
          ADMIN,
          randomUUID(),
        ),
      );
      middle = (await reading((reader) => reader.transactionsPage({}, { first: 1 }))).edges[0]?.node
        .createdAt as Date;
    }
    const debit = {
      walletId: bob,
      direction: 'DEBIT',
      amount: money('0.01', 'USD'),
      reason,
    } as const;
    done(await ledger.submit(adjustBalance, debit, ADMIN, randomUUID()));
  }
  const frozen = await gateway.wallet('frozen', 'USD');
  done(await ledger.submit(freezeWallet, { walletId: frozen, reason }, ADMIN, randomUUID()));
  const closed = await gateway.wallet('closed', 'EUR');
  done(await ledger.submit(closeWallet, { walletId: closed, reason }, ADMIN, randomUUID()));
  const ids = async (table: string): Promise<string[]> =>
    (
      await at.owner.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY position DESC`)
    ).rows.map((row) => row.id);
  const [transactionIds, walletIds] = [await ids('transaction'), await ids('wallet')];
  await reading(async (reader) => {
    const rows = await mapOf(transactionIds, (id) => reader.rows.transaction(id));
    const owned = await mapOf(walletIds, (id) => reader.rows.wallet(id));
    wallets = walletIds.flatMap((id) => owned.get(id) ?? []);
    transactions = transactionIds.flatMap((id) => {
      const row = rows.get(id);
      const sides = row ? walletIdsOf(row) : [];
      return row ? [{ row, ownerIds: sides.map((side) => owned.get(side)?.ownerId ?? '') }] : [];
    });
  });
});

/** The ids that a filter leaves, by an independent implementation. */
function wanted(filter: TransactionFilter): string[] {
  return transactions
    .filter(
      ({ row, ownerIds }) =>
        (filter.walletId === undefined ||
          [row.walletId, row.counterWalletId].includes(filter.walletId)) &&
        (filter.ownerId === undefined || ownerIds.includes(filter.ownerId)) &&
        (filter.kinds?.includes(row.kind) ?? true) &&
        (filter.statuses?.includes(row.status) ?? true) &&
        (filter.from === undefined || row.createdAt >= filter.from) &&
        (filter.to === undefined || row.createdAt < filter.to) &&
        (filter.reference === undefined || row.reference === filter.reference),
    )
    .map(({ row }) => row.id);
}

const TRANSACTION_FILTERS: readonly [string, () => TransactionFilter, howMany: 'some' | 'none'][] =
  [
    ['no criterion', () => ({}), 'some'],
    ['a wallet, on either side', () => ({ walletId: alice }), 'some'],
    ['an owner', () => ({ ownerId: 'alice' }), 'some'],
    ['an owner and their wallet', () => ({ ownerId: 'alice', walletId: aliceEur }), 'some'],
    [
      "an owner and another owner's wallet, although the two have transactions together",
      () => ({ ownerId: 'alice', walletId: bob }),
      'none',
    ],
    ['an unknown owner', () => ({ ownerId: 'stranger' }), 'none'],
    ['an unknown wallet', () => ({ walletId: randomUUID() }), 'none'],
    ['kinds', () => ({ kinds: ['ADJUSTMENT', 'REVERSAL'] }), 'some'],
    ['an empty list of kinds', () => ({ kinds: [] }), 'none'],
    ['a status', () => ({ statuses: ['COMPLETED'] }), 'some'],
    ['statuses that none has', () => ({ statuses: ['PENDING', 'FAILED'] }), 'none'],
    ['an earliest time', () => ({ from: middle }), 'some'],
    ['an end time', () => ({ to: middle }), 'some'],
    ['an empty span of time', () => ({ from: middle, to: middle }), 'none'],
    ['a reference', () => ({ reference: 'odd' }), 'some'],
    ['an empty reference', () => ({ reference: '' }), 'none'],
    [
      'all criteria at once',
      () => ({
        ...{ walletId: aliceEur, ownerId: 'alice', kinds: ['DEPOSIT'], statuses: ['COMPLETED'] },
        ...{ to: middle, reference: 'even' },
      }),
      'some',
    ],
  ];

describe('transactionsPage gives every matching transaction once', () => {
  test.each(WALKS)('a walk %s by %i gives all transactions in order', async (way, size) => {
    const found = await walk(way, size, (reader, page) => reader.transactionsPage({}, page));
    expect(found.map((row) => row.id)).toEqual(transactions.map(({ row }) => row.id));
    expect(found).toEqual(transactions.map(({ row }) => row));
  });

  test.each(TRANSACTION_FILTERS)('a transaction filter takes %s', async (what, filter, howMany) => {
    // No wallet is both the owner's and another owner's, although the two have transactions together.
    const expected = what.includes('another owner') ? [] : wanted(filter());
    expect(expected.length > 0 ? 'some' : 'none').toBe(howMany);
    for (const [way, size] of [
      ['forwards', 2],
      ['backwards', 3],
    ] as const) {
      const found = await walk(way, size, (reader, page) =>
        reader.transactionsPage(filter(), page),
      );
      expect(found.map((row) => row.id)).toEqual(expected);
    }
  });

  test.each(['forwards', 'backwards'] as const)(
    'a walk %s loses and repeats no transaction while others write',
    async (way) => {
      const ids = (
        await walk('forwards', 200, (reader, page) =>
          reader.transactionsPage({ walletId: bob }, page),
        )
      ).map((row) => row.id);
      let written = 0;
      const found = await walk(
        way,
        2,
        (reader, page) => reader.transactionsPage({ walletId: bob }, page),
        async () => (written++ < 4 ? at.gateway.transfer(alice, bob, '0.01', 'USD') : undefined),
      );
      const names = found.map((row) => row.id);
      expect(new Set(names).size).toBe(names.length);
      expect(way === 'forwards' ? names : names.slice(-ids.length)).toEqual(ids);
      if (way === 'backwards') expect(names.length).toBe(ids.length + 4);
    },
  );

  test("a cursor of another wallet's list is refused", async () => {
    const page = await reading((reader) =>
      reader.transactionsPage({ walletId: bob }, { first: 1 }),
    );
    for (const filter of [{ walletId: alice }, {}])
      await expect(
        reading((reader) =>
          reader.transactionsPage(filter, { first: 1, after: page.pageInfo.endCursor }),
        ),
      ).rejects.toThrow(InputError);
  });
});

const WALLET_FILTERS: readonly [string, WalletFilter, count: number][] = [
  ['no criterion', {}, 5],
  ['an owner', { ownerId: 'alice' }, 2],
  ['an unknown owner', { ownerId: 'stranger' }, 0],
  ['a currency', { currency: 'EUR' }, 2],
  ['an unknown currency', { currency: 'ZZZ' }, 0],
  ['the status ACTIVE', { status: 'ACTIVE' }, 3],
  ['the status FROZEN', { status: 'FROZEN' }, 1],
  ['the status CLOSED', { status: 'CLOSED' }, 1],
  ['all criteria at once', { ownerId: 'closed', currency: 'EUR', status: 'CLOSED' }, 1],
  ['contradictory criteria', { ownerId: 'alice', status: 'FROZEN' }, 0],
];

test('a page gives the same entities as a look-up by id', async () => {
  const [wallets, transactions] = await reading(async (reader) => [
    (await reader.walletsPage({}, { first: 200 })).edges.map(({ node }) => node),
    (await reader.transactionsPage({}, { first: 200 })).edges.map(({ node }) => node),
  ]);
  const [byId, transactionsById] = await reading(({ rows }) =>
    Promise.all([
      Promise.all(wallets.map(async ({ id }) => rows.wallet(id))),
      Promise.all(transactions.map(async ({ id }) => rows.transaction(id))),
    ]),
  );
  expect(wallets.length).toBeGreaterThan(2);
  expect(transactions.length).toBeGreaterThan(10);
  expect(wallets).toEqual(byId);
  expect(transactions).toEqual(transactionsById);
});

describe('walletsPage gives every matching wallet once', () => {
  test.each(WALKS)('a walk %s by %i gives all wallets, newest first', async (way, size) => {
    expect(await walk(way, size, (reader, page) => reader.walletsPage({}, page))).toEqual(wallets);
  });

  test.each(WALLET_FILTERS)('a wallet filter takes %s', async (_, filter, count) => {
    const expected = wallets.filter((wallet) =>
      Object.entries(filter).every(([name, value]) => wallet[name as keyof Wallet] === value),
    );
    expect(expected).toHaveLength(count);
    for (const [way, size] of [
      ['forwards', 1],
      ['backwards', 2],
    ] as const)
      expect(await walk(way, size, (reader, page) => reader.walletsPage(filter, page))).toEqual(
        expected,
      );
  });
});

describe('pageInfo describes both sides of a page', () => {
  test('pageInfo says whether there is more on either side', async () => {
    const info = async (page: PageArguments) => {
      const { edges, pageInfo } = await reading((reader) => reader.walletsPage({}, page));
      return [edges.length, pageInfo.hasPreviousPage, pageInfo.hasNextPage];
    };
    const all = (await reading((reader) => reader.walletsPage({}, { first: 200 }))).edges.map(
      (edge) => edge.cursor,
    );
    expect(all).toHaveLength(5);
    expect(await info({ first: 5 })).toEqual([5, false, false]);
    expect(await info({ first: 4 })).toEqual([4, false, true]);
    expect(await info({ last: 5 })).toEqual([5, false, false]);
    expect(await info({ last: 4 })).toEqual([4, true, false]);
    expect(await info({ first: 2, after: all[1] })).toEqual([2, true, true]);
    expect(await info({ first: 3, after: all[1] })).toEqual([3, true, false]);
    expect(await info({ last: 2, before: all[3] })).toEqual([2, true, true]);
    expect(await info({ last: 3, before: all[3] })).toEqual([3, false, true]);
    expect(await info({})).toEqual([5, false, false]);
  });

  test('a page without edges says that nothing is on either side, also after the row of its cursor', async () => {
    const empty = {
      edges: [],
      pageInfo: {
        ...{ hasNextPage: false, hasPreviousPage: false },
        ...{ startCursor: null, endCursor: null },
      },
    };
    const list = (page: PageArguments) => reading((reader) => reader.walletsPage({}, page));
    const { startCursor } = (await list({ first: 1 })).pageInfo;
    expect(await list({ last: 2, before: startCursor })).toEqual(empty);
    const { endCursor } = (await list({ last: 1 })).pageInfo;
    expect(await list({ first: 2, after: endCursor })).toEqual(empty);
  });

  test('pageInfo looks at both sides, after the row of the cursor has left the filter', async () => {
    const { gateway } = at;
    const ids = await Promise.all(['x', 'y', 'z'].map((owner) => gateway.wallet(owner, 'SEK')));
    const filter = { currency: 'SEK', status: 'ACTIVE' } as const;
    const list = (page: PageArguments) => reading((reader) => reader.walletsPage(filter, page));
    const { edges } = await list({ first: 3 });
    const [newest, middle, oldest] = edges.map((edge) => edge.cursor);
    const freeze = async (edge: number): Promise<unknown> => {
      const walletId = edges[edge]?.node.id ?? '';
      const { ledger } = gateway.book;
      return done(await ledger.submit(freezeWallet, { walletId, reason }, ADMIN, randomUUID()));
    };
    await freeze(0);
    const older = await list({ first: 1, after: newest });
    expect([older.edges.length, older.pageInfo.hasPreviousPage]).toEqual([1, false]);
    expect(older.pageInfo.hasNextPage).toBe(true);
    await freeze(2);
    const newer = await list({ last: 2, before: oldest });
    expect([newer.edges.length, newer.pageInfo.hasNextPage]).toEqual([1, false]);
    await freeze(1);
    for (const page of [
      { first: 2, after: middle },
      { last: 2, before: middle },
      { first: 2, after: newest },
    ])
      expect((await list(page)).pageInfo).toMatchObject({
        ...{ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
    expect(ids).toHaveLength(3);
  });

  test('explain looks at both sides of a page, after the row of the cursor has left the part', async () => {
    const walletId = await at.gateway.wallet('explained', 'USD', '100.00');
    const held: string[] = [];
    for (let i = 0; i < 2; i++) {
      const input = { walletId, amount: money('1.00', 'USD'), destination: 'bank' };
      const sent = await at.gateway.book.ledger.submit(
        requestWithdrawal,
        input,
        SERVICE,
        randomUUID(),
      );
      held.push(done(sent).transactionId as string);
    }
    const pending = (page: PageArguments) =>
      reading(async (reader) => {
        const explanation = await reader.explain({ id: walletId, currency: 'USD' }, undefined);
        const parts = await reader.balanceParts(explanation);
        const part = parts.find(
          ({ kind, status }) => kind === 'WITHDRAWAL' && status === 'PENDING',
        );
        if (!part) throw new Error('nothing is held');
        return reader.explainedTransactions(part, page);
      });
    const { startCursor } = (await pending({ first: 1 })).pageInfo;
    expect((await pending({ first: 1, after: startCursor })).pageInfo.hasPreviousPage).toBe(true);
    const rejected = { transactionId: held[1] as string, reason };
    done(await at.gateway.book.ledger.submit(rejectWithdrawal, rejected, ADMIN, randomUUID()));
    const { edges, pageInfo } = await pending({ first: 1, after: startCursor });
    expect(edges.map(({ node }) => node.transactionId)).toEqual([held[0]]);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });
});

describe('a cursor of a row that the book does not have is refused', () => {
  /** The cursor with one part changed, as if the book had been restored from a backup that is older than it. */
  const changed = (cursor: string | null, part: number, value: string): string => {
    const content = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as string[];
    content[part] = value;
    return Buffer.from(JSON.stringify(content)).toString('base64url');
  };
  /** Each list, and which part of its cursors is the row's id. */
  const LISTS: readonly [
    string,
    (reader: BookReader, page: PageArguments) => Promise<Page<unknown>>,
    number,
  ][] = [
    ['transactions', (reader, page) => reader.transactionsPage({}, page), 1],
    ['wallets', (reader, page) => reader.walletsPage({}, page), 1],
    ['the entries of a wallet', (reader, page) => reader.entriesPage(alice, page), 7],
  ];
  test.each(LISTS)('in the list of %s', async (_, read, part) => {
    const list = (page: PageArguments) => reading((reader) => read(reader, page));
    const { endCursor } = (await list({ first: 1 })).pageInfo;
    const missing = changed(endCursor, part, randomUUID());
    for (const page of [
      { first: 1, after: missing },
      { last: 1, before: missing },
    ])
      await expect(list(page)).rejects.toThrow('is not in the book, which was restored');
  });
});

describe('a cursor', () => {
  const id = randomUUID();
  /** Transactions that are open, each a range of its own. */
  const openOnes = (count: number) => ({
    run: 1_790_000_000_000_000,
    ranges: Array.from({ length: count }, (_, index) => [index * 9, index * 9 + 1] as const),
  });
  const cursorFor = (count: number) =>
    encodePlace('transactions', placeAtTop(id, '7', openOnes(count)));

  test('is given only if it would be taken back, and the error says what to do', () => {
    let count = 1;
    for (; count < 20_000; count += 50) {
      try {
        expect(decodePlace('transactions', cursorFor(count)).hidden).toEqual(openOnes(count));
      } catch (error) {
        if (!(error instanceof ReadUnavailableError)) throw error;
        break;
      }
    }
    expect(count).toBeGreaterThan(1_000);
    expect(() => cursorFor(count)).toThrow(
      'Too many transactions are open on the database server for a cursor of this list. Send the query again later.',
    );
  });
});
