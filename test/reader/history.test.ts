import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { balanceOf, type ChainHead } from '../../src/domain/balance.js';
import { requestWithdrawal } from '../../src/movements/index.js';
import { done, useBook, type TestGateway } from '../support/book.js';
import { type EntryOfTransaction, InputError } from '../../src/reader/index.js';
import { money, SERVICE } from '../support/inputs.js';

const at = useBook();

interface EntryRow {
  kind: 'CASH' | 'HELD';
  seq: number;
  balance: bigint;
  at: number;
}

let ours: string;
let other: string;
/** All entries of our wallet as the table has them, with the times at which they were written. */
let rows: EntryRow[];

const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);

/** Holds minor units of the wallet's cash. */
async function hold(walletId: string, cents: number): Promise<void> {
  const amount = money((cents / 100).toFixed(2), 'USD');
  const { ledger } = at.gateway.book;
  done(await ledger.submit(requestWithdrawal, { walletId, amount }, SERVICE, randomUUID()));
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(async () => {
  const { gateway } = at;
  ours = await gateway.wallet('ours', 'USD', '1000.00');
  other = await gateway.wallet('other', 'USD', '1000.00');
  for (let round = 0; round < 12; round++) {
    // The entries of one commit share a time; rounds are some milliseconds apart.
    await Promise.all(
      Array.from({ length: 1 + ((round * 5) % 9) }, (_, i) =>
        i % 3 === 2
          ? gateway.transfer(other, ours, `${round}.05`, 'USD')
          : gateway.transfer(ours, other, `${i + 1}.01`, 'USD'),
      ),
    );
    await pause(4);
    if (round % 4 === 1) await hold(ours, 50 + round);
    await pause(round % 3);
  }
  const { rows: found } = await at.owner.query<{
    kind: 'CASH' | 'HELD';
    seq: string;
    balance: string;
    created_at: Date;
  }>(
    `SELECT account_kind AS kind, seq, balance, e.created_at FROM entry e JOIN account a ON a.id = e.account_id
      WHERE a.wallet_id = $1 ORDER BY account_kind, seq`,
    [ours],
  );
  rows = found.map((row) => ({
    kind: row.kind,
    seq: Number(row.seq),
    balance: BigInt(row.balance),
    at: row.created_at.getTime(),
  }));
});

/** The balance at a moment, from the entries one by one. */
function replayed(moment: number): ReturnType<typeof balanceOf> {
  const heads: Partial<Record<'CASH' | 'HELD', ChainHead>> = {};
  for (const row of rows)
    if (row.at <= moment) heads[row.kind] = { seq: row.seq, balance: row.balance };
  return balanceOf('USD', heads);
}

async function expectAt(moments: readonly number[]): Promise<void> {
  await reading(async (reader) => {
    for (const moment of moments)
      expect([moment, await reader.rows.balanceAt(ours, new Date(moment))]).toEqual([
        moment,
        replayed(moment),
      ]);
  });
}

describe('the balance at a moment equals a replay of the entries', () => {
  const span = (): [number, number] => [
    Math.min(...rows.map((row) => row.at)),
    Math.max(...rows.map((row) => row.at)),
  ];

  test('the test data has many times, several entries at one time, and two accounts', () => {
    const times = new Set(rows.map((row) => row.at));
    expect(times.size).toBeGreaterThan(12);
    expect(rows.length).toBeGreaterThan(2 * times.size);
    expect(rows.filter((row) => row.kind === 'HELD')).toHaveLength(3);
  });

  test('the balance equals a replay at 200 random moments', async () => {
    const [first, last] = span();
    await expectAt(
      Array.from(
        { length: 200 },
        () => first - 5 + Math.floor(Math.random() * (last - first + 10)),
      ),
    );
  });

  test("the balance equals a replay at each entry's time, and a millisecond before and after", async () => {
    const times = [...new Set(rows.map((row) => row.at))];
    await expectAt(times.flatMap((time) => [time - 1, time, time + 1]));
  });

  test('the balance is zero before the first entry, and long before it', async () => {
    const [first] = span();
    await expectAt([first - 1, first - 86_400_000, 0]);
    expect(replayed(first - 1)).toMatchObject({ total: 0n, version: 0 });
  });

  test('the balance at the present moment is the present balance', async () => {
    await reading(async (reader) => {
      const { rows: clock } = await at.owner.query<{ now: Date }>(
        `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
      );
      const now = clock[0]?.now ?? new Date();
      for (const id of [ours, other])
        expect(await reader.rows.balanceAt(id, now)).toEqual(await reader.rows.balance(id));
    });
  });

  test('balanceAt is null for a missing wallet, and zero for one without entries', async () => {
    const empty = await at.gateway.wallet('nothing yet', 'JPY');
    const missing = randomUUID();
    const [none, zero] = await reading((reader) =>
      Promise.all([missing, empty].map(async (id) => reader.rows.balanceAt(id, new Date(0)))),
    );
    expect(none).toBeNull();
    expect(zero).toMatchObject({ currency: 'JPY', total: 0n, version: 0 });
  });

  test('balancesAt refuses a future moment', async () => {
    for (const ahead of [5_000, 86_400_000_000])
      await expect(
        reading(async (reader) => reader.rows.balanceAt(ours, new Date(Date.now() + ahead))),
      ).rejects.toThrow(InputError);
  });
});

/** The identity of an entry: its account and its place. */
const nameOf = (entry: EntryOfTransaction): string => `${entry.accountKind} ${entry.seq}`;

/** Reads the list to its end, a page at a time, in list order. Calls `between` after each page. */
async function walk(
  way: 'forwards' | 'backwards',
  size: number,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<{ entries: EntryOfTransaction[]; cursors: string[] }> {
  let entries: EntryOfTransaction[] = [];
  let cursors: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await reading((reader) =>
      reader.entriesPage(
        ours,
        way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor },
      ),
    );
    const nodes = page.edges.map((edge) => edge.node);
    const found = page.edges.map((edge) => edge.cursor);
    expect(nodes.length).toBeLessThanOrEqual(size);
    expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
      found[0] ?? null,
      found.at(-1) ?? null,
    ]);
    entries = way === 'forwards' ? [...entries, ...nodes] : [...nodes, ...entries];
    cursors = way === 'forwards' ? [...cursors, ...found] : [...found, ...cursors];
    if (!(way === 'forwards' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage))
      return { entries, cursors };
    const next = way === 'forwards' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    expect(next).not.toBe(cursor); // or the walk would never end
    cursor = next ?? undefined;
    await between();
  }
}

/** Expects the newest entry first, each account's chain without a gap, and the balance as the sum. */
function expectWhole(entries: readonly EntryOfTransaction[]): void {
  expect(new Set(entries.map(nameOf)).size).toBe(entries.length);
  for (const kind of new Set(entries.map((entry) => entry.accountKind))) {
    const chain = entries.filter((entry) => entry.accountKind === kind);
    expect(chain.map((entry) => entry.seq)).toEqual(chain.map((_, index) => chain.length - index));
    expect(chain.reduce((sum, entry) => sum + entry.amount, 0n)).toBe(chain[0]?.balance);
  }
  const times = entries.map((entry) => entry.createdAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => b - a));
}

const SIZES = [1, 2, 3, 7, 200];
const WAYS = ['forwards', 'backwards'] as const;

describe("pages of a wallet's entries give every entry once", () => {
  test.each(WAYS.flatMap((way) => SIZES.map((size) => [way, size] as const)))(
    'a walk %s, %i a page, gives every entry once',
    async (way, size) => {
      const { entries } = await walk(way, size);
      expectWhole(entries);
      expect(entries).toHaveLength(rows.length);
    },
  );

  test('every walk gives the same entries in the same order, each with a cursor', async () => {
    const { entries, cursors } = await walk('forwards', 200);
    for (const way of WAYS)
      for (const size of [2, 7]) {
        const again = await walk(way, size);
        expect(again.entries).toEqual(entries);
        expect(again.cursors).toHaveLength(cursors.length);
      }
  });

  test('a page forwards from any cursor has the older entries, and a page backwards the newer', async () => {
    for (const way of WAYS) {
      const { entries, cursors } = await walk(way, 3);
      const names = entries.map(nameOf);
      for (const [index, cursor] of cursors.entries()) {
        const [older, newer] = await reading(async (reader) => [
          await reader.entriesPage(ours, { first: 4, after: cursor }),
          await reader.entriesPage(ours, { last: 4, before: cursor }),
        ]);
        expect(older?.edges.map((edge) => nameOf(edge.node))).toEqual(
          names.slice(index + 1, index + 5),
        );
        expect(newer?.edges.map((edge) => nameOf(edge.node))).toEqual(
          names.slice(Math.max(0, index - 4), index),
        );
        expect(older?.pageInfo.hasNextPage).toBe(index + 5 < names.length);
        expect(newer?.pageInfo.hasPreviousPage).toBe(index - 4 > 0);
      }
    }
  });

  test('a random walk to and fro never loses its place', async () => {
    const { entries, cursors: known } = await walk('forwards', 200);
    const names = entries.map(nameOf);
    let place = Math.floor(names.length / 2);
    let cursor = known[place];
    for (let step = 0; step < 60; step++) {
      const size = 1 + Math.floor(Math.random() * 5);
      const forwards = Math.random() < 0.5;
      const page = await reading((reader) =>
        reader.entriesPage(
          ours,
          forwards ? { first: size, after: cursor } : { last: size, before: cursor },
        ),
      );
      const expected = forwards
        ? names.slice(place + 1, place + 1 + size)
        : names.slice(Math.max(0, place - size), place);
      expect(page.edges.map((edge) => nameOf(edge.node))).toEqual(expected);
      if (expected.length === 0) continue;
      // Go on from any entry of the page, not only from its ends.
      const chosen = Math.floor(Math.random() * expected.length);
      place = names.indexOf(expected[chosen] ?? '');
      cursor = page.edges[chosen]?.cursor;
    }
  });

  test.each(WAYS.flatMap((way) => [1, 3, 7].map((size) => [way, size] as const)))(
    'a walk %s, %i a page, loses and repeats no entry while others write',
    async (way, size) => {
      const before = (await walk('forwards', 200)).entries.map(nameOf);
      let written = 0;
      const { entries } = await walk(way, size, async () => {
        if (written++ < 12)
          await Promise.all([
            at.gateway.transfer(other, ours, '0.01', 'USD'),
            at.gateway.transfer(ours, other, '0.02', 'USD'),
          ]);
        if (written % 5 === 0) await hold(ours, 1);
      });
      const names = entries.map(nameOf);
      if (way === 'forwards') {
        // The walk begins at the newest entry, so what is written meanwhile comes before its beginning.
        expect(names).toEqual(before);
        return;
      }
      expect(names.slice(-before.length)).toEqual(before);
      expect(names.length).toBeGreaterThan(before.length);
      expectWhole(entries);
    },
  );

  test('entries written after the newest cursor are found before it', async () => {
    const { cursors } = await walk('forwards', 200);
    await at.gateway.transfer(ours, other, '0.03', 'USD');
    await hold(ours, 2);
    const page = await reading((reader) =>
      reader.entriesPage(ours, { last: 200, before: cursors[0] }),
    );
    expect(page.edges.map((edge) => edge.node.amount)).toEqual([
      expect.any(BigInt),
      expect.any(BigInt),
      -3n,
    ]);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    expectWhole((await walk('backwards', 200)).entries);
  });

  test('the first entry of a new account is found before an older cursor, and never after it', async () => {
    const wallet = await at.gateway.wallet('held later', 'USD', '5.00');
    await at.gateway.transfer(wallet, other, '1.00', 'USD');
    const first = await reading((reader) => reader.entriesPage(wallet, { first: 1 }));
    await hold(wallet, 1);
    const cursor = first.pageInfo.endCursor;
    const older = await reading((reader) =>
      reader.entriesPage(wallet, { first: 10, after: cursor }),
    );
    const newer = await reading((reader) =>
      reader.entriesPage(wallet, { last: 10, before: cursor }),
    );
    expect(older.edges.map((edge) => nameOf(edge.node))).toEqual(['CASH 1']);
    expect(newer.edges.map((edge) => nameOf(edge.node))).toEqual(['CASH 3', 'HELD 1']);
  });

  test('a wallet without entries has an empty page', async () => {
    const empty = await at.gateway.wallet('never used', 'USD');
    const page = await reading((reader) => reader.entriesPage(empty, { first: 5 }));
    expect(page).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe('the reader refuses malformed cursors and impossible pages', () => {
  const text = (content: unknown): string =>
    Buffer.from(JSON.stringify(content)).toString('base64url');

  test.each<[string, () => string]>([
    ['empty', () => ''],
    ['not base64', () => '§$%'],
    ['not JSON', () => Buffer.from('entries').toString('base64url')],
    ['not a list', () => text({ entries: ours })],
    ['an empty list', () => text([])],
    ['without a place', () => text([`entries ${ours}`])],
    ['with too few places', () => text([`entries ${ours}`, '1', '1'])],
    ['with too many places', () => text([`entries ${ours}`, '1', '1', '1', '1', '1', '0', '0'])],
    [
      'with an account that does not exist',
      () => text([`entries ${ours}`, '1', '1', '1', '1', '1', '9']),
    ],
    ['with numbers', () => text([`entries ${ours}`, 1, 1, 1, 1, 1, 0])],
    ['with a negative place', () => text([`entries ${ours}`, '-1', '1', '1', '1', '1', '0'])],
    [
      'with a place past every number',
      () => text([`entries ${ours}`, '9'.repeat(30), '1', '1', '1', '1', '0']),
    ],
    ['with SQL', () => text([`entries ${ours}`, '1; DROP TABLE entry', '1', '1', '1', '1', '0'])],
    ['very long', () => 'A'.repeat(100_000)],
  ])('entriesPage refuses a malformed cursor (%s)', async (_, cursor) => {
    for (const page of [
      { first: 2, after: cursor() },
      { last: 2, before: cursor() },
    ])
      await expect(reading((reader) => reader.entriesPage(ours, page))).rejects.toThrow(InputError);
  });

  test('the reader refuses a cursor of another wallet or list, or with a byte changed or added', async () => {
    const [mine, foreign, transactions, wallets] = await reading(async (reader) => [
      (await reader.entriesPage(ours, { first: 1 })).pageInfo.endCursor ?? '',
      (await reader.entriesPage(other, { first: 1 })).pageInfo.endCursor ?? '',
      (await reader.transactionsPage({ walletId: ours }, { first: 1 })).pageInfo.endCursor ?? '',
      (await reader.walletsPage({}, { first: 1 })).pageInfo.endCursor ?? '',
    ]);
    const wrong = [
      foreign,
      transactions,
      wallets,
      `${mine}A`,
      `${mine}=`,
      ` ${mine}`,
      mine?.slice(1),
      mine?.slice(0, -1),
    ];
    for (const cursor of wrong)
      await expect(
        reading((reader) => reader.entriesPage(ours, { first: 1, after: cursor })),
      ).rejects.toThrow(InputError);
    for (const cursor of [
      mine,
      wallets,
      foreign,
      text([`transactions ${ours}`]),
      text([`transactions ${ours}`, randomUUID(), randomUUID()]),
    ])
      await expect(
        reading((reader) =>
          reader.transactionsPage({ walletId: ours }, { first: 1, after: cursor }),
        ),
      ).rejects.toThrow(InputError);
    for (const cursor of [mine, transactions, text(['wallets']), text(['wallets', 'not an id'])])
      await expect(
        reading((reader) => reader.walletsPage({}, { first: 1, after: cursor })),
      ).rejects.toThrow(InputError);
  });

  test.each([
    { first: 0 },
    { first: -1 },
    { first: 201 },
    { last: 201 },
    { first: 1.5 },
    { first: Number.NaN },
    { last: 1, after: 'x' },
    { first: 1, before: 'x' },
    { last: 1, after: 'x' },
  ])('the reader refuses the page %j', async (page) => {
    await expect(reading((reader) => reader.entriesPage(ours, page))).rejects.toThrow(InputError);
    await expect(reading((reader) => reader.transactionsPage({}, page))).rejects.toThrow(
      InputError,
    );
    await expect(reading((reader) => reader.walletsPage({}, page))).rejects.toThrow(InputError);
  });
});
