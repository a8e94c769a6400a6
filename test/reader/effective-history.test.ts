import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Movement, Result } from '../../src/ledger/index.js';
import {
  adjustBalance,
  deposit,
  failDeposit,
  purchase,
  reverseTransaction,
} from '../../src/movements/index.js';
import { type HistoryLine, InputError, type PageArguments } from '../../src/reader/index.js';
import { done, useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';
import { RandomHistory } from '../support/random-history.js';

const at = useBook();

const WAYS = ['forwards', 'backwards'] as const;
type Way = (typeof WAYS)[number];
type Order = 'BOOK' | 'EFFECTIVE_AT';
interface Whole {
  readonly lines: HistoryLine[];
  readonly cursors: string[];
}

const pageOf = (walletId: string, page: PageArguments, order: Order = 'EFFECTIVE_AT') =>
  at.gateway.reading((reader) => reader.historyPage(walletId, page, order));

/** Reads the list to its end, a page at a time, in list order. */
async function walk(
  walletId: string,
  way: Way = 'forwards',
  size = 200,
  order: Order = 'EFFECTIVE_AT',
): Promise<Whole> {
  const edges: { node: HistoryLine; cursor: string }[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(
      walletId,
      way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor },
      order,
    );
    if (way === 'forwards') edges.push(...page.edges);
    else edges.unshift(...page.edges);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (!(way === 'forwards' ? hasNextPage : hasPreviousPage))
      return { lines: edges.map((edge) => edge.node), cursors: edges.map((edge) => edge.cursor) };
    expect(page.edges.length).toBe(size);
    cursor = way === 'forwards' ? endCursor : startCursor;
  }
}

/** All lines in the order of the book, sorted in memory by the moments of effect that the table of transactions has. */
async function sorted(walletId: string): Promise<HistoryLine[]> {
  const { lines } = await walk(walletId, 'forwards', 200, 'BOOK');
  const { rows } = await at.owner.query<{ id: string; effective_at: Date }>(
    'SELECT id, effective_at FROM transaction WHERE effective_at IS NOT NULL',
  );
  const moments = new Map(rows.map((row) => [row.id, row.effective_at.getTime()]));
  const effectOf = ({ transactionId, phase, at: own }: HistoryLine): number =>
    (phase === 'POST' ? moments.get(transactionId) : undefined) ?? own.getTime();
  return [...lines].sort((a, b) => effectOf(b) - effectOf(a)); // sort is stable
}

const send = <I>(movement: Movement<I>, input: I, by = SERVICE): Promise<Result> =>
  at.gateway.book.ledger.submit(movement, input, by, randomUUID());
const idOf = (result: Result): string => done(result).transactionId ?? '';
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

async function openedAt(walletId: string): Promise<number> {
  const { rows } = await at.owner.query<{ created_at: Date }>(
    'SELECT created_at FROM wallet WHERE id = $1',
    [walletId],
  );
  return rows[0]?.created_at.getTime() ?? 0;
}

describe('lines stand at the moments at which they took effect', () => {
  let walletId: string;
  let opened: number;
  const depositOf = (amount: string, effectiveAt?: number): Promise<Result> =>
    send(deposit, {
      ...{ walletId, amount: money(amount, 'USD') },
      ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt) }),
    });
  const shown = async (order: Order): Promise<string[]> =>
    (await walk(walletId, 'forwards', 200, order)).lines.map(
      ({ phase, amount, balance }) => `${phase} ${amount} → ${balance}`,
    );

  beforeAll(async () => {
    walletId = await at.gateway.wallet('lines', 'USD');
    opened = await openedAt(walletId);
    await pause();
    done(await depositOf('1.00'));
    await pause();
    const [plain] = (await walk(walletId)).lines;
    const moment = plain?.at.getTime() ?? 0;
    done(await depositOf('2.00'));
    await pause();
    done(await depositOf('3.00', moment));
    await pause();
    done(await depositOf('4.00', opened));
    done(await depositOf('5.00', opened));
    await pause();
    const taken = idOf(await depositOf('6.00', moment - 1));
    const undone = idOf(await depositOf('7.00', moment + 1));
    await pause();
    done(await send(failDeposit, { transactionId: taken, reason }));
    done(await send(reverseTransaction, { transactionId: undone, reason }, ADMIN));
    const debit = { walletId, amount: money('0.50', 'USD'), direction: 'DEBIT', reason } as const;
    done(await send(adjustBalance, { ...debit, effectiveAt: new Date(opened) }, ADMIN));
  });

  test('the history in the order of the book is as it was', async () => {
    expect(await shown('BOOK')).toEqual([
      'POST -50 → 1450',
      'POST -700 → 1500',
      'REVERT -600 → 2200',
      'POST 700 → 2800',
      'POST 600 → 2100',
      'POST 500 → 1500',
      'POST 400 → 1000',
      'POST 300 → 600',
      'POST 200 → 300',
      'POST 100 → 100',
    ]);
  });

  test('in the order of effect each line keeps the balance after it in the book, and what was taken back stays where it was taken back', async () => {
    expect(await shown('EFFECTIVE_AT')).toEqual([
      'POST -700 → 1500', // a reversal, when it happened
      'REVERT -600 → 2200', // a deposit that failed, when it failed
      'POST 200 → 300',
      'POST 700 → 2800', // a millisecond after the deposit of 1.00
      'POST 300 → 600', // at its moment, and the book learned of it later
      'POST 100 → 100',
      'POST 600 → 2100', // a millisecond before it
      'POST -50 → 1450', // three of one moment, by the order of the book
      'POST 500 → 1500',
      'POST 400 → 1000',
    ]);
  });

  test('a deposit that takes effect in the very moment of its commit stands in the order of the book', async () => {
    const id = await at.gateway.wallet('at once', 'USD', '1.00');
    const transactionId = randomUUID();
    await at.owner.query(
      `WITH moment AS (SELECT max(e.created_at) + interval '1 ms' AS at FROM entry e),
       made AS (
         INSERT INTO transaction (id, kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at, effective_at)
         SELECT $1, 'DEPOSIT', 'COMPLETED', 'USD', 5, $2, 'service', at, at, at FROM moment RETURNING id)
       SELECT FROM made`,
      [transactionId, id],
    );
    await at.owner.query(
      `INSERT INTO entry (account_id, seq, account_kind, transaction_id, phase, amount, balance, created_at)
       SELECT head.account_id, head.seq + 1, a.kind, t.id, 'POST', one.amount, head.balance + one.amount, t.created_at
         FROM transaction t
        CROSS JOIN (VALUES ('CASH', 5), ('EXTERNAL', -5)) AS one (kind, amount)
         JOIN account a ON a.kind = one.kind AND a.currency = 'USD' AND a.shard = 0 AND (a.wallet_id = $2 OR a.wallet_id IS NULL)
        CROSS JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) head
        WHERE t.id = $1`,
      [transactionId, id],
    );
    at.spoilt = true; // no key has this transaction
    const whole = await walk(id);
    expect(whole.lines.map(({ amount }) => amount)).toEqual([5n, 100n]);
    for (const way of WAYS) expect(await walk(id, way, 1)).toEqual(whole);
  });
});

/** A deposit or adjustment at a moment that numbers choose, and what becomes of it. */
const dated = fc.record({
  moment: fc.nat(200),
  off: fc.constantFrom(-1, 0, 0, 0, 1),
  debit: fc.boolean(),
  then: fc.constantFrom('nothing', 'nothing', 'nothing', 'fail', 'reverse'),
});
const histories = fc.record({
  seed: fc.nat(100_000),
  steps: fc.array(fc.array(dated, { maxLength: 5 }), { minLength: 8, maxLength: 14 }),
  size: fc.integer({ min: 2, max: 12 }),
});

type Dated = typeof dated extends fc.Arbitrary<infer One> ? One : never;

/** Writes it, on one wallet. */
async function written({ seed, steps }: { seed: number; steps: Dated[][] }): Promise<string> {
  const mixture = await RandomHistory.begin(at.gateway, seed);
  const [walletId = ''] = mixture.wallets;
  const opened = await openedAt(walletId);
  const moments = [opened];
  const one = async ({ moment, off, debit, then }: Dated): Promise<void> => {
    const chosen = (moments[moment % moments.length] ?? opened) + off;
    const effectiveAt = new Date(Math.max(opened, chosen));
    const input = { walletId, amount: money('1.25', 'USD'), effectiveAt };
    const result = await (debit
      ? send(adjustBalance, { ...input, direction: 'DEBIT', reason }, ADMIN)
      : send(deposit, input));
    if (!('done' in result.outcome) || then === 'nothing') return;
    const transactionId = idOf(result);
    if (then === 'reverse') await send(reverseTransaction, { transactionId, reason }, ADMIN);
    else if (!debit) await send(failDeposit, { transactionId, reason });
  };
  for (const step of steps) {
    await Promise.all([mixture.step(), ...step.map(one)]);
    const { rows } = await at.owner.query<{ last: Date }>(
      `SELECT max(e.created_at) AS last FROM entry e JOIN account a ON a.id = e.account_id WHERE a.wallet_id = $1`,
      [walletId],
    );
    moments.push(rows[0]?.last.getTime() ?? opened);
  }
  return walletId;
}

describe('the order of effect is that of a plain sort of all lines', () => {
  test('for random histories, each walk of any size gives the sorted lines, and each cursor its place among them', async () => {
    let backdated = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const walletId = await written(history);
        const expected = await sorted(walletId);
        const { lines, cursors } = await walk(walletId);
        expect(lines).toEqual(expected);
        const book = (await walk(walletId, 'forwards', 200, 'BOOK')).lines;
        const moved = ({ transactionId }: HistoryLine, index: number): boolean =>
          transactionId !== lines[index]?.transactionId;
        backdated += book.filter(moved).length;
        const { size } = history;
        for (const way of WAYS) expect(await walk(walletId, way, size)).toEqual({ lines, cursors });
        const places = [0, 1, 2, 3].map((n) => (history.seed * (n + 1) + n) % cursors.length);
        for (const index of places) {
          const cursor = cursors[index];
          const older = await pageOf(walletId, { first: size, after: cursor });
          const newer = await pageOf(walletId, { last: size, before: cursor });
          expect(older.edges.map(({ node }) => node)).toEqual(
            lines.slice(index + 1, index + 1 + size),
          );
          expect(newer.edges.map(({ node }) => node)).toEqual(
            lines.slice(Math.max(0, index - size), index),
          );
          expect(older.pageInfo.hasNextPage).toBe(index + 1 + size < lines.length);
          expect(newer.pageInfo.hasPreviousPage).toBe(index > size);
        }
      }),
      { numRuns: 8 },
    );
    expect(backdated).toBeGreaterThan(40);
  });

  test('hundreds of lines of one millisecond, backdated to few moments and not, stand in the order of the book within each', async () => {
    const walletId = await at.gateway.wallet('busy', 'USD', '500.00');
    const opened = await openedAt(walletId);
    const holding = { walletId, amount: money('1.00', 'USD') };
    await Promise.all(
      Array.from({ length: 420 }, (_, index) =>
        index % 7 === 0
          ? send(purchase, holding)
          : send(deposit, {
              ...{ walletId, amount: money(`1.${10 + (index % 90)}`, 'USD') },
              ...(index % 3 !== 0 && { effectiveAt: new Date(opened + (index % 2)) }),
            }),
      ),
    );
    const whole = await walk(walletId);
    expect(whole.lines).toEqual(await sorted(walletId));
    expect(new Set(whole.lines.map((line) => line.at.getTime())).size).toBeLessThan(40);
    for (const way of WAYS) expect(await walk(walletId, way, 50)).toEqual(whole);
  });

  test('a run of hundreds of backdated lines between plain ones is skipped without losing any, on a wallet with one chain and with several', async () => {
    for (const [owner, holds] of [
      ['one chain', false],
      ['several chains', true],
    ] as const) {
      const walletId = await at.gateway.wallet(owner, 'USD', '500.00');
      const opened = await openedAt(walletId);
      for (let round = 0; round < 2; round++) {
        if (holds) done(await send(purchase, { walletId, amount: money('1.00', 'USD') }));
        const amount = money('0.01', 'USD');
        const many = (dates: readonly (Date | undefined)[]) =>
          Promise.all(dates.map((effectiveAt) => send(deposit, { walletId, amount, effectiveAt })));
        // In one commit with plain ones before and after, then in commits of their own.
        const run = Array.from({ length: 110 }, (_, index) => new Date(opened + (index % 3)));
        await many([undefined, undefined, ...run]);
        await many(run);
        await many([...run, undefined, undefined, undefined]);
        if (holds) done(await send(purchase, { walletId, amount: money('1.00', 'USD') }));
      }
      const whole = await walk(walletId);
      expect(whole.lines).toEqual(await sorted(walletId));
      for (const way of WAYS) expect(await walk(walletId, way, 30)).toEqual(whole);
    }
  });
});

describe('cursors belong to one order', () => {
  let walletId: string;
  let cursors: Readonly<Record<Order, string[]>>;

  beforeAll(async () => {
    walletId = await at.gateway.wallet('cursors', 'USD', '1.00');
    const effectiveAt = new Date(await openedAt(walletId));
    done(await send(deposit, { walletId, amount: money('2.00', 'USD'), effectiveAt }));
    cursors = {
      BOOK: (await walk(walletId, 'forwards', 200, 'BOOK')).cursors,
      EFFECTIVE_AT: (await walk(walletId)).cursors,
    };
  });

  test('a cursor of one order is refused in the other, with a message that names both', async () => {
    for (const [order, other] of [
      ['BOOK', 'EFFECTIVE_AT'],
      ['EFFECTIVE_AT', 'BOOK'],
    ] as const)
      for (const cursor of cursors[other])
        await expect(pageOf(walletId, { first: 1, after: cursor }, order)).rejects.toThrow(
          `This cursor belongs to the order ${other} of this history. Use it with orderBy: ${other}, or read the order ${order} from its start.`,
        );
  });

  test('a cursor of no line of this history is refused', async () => {
    const friend = await at.gateway.wallet('cursors of a friend', 'USD', '1.00');
    const text = (...content: string[]): string =>
      Buffer.from(JSON.stringify([`history by effect ${walletId}`, ...content])).toString(
        'base64url',
      );
    const { lines } = await walk(walletId);
    const parts = lines.map((line) => ({ at: line.at.getTime(), id: line.transactionId }));
    const [plain, backdated] = parts as [(typeof parts)[0], (typeof parts)[0]];
    const opened = await openedAt(walletId);
    const wrong = [
      ...['', 'no cursor', `${cursors.EFFECTIVE_AT[0]}A`],
      (await walk(friend)).cursors[0],
      text(String(plain.at), plain.id, 'POST'),
      // Another moment of effect, before and after the line itself; another phase, transaction or time.
      text(String(plain.at - 1), String(plain.at), plain.id, 'POST'),
      text(String(plain.at + 1), String(plain.at), plain.id, 'POST'),
      text(String(backdated.at), String(backdated.at), backdated.id, 'POST'),
      text(String(opened + 1), String(backdated.at), backdated.id, 'POST'),
      text(String(opened), String(backdated.at), backdated.id, 'REVERT'),
      text(String(opened), String(backdated.at + 1), backdated.id, 'POST'),
      text(String(opened), String(backdated.at), randomUUID(), 'POST'),
      text('x', String(backdated.at), backdated.id, 'POST'),
    ];
    for (const one of wrong)
      for (const page of [
        { first: 2, after: one },
        { last: 2, before: one },
      ])
        await expect(pageOf(walletId, page)).rejects.toThrow(InputError);
  });

  test('an unused wallet has an empty history in the order of effect', async () => {
    const empty = await at.gateway.wallet('nothing happened', 'USD');
    for (const page of [{ first: 3 }, { last: 3 }])
      expect((await pageOf(empty, page)).edges).toEqual([]);
  });
});

describe('Wallet.history takes an order over GraphQL', () => {
  const { service: program, member, wallet } = askers(() => at.gateway.book);
  const HISTORY = `query ($id: ID!, $order: HistoryOrder, $after: String) {
    wallet(id: $id) {
      history(orderBy: $order, after: $after) {
        pageInfo { endCursor }
        edges { node { amount { amount } balance { amount } transaction { effectiveAt } } }
      }
    }
  }`;

  test('Wallet.history answers in either order, by default in that of the book, and refuses a cursor of the other with BAD_USER_INPUT', async () => {
    const id = await wallet('graph dora', '20');
    const { rows } = await at.owner.query<{ created_at: Date }>(
      `SELECT created_at FROM wallet WHERE owner_id = 'graph dora'`,
    );
    const effectiveAt = rows[0]?.created_at.toISOString();
    const amount = { amount: '5.00', currency: 'USD' };
    await program.send('Deposit', { walletId: id, amount, effectiveAt });
    const ask = async (order?: string | null) => {
      const { data, errors } = await member('graph dora').ask(HISTORY, { id, order });
      expect(errors).toEqual([]);
      return (
        data['wallet'] as unknown as {
          history: { edges: unknown[]; pageInfo: { endCursor: string } };
        }
      ).history;
    };
    const late = {
      node: {
        ...{ amount: { amount: '5.00' }, balance: { amount: '25.00' } },
        transaction: { effectiveAt },
      },
    };
    const book = await ask();
    expect(book.edges[0]).toEqual(late);
    expect(await ask(null)).toEqual(book);
    expect(await ask('BOOK')).toEqual(book);
    const byEffect = await ask('EFFECTIVE_AT');
    expect(byEffect.edges).toEqual([...book.edges].reverse());
    const wrong = { id, order: 'BOOK', after: byEffect.pageInfo.endCursor };
    expect(await member('graph dora').codes(HISTORY, wrong)).toEqual(['BAD_USER_INPUT']);
  });
});
