import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  adjustBalance,
  approveWithdrawal,
  cancelWithdrawal,
  completePurchase,
  drawCredit,
  failDeposit,
  failPurchase,
  purchase,
  refundPurchase,
  rejectWithdrawal,
  repayCredit,
  requestWithdrawal,
  setCreditLine,
} from '../../src/movements/index.js';
import type { Movement } from '../../src/ledger/index.js';
import { admin, done, money, service, useBook, type TestGateway } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { Mixture } from '../support/mixture.js';
import { plainEntries, plainFigures, plainGroups, type PlainEntry } from '../support/replay.js';
import { type HistoryLine, InputError, type PageArguments } from '../../src/reader/index.js';

const at = useBook();
const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));
const reason = 'as the test wants it';

const WAYS = ['forwards', 'backwards'] as const;
type Way = (typeof WAYS)[number];

const pageOf = (walletId: string, page: PageArguments) =>
  reading((reader) => reader.historyPage(walletId, page));

/** Walks to the end of the list, a page at a time, in list order. Something happens after each page. */
async function walk(
  walletId: string,
  way: Way = 'forwards',
  size = 200,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<{ lines: HistoryLine[]; cursors: string[] }> {
  const edges: { node: HistoryLine; cursor: string }[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(
      walletId,
      way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    expect(page.edges.length).toBeLessThanOrEqual(size);
    if (way === 'forwards') edges.push(...page.edges);
    else edges.unshift(...page.edges);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (!(way === 'forwards' ? hasNextPage : hasPreviousPage))
      return { lines: edges.map((edge) => edge.node), cursors: edges.map((edge) => edge.cursor) };
    expect(page.edges.length).toBe(size);
    cursor = way === 'forwards' ? endCursor : startCursor;
    await between();
  }
}

const nameOf = (line: { transactionId: string; phase: string }): string =>
  `${line.transactionId} ${line.phase}`;

/** Holds a whole list against the balance and the entries in the table. */
async function expectHistory(walletId: string, lines: readonly HistoryLine[]): Promise<void> {
  // Each transaction that moved money, and each that was taken back, once, with its entries here.
  const moved = (await plainEntries(at.owner, walletId)).filter(
    (entry) => entry.phase === 'POST' || entry.phase === 'REVERT',
  );
  const expected = [...plainGroups<PlainEntry>(moved, nameOf)].map(([name, entries]) => ({
    name,
    ...{ at: entries[0]?.at, amount: plainFigures(entries).total },
    entries: entries.map((entry) => `${entry.account} ${entry.seq}`).sort(),
  }));
  const found = lines.map((line) => ({
    name: nameOf(line),
    ...{ at: line.at.getTime(), amount: line.amount },
    entries: line.entries.map((entry) => `${entry.accountKind} ${entry.seq}`).sort(),
  }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect([...found].sort(byName)).toEqual(expected.sort(byName));
  // Newest first, on every account.
  const times = lines.map((line) => line.at.getTime());
  expect(times).toEqual([...times].sort((a, b) => b - a));
  for (const [, chain] of plainGroups(
    lines.flatMap((line) => line.entries),
    (entry) => entry.accountKind,
  )) {
    const seqs = chain.map((entry) => entry.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  }
  // Each line's balance is that of the one before it and its amount; the newest is the balance.
  const before = [...lines.slice(1).map((line) => line.balance), 0n];
  expect(lines.map((line) => line.balance)).toEqual(
    lines.map((line, index) => (before[index] ?? 0n) + line.amount),
  );
  expect(lines[0]?.balance ?? 0n).toBe((await at.gateway.balance(walletId)).total);
}

describe('the history adds up to the balance', () => {
  test('after each step of a mixture', async () => {
    const mixture = await Mixture.begin(at.gateway, 11);
    for (let step = 0; step < 80; step++) {
      await mixture.step();
      const walletId = mixture.wallets[step % 3] ?? '';
      await expectHistory(walletId, (await walk(walletId)).lines);
    }
    expect(mixture.done.size).toBeGreaterThan(15); // or the mixture would be none
  });
});

describe('a line is', () => {
  let walletId: string;
  const send = async <I>(movement: Movement<I>, input: I, by = service): Promise<string> => {
    const result = await at.gateway.book.ledger.submit(movement, input, by, randomUUID());
    return done(result).transactionId ?? '';
  };
  /** What is added at the top by what is done: amounts and phases. */
  const added = async (what: () => Promise<unknown>): Promise<unknown[]> => {
    const before = (await walk(walletId)).lines.length;
    await what();
    const { lines } = await walk(walletId);
    await expectHistory(walletId, lines);
    return lines
      .slice(0, lines.length - before)
      .map((line) => `${line.phase} ${line.amount} → ${line.balance}`);
  };
  const usd = (amount: string) => ({ walletId, amount: money(amount, 'USD') });

  beforeAll(async () => {
    walletId = await at.gateway.wallet('lines', 'USD');
  });

  test('not a hold, nor its release; but what is paid out of it', async () => {
    expect(await added(() => send(requestWithdrawal, usd('1')).catch(() => 'refused'))).toEqual([]);
    expect(await added(() => at.gateway.deposit(walletId, '100.00', 'USD'))).toEqual([
      'POST 10000 → 10000',
    ]);
    let transactionId = '';
    expect(
      await added(async () => (transactionId = await send(requestWithdrawal, usd('10')))),
    ).toEqual([]);
    expect(await added(() => send(cancelWithdrawal, { transactionId }))).toEqual([]);
    expect(
      await added(async () => (transactionId = await send(requestWithdrawal, usd('10')))),
    ).toEqual([]);
    expect(await added(() => send(rejectWithdrawal, { transactionId, reason }, admin))).toEqual([]);
    expect(
      await added(async () => (transactionId = await send(requestWithdrawal, usd('10')))),
    ).toEqual([]);
    expect(await added(() => send(approveWithdrawal, { transactionId }, admin))).toEqual([
      'POST -1000 → 9000',
    ]);
  });

  test('what a purchase takes, what of it is given back, and its recall as one of its own', async () => {
    let transactionId = '';
    expect(await added(async () => (transactionId = await send(purchase, usd('20'))))).toEqual([]);
    const part = { transactionId, amount: money('15', 'USD') };
    expect(await added(() => send(completePurchase, part))).toEqual(['POST -1500 → 7500']);
    const refund = { transactionId, amount: money('5', 'USD'), reason };
    expect(await added(() => send(refundPurchase, refund))).toEqual(['POST 500 → 8000']);
    expect(await added(() => send(failPurchase, { transactionId, reason }))).toEqual([
      'REVERT 1000 → 9000',
    ]);
    const [last] = (await pageOf(walletId, { first: 1 })).edges;
    expect(last?.node).toMatchObject({ transactionId, phase: 'REVERT' });
  });

  test('a deposit, and a deposit that is taken back', async () => {
    let transactionId = '';
    const deposited = async () => {
      transactionId = done(await at.gateway.deposit(walletId, '3.00', 'USD')).transactionId ?? '';
    };
    expect(await added(deposited)).toEqual(['POST 300 → 9300']);
    expect(await added(() => send(failDeposit, { transactionId, reason }))).toEqual([
      'REVERT -300 → 9000',
    ]);
  });

  test('credit that is drawn, spent and repaid', async () => {
    const limit = { walletId, approved: true, limit: money('100', 'USD') };
    await send(setCreditLine, limit, admin);
    expect(await added(() => send(drawCredit, usd('50')))).toEqual(['POST 5000 → 14000']);
    let transactionId = '';
    expect(await added(async () => (transactionId = await send(purchase, usd('120'))))).toEqual([]);
    expect(await added(() => send(completePurchase, { transactionId }))).toEqual([
      'POST -12000 → 2000',
    ]);
    await send(adjustBalance, { ...usd('30'), direction: 'CREDIT', reason }, admin);
    // Unspent credit of 20.00 first, then cash: one line.
    expect(await added(() => send(repayCredit, usd('50')))).toEqual(['POST -5000 → 0']);
    const [last] = (await pageOf(walletId, { first: 1 })).edges;
    expect(
      last?.node.entries.map((entry) => `${entry.accountKind} ${entry.amount}`).sort(),
    ).toEqual(['CASH -3000', 'CREDIT -2000', 'OWED 5000']);
  });
});

describe('pages of a history', () => {
  let walletId: string;
  let friend: string;
  let whole: { lines: HistoryLine[]; cursors: string[] };

  beforeAll(async () => {
    const mixture = await Mixture.begin(at.gateway, 23);
    [walletId = '', friend = ''] = mixture.wallets;
    for (let step = 0; step < 60; step++) {
      await mixture.step();
      if (step % 3 === 0) await pause();
    }
    whole = await walk(walletId);
  });

  const agrees = async (way: Way, size: number): Promise<void> => {
    const again = await walk(walletId, way, size);
    expect(again.lines).toEqual(whole.lines);
    expect(again.cursors).toEqual(whole.cursors);
  };

  test('are of many lines, several of them in one millisecond', () => {
    const times = new Set(whole.lines.map((line) => line.at.getTime()));
    expect(whole.lines.length).toBeGreaterThan(30);
    expect(times.size).toBeLessThan(whole.lines.length);
  });

  test.each(WAYS.flatMap((way) => [1, 2, 3, 7, 50, 200].map((size) => [way, size] as const)))(
    '%s, %i a page: the same lines, the same cursors',
    agrees,
  );

  test('from any line on, either way, of any size', async () => {
    const { cursors } = whole;
    const names = whole.lines.map((line) => `${nameOf(line)} ${line.balance}`);
    const place = fc.nat({ max: cursors.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 40 }), async (index, size) => {
        const cursor = cursors[index];
        const older = await pageOf(walletId, { first: size, after: cursor });
        const newer = await pageOf(walletId, { last: size, before: cursor });
        const shown = (page: typeof older) =>
          page.edges.map(({ node }) => `${nameOf(node)} ${node.balance}`);
        expect(shown(older)).toEqual(names.slice(index + 1, index + 1 + size));
        expect(shown(newer)).toEqual(names.slice(Math.max(0, index - size), index));
        expect(older.pageInfo.hasNextPage).toBe(index + 1 + size < names.length);
        expect(newer.pageInfo.hasPreviousPage).toBe(index > size);
      }),
      { numRuns: 60 },
    );
  });

  test.each(WAYS)('%s while others write: none lost, none twice', async (way) => {
    const names = (await walk(walletId)).lines.map(nameOf);
    let written = 0;
    const { lines } = await walk(walletId, way, 3, async () => {
      if (written++ < 6)
        await Promise.all([
          at.gateway.deposit(walletId, '0.01', 'USD'),
          at.gateway.deposit(walletId, '0.02', 'USD'),
        ]);
    });
    const found = lines.map(nameOf);
    expect(new Set(found).size).toBe(found.length);
    // From the newest on: what is written meanwhile is newer than where the walk began.
    expect(way === 'forwards' ? found : found.slice(-names.length)).toEqual(names);
    if (way === 'backwards') await expectHistory(walletId, lines);
  });

  test('a wallet in which nothing happened has an empty one', async () => {
    const empty = await at.gateway.wallet('nothing happened', 'USD');
    for (const page of [{ first: 3 }, { last: 3 }])
      expect(await pageOf(empty, page)).toEqual({
        edges: [],
        pageInfo: {
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: null,
          endCursor: null,
        },
      });
  });

  test('a cursor that is not of this list is refused', async () => {
    const text = (...content: string[]): string =>
      Buffer.from(JSON.stringify([`history ${walletId}`, ...content])).toString('base64url');
    const [cursor = ''] = whole.cursors;
    const [newest] = whole.lines;
    const time = String(newest?.at.getTime());
    const id = newest?.transactionId ?? '';
    const entries = await reading((reader) => reader.entriesPage(walletId, { first: 1 }));
    const wrong = [
      ...['', 'no cursor', `${cursor}A`, cursor.slice(1), 'A'.repeat(10_000)],
      (await walk(friend)).cursors[0],
      entries.pageInfo.endCursor,
      text(),
      text(time, id),
      text(time, id, 'HOLD'),
      text('', id, 'POST'),
      text('-1', id, 'POST'),
      text('9'.repeat(16), id, 'POST'),
      text(time, 'an id', 'POST'),
      text(time, id, 'POST', '1'),
      // Of their form, but no line: another time, another transaction, another phase.
      text('0', id, 'POST'),
      text('9'.repeat(15), id, 'POST'),
      text(String(Number(time) + 1), id, newest?.phase ?? ''),
      text(time, randomUUID(), 'POST'),
      text(time, id, newest?.phase === 'POST' ? 'REVERT' : 'POST'),
    ];
    for (const one of wrong)
      for (const page of [
        { first: 2, after: one },
        { last: 2, before: one },
      ])
        await expect(pageOf(walletId, page)).rejects.toThrow(InputError);
  });

  test.each([
    { first: 0 },
    { first: 201 },
    { last: 0 },
    { first: 1, last: 1 },
    { first: 1, before: 'x' },
  ])('%j is refused', async (page) => {
    await expect(pageOf(walletId, page)).rejects.toThrow(InputError);
  });
});

describe('over the graph', () => {
  const { service: program, admin: staff, member, wallet } = askers(() => at.gateway.book);
  const HISTORY = `query ($id: ID!, $first: Int, $after: String) {
    wallet(id: $id) {
      history(first: $first, after: $after) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node {
          at status amount { amount currency } balance { amount }
          transaction { id kind }
          entries { account phase amount { amount } transaction { id } }
        } }
      }
    }
  }`;

  test('shows lines with what did them and what was written', async () => {
    const id = await wallet('graph alice', '20');
    const to = await wallet('graph bob');
    const sent = { fromWalletId: id, toWalletId: to, amount: { amount: '7.25', currency: 'USD' } };
    const transferred = await program.send('Transfer', sent);
    const txn = transferred.transaction.id;
    await staff.send('ReverseTransaction', { transactionId: txn, reason });
    const line = (kind: string, amount: string, balance: string) => ({
      ...{ at: expect.stringMatching(/Z$/), status: 'COMPLETED' },
      ...{ amount: { amount, currency: 'USD' }, balance: { amount: balance } },
      transaction: { id: expect.stringMatching(/^txn_/), kind },
      entries: [
        {
          ...{ account: 'CASH', phase: 'POST', amount: { amount } },
          transaction: { id: expect.stringMatching(/^txn_/) },
        },
      ],
    });
    const { data, errors } = await member('graph alice').ask(HISTORY, { id });
    expect(errors).toEqual([]);
    const cursor = expect.any(String);
    expect(data['wallet']).toEqual({
      history: {
        pageInfo: {
          ...{ hasNextPage: false, hasPreviousPage: false },
          ...{ startCursor: cursor, endCursor: cursor },
        },
        edges: [
          { cursor, node: line('REVERSAL', '7.25', '20.00') },
          { cursor, node: line('TRANSFER', '-7.25', '12.75') },
          { cursor, node: line('DEPOSIT', '20.00', '20.00') },
        ],
      },
    });
  });

  test('a recall is a line that has FAILED', async () => {
    const id = await wallet('graph carol', '20');
    const { data: before } = await member('graph carol').ask(HISTORY, { id });
    expect(JSON.stringify(before)).toContain('"status":"COMPLETED"');
    const rows = await at.owner.query<{ id: string }>(
      `SELECT t.id FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'graph carol'`,
    );
    const transactionId = rows.rows[0]?.id ?? '';
    const input = { transactionId, reason };
    done(await at.gateway.book.ledger.submit(failDeposit, input, service, randomUUID()));
    const { data } = await member('graph carol').ask(HISTORY, { id, first: 1 });
    expect(data['wallet']).toMatchObject({
      history: {
        pageInfo: { hasNextPage: true },
        edges: [
          {
            node: {
              ...{ status: 'FAILED', amount: { amount: '-20.00' }, balance: { amount: '0.00' } },
              entries: [{ phase: 'REVERT' }],
            },
          },
        ],
      },
    });
  });

  test("a wrong cursor is BAD_USER_INPUT; somebody else's wallet is not there", async () => {
    const id = await wallet('graph dave', '20');
    expect(await member('graph dave').codes(HISTORY, { id, after: 'x' })).toEqual([
      'BAD_USER_INPUT',
    ]);
    const { data, errors } = await member('graph eve').ask(HISTORY, { id });
    expect([data['wallet'], errors]).toEqual([null, []]);
  });
});
