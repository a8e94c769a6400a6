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
import { done, useBook, type TestGateway } from '../support/book.js';
import { askers } from '../support/graphql.js';
import {
  RandomHistory,
  entriesOf,
  type EntryRow,
  figuresOf,
  groupBy,
} from '../support/random-history.js';
import { type HistoryLine, InputError, type PageArguments } from '../../src/reader/index.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';

const at = useBook();
const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

const WAYS = ['forwards', 'backwards'] as const;
type Way = (typeof WAYS)[number];

const pageOf = (walletId: string, page: PageArguments) =>
  reading((reader) => reader.historyPage(walletId, page));

/** Reads the list to its end, a page at a time, in list order. Calls `between` after each page. */
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

/** Compares a whole list with the balance and the entries in the table. */
async function expectHistory(walletId: string, lines: readonly HistoryLine[]): Promise<void> {
  // Each posted and each reverted transaction once, with its entries in this wallet.
  const moved = (await entriesOf(at.owner, walletId)).filter(
    (entry) => entry.phase === 'POST' || entry.phase === 'REVERT',
  );
  const expected = [...groupBy<EntryRow>(moved, nameOf)].map(([name, entries]) => ({
    name,
    ...{ at: entries[0]?.at, amount: figuresOf(entries).total },
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
  for (const [, chain] of groupBy(
    lines.flatMap((line) => line.entries),
    (entry) => entry.accountKind,
  )) {
    const seqs = chain.map((entry) => entry.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  }
  // Each line's balance is the balance before it plus its amount; the newest is the wallet's balance.
  const before = [...lines.slice(1).map((line) => line.balance), 0n];
  expect(lines.map((line) => line.balance)).toEqual(
    lines.map((line, index) => (before[index] ?? 0n) + line.amount),
  );
  expect(lines[0]?.balance ?? 0n).toBe((await at.gateway.balance(walletId)).total);
}

describe('the history adds up to the balance', () => {
  test('the history adds up to the balance after each step of a mixture', async () => {
    const mixture = await RandomHistory.begin(at.gateway, 11);
    for (let step = 0; step < 80; step++) {
      await mixture.step();
      const walletId = mixture.wallets[step % 3] ?? '';
      await expectHistory(walletId, (await walk(walletId)).lines);
    }
    expect(mixture.done.size).toBeGreaterThan(15); // with fewer, the mixture would not be one
  });
});

describe('the history has a line for each movement of money', () => {
  let walletId: string;
  const send = async <I>(movement: Movement<I>, input: I, by = SERVICE): Promise<string> => {
    const result = await at.gateway.book.ledger.submit(movement, input, by, randomUUID());
    return done(result).transactionId ?? '';
  };
  /** The lines that `what` adds at the top: phases, amounts and balances. */
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

  test('the history shows a payout, but neither a hold nor its release', async () => {
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
    expect(await added(() => send(rejectWithdrawal, { transactionId, reason }, ADMIN))).toEqual([]);
    expect(
      await added(async () => (transactionId = await send(requestWithdrawal, usd('10')))),
    ).toEqual([]);
    expect(await added(() => send(approveWithdrawal, { transactionId }, ADMIN))).toEqual([
      'POST -1000 → 9000',
    ]);
  });

  test('the history shows a capture, its refund, and its recall as a line of its own', async () => {
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

  test('the history shows a deposit, and that the deposit is taken back', async () => {
    let transactionId = '';
    const deposited = async () => {
      transactionId = done(await at.gateway.deposit(walletId, '3.00', 'USD')).transactionId ?? '';
    };
    expect(await added(deposited)).toEqual(['POST 300 → 9300']);
    expect(await added(() => send(failDeposit, { transactionId, reason }))).toEqual([
      'REVERT -300 → 9000',
    ]);
  });

  test('the history shows credit that is drawn, spent and repaid', async () => {
    const limit = { walletId, approved: true, limit: money('100', 'USD') };
    await send(setCreditLine, limit, ADMIN);
    expect(await added(() => send(drawCredit, usd('50')))).toEqual(['POST 5000 → 14000']);
    let transactionId = '';
    expect(await added(async () => (transactionId = await send(purchase, usd('120'))))).toEqual([]);
    expect(await added(() => send(completePurchase, { transactionId }))).toEqual([
      'POST -12000 → 2000',
    ]);
    await send(adjustBalance, { ...usd('30'), direction: 'CREDIT', reason }, ADMIN);
    // Unspent credit of 20.00 first, then cash: one line.
    expect(await added(() => send(repayCredit, usd('50')))).toEqual(['POST -5000 → 0']);
    const [last] = (await pageOf(walletId, { first: 1 })).edges;
    expect(
      last?.node.entries.map((entry) => `${entry.accountKind} ${entry.amount}`).sort(),
    ).toEqual(['CASH -3000', 'CREDIT -2000', 'OWED 5000']);
  });
});

describe('pages of a history give every line once', () => {
  let walletId: string;
  let friend: string;
  let whole: { lines: HistoryLine[]; cursors: string[] };

  beforeAll(async () => {
    const mixture = await RandomHistory.begin(at.gateway, 23);
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

  test('the test history has many lines, several of them in one millisecond', () => {
    const times = new Set(whole.lines.map((line) => line.at.getTime()));
    expect(whole.lines.length).toBeGreaterThan(30);
    expect(times.size).toBeLessThan(whole.lines.length);
  });

  test.each(WAYS.flatMap((way) => [1, 2, 3, 7, 50, 200].map((size) => [way, size] as const)))(
    'a walk %s, %i a page, gives the same lines and the same cursors',
    agrees,
  );

  test('a page of any size can start at any line, in either direction', async () => {
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

  test.each(WAYS)('a walk %s loses and repeats no line while others write', async (way) => {
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
    // The walk begins at the newest line, so what is written meanwhile comes before its beginning.
    expect(way === 'forwards' ? found : found.slice(-names.length)).toEqual(names);
    if (way === 'backwards') await expectHistory(walletId, lines);
  });

  test('a walk over hundreds of lines of one millisecond gives the same lines, whatever the size and the direction', async () => {
    const busy = await at.gateway.wallet('busy', 'USD');
    const deposits = Array.from({ length: 400 }, (_, cent) =>
      at.gateway.deposit(busy, `1.${String(cent % 100).padStart(2, '0')}`, 'USD'),
    );
    await Promise.all(deposits);
    const { lines, cursors } = await walk(busy);
    const times = new Set(lines.map((line) => line.at.getTime()));
    expect([lines.length, times.size < 40]).toEqual([400, true]);
    await expectHistory(busy, lines);
    for (const way of WAYS)
      for (const size of [7, 50, 120])
        expect(await walk(busy, way, size)).toEqual({ lines, cursors });
  });

  test('an unused wallet has an empty history', async () => {
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

  test('a cursor that does not belong to this history is refused', async () => {
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
    { last: 1, after: 'x' },
    { first: 1, before: 'x' },
  ])('the page %j of a history is refused', async (page) => {
    await expect(pageOf(walletId, page)).rejects.toThrow(InputError);
  });
});

describe('Wallet.history answers over GraphQL', () => {
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

  test('Wallet.history shows lines with their transactions and entries', async () => {
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

  test('Wallet.history shows a recall as a line that has FAILED', async () => {
    const id = await wallet('graph carol', '20');
    const { data: before } = await member('graph carol').ask(HISTORY, { id });
    expect(JSON.stringify(before)).toContain('"status":"COMPLETED"');
    const rows = await at.owner.query<{ id: string }>(
      `SELECT t.id FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'graph carol'`,
    );
    const transactionId = rows.rows[0]?.id ?? '';
    const input = { transactionId, reason };
    done(await at.gateway.book.ledger.submit(failDeposit, input, SERVICE, randomUUID()));
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

  test("Wallet.history answers a wrong cursor with BAD_USER_INPUT, and nothing of another owner's wallet", async () => {
    const id = await wallet('graph dave', '20');
    expect(await member('graph dave').codes(HISTORY, { id, after: 'x' })).toEqual([
      'BAD_USER_INPUT',
    ]);
    const { data, errors } = await member('graph eve').ask(HISTORY, { id });
    expect([data['wallet'], errors]).toEqual([null, []]);
  });
});
