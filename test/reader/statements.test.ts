import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Balance, PeriodBound } from '../../src/domain/index.js';
import type { BookReader } from '../../src/reader/index.js';
import {
  type HistoryLine,
  InputError,
  type PageArguments,
  type Statement,
  type StatementTotal,
} from '../../src/reader/index.js';
import { useBook, type TestGateway } from '../support/book.js';
import { RandomHistory } from '../support/random-history.js';

const at = useBook();
const reading: TestGateway['reading'] = (read) => at.gateway.reading(read);
const FUTURE = new Date('2900-01-01T00:00:00Z');

interface Read {
  readonly statement: Statement;
  readonly lines: readonly HistoryLine[];
  readonly totals: readonly StatementTotal[];
}

const usd = (walletId: string, currency = 'USD') => ({ id: walletId, currency });

/** The whole statement of a period, its lines read in pages of this size. */
async function read(
  walletId: string,
  from: PeriodBound,
  to: PeriodBound,
  { size = 200, way = 'forwards', timeZone = 'UTC' } = {},
): Promise<Read> {
  return reading(async (reader) => {
    const statement = await reader.statement(usd(walletId), { from, to, timeZone });
    const lines: HistoryLine[] = [];
    for (let cursor: string | null = null; ;) {
      const page: PageArguments =
        way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor };
      const { edges, pageInfo } = await reader.statementPage(statement, page);
      const found = edges.map(({ node }) => node);
      if (way === 'forwards') lines.push(...found);
      else lines.unshift(...found);
      const more = way === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
      if (!more) return { statement, lines, totals: await reader.statementTotals(statement) };
      expect(edges).toHaveLength(size);
      cursor = way === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor;
    }
  });
}

/** The wallet's history, oldest first. */
async function historyOf(walletId: string): Promise<HistoryLine[]> {
  return reading(async (reader) => {
    const lines: HistoryLine[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = await reader.historyPage(walletId, { first: 200, after });
      lines.push(...edges.map(({ node }) => node));
      if (!pageInfo.hasNextPage) return lines.reverse();
      after = pageInfo.endCursor;
    }
  });
}

/** What is true of each statement: its lines lead from its opening to its closing balance, and so do its totals. */
function expectAddedUp({ statement, lines, totals }: Read): void {
  let balance = statement.opening.total;
  for (const line of lines) {
    balance += line.amount;
    expect(line.balance).toBe(balance);
    expect(line.at >= statement.from && line.at < statement.to).toBe(true);
  }
  expect(statement.closing.total).toBe(balance);
  const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
  expect(sum(totals.map(({ moneyIn }) => moneyIn))).toBe(
    sum(lines.map(({ amount }) => (amount > 0n ? amount : 0n))),
  );
  expect(sum(totals.map(({ moneyOut }) => moneyOut))).toBe(
    sum(lines.map(({ amount }) => (amount < 0n ? amount : 0n))),
  );
  expect(totals.reduce((count, total) => count + total.count, 0)).toBe(lines.length);
}

const balanceBefore = (walletId: string, moment: Date): Promise<Balance | null> =>
  reading(async (reader) => reader.rows.balanceAt(walletId, new Date(moment.getTime() - 1)));

describe('statements of random books add up', () => {
  test('neighbours meet, and their lines together are the history, for random books and periods', async () => {
    const before = new Date(Date.now() - 60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.array(fc.record({ place: fc.nat(10_000), step: fc.integer({ min: -1, max: 2 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom(1, 3, 200),
        fc.constantFrom('forwards', 'backwards'),
        async (seed, cuts, size, way) => {
          const mixture = await RandomHistory.begin(at.gateway, seed);
          for (let step = 0; step < 12; step++) await mixture.step();
          const walletId = mixture.wallets[seed % 2] ?? '';
          const history = await historyOf(walletId);
          // Each cut lies at a line, or a millisecond or two beside one.
          const moments = cuts.map(({ place, step }) => {
            const line = history[place % history.length];
            return (line?.at.getTime() ?? 0) + step;
          });
          const ends = [...new Set([before.getTime(), ...moments, FUTURE.getTime()])]
            .sort((a, b) => a - b)
            .map((time) => new Date(time));
          const reads: Read[] = [];
          for (const [index, to] of ends.slice(1).entries()) {
            const from = ends[index] ?? before;
            if (from > new Date()) continue;
            reads.push(await read(walletId, from, to, { size, way }));
          }
          for (const one of reads) expectAddedUp(one);
          expect(reads[0]?.statement.opening).toEqual(await balanceBefore(walletId, before));
          for (const [index, { statement }] of reads.slice(1).entries()) {
            expect(statement.opening).toEqual(reads[index]?.statement.closing);
            expect(statement.opening).toEqual(await balanceBefore(walletId, statement.from));
          }
          expect(reads.at(-1)?.statement.closing).toEqual(await at.gateway.balance(walletId));
          expect(reads.flatMap(({ lines }) => lines)).toEqual(history);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('a statement is final', () => {
  test('statements that follow each other while others write meet, and stay as they were', async () => {
    const walletId = await at.gateway.wallet('busy', 'USD', '100.00');
    const other = await at.gateway.wallet('other side of busy', 'USD', '100.00');
    let isWriting = true;
    const writers = Array.from({ length: 6 }, async () => {
      while (isWriting) {
        await at.gateway.deposit(walletId, '1.00', 'USD');
        await at.gateway.deposit(other, '1.00', 'USD');
      }
    });
    const reads: Read[] = [];
    let from = new Date(Date.now() - 60_000);
    for (let count = 0; count < 60; count++) {
      const one = await read(walletId, from, FUTURE);
      reads.push(one);
      from = one.statement.to;
    }
    isWriting = false;
    await Promise.all(writers);
    for (const one of reads) expectAddedUp(one);
    expect(reads.filter(({ lines }) => lines.length > 0).length).toBeGreaterThan(20);
    for (const [index, { statement }] of reads.slice(1).entries())
      expect(statement.opening).toEqual(reads[index]?.statement.closing);
    for (const { statement, lines, totals } of reads) {
      if (statement.from.getTime() === statement.to.getTime()) continue;
      const again = await read(walletId, statement.from, statement.to);
      expect(again.statement).toEqual({ ...statement, asOf: again.statement.asOf });
      expect([again.lines, again.totals]).toEqual([lines, totals]);
    }
  });

  test('a statement of a wallet that another session keeps locked is unavailable, unless its end is settled', async () => {
    const walletId = await at.gateway.wallet('locked', 'USD', '1.00');
    const holder = at.owner;
    await holder.query('BEGIN');
    await holder.query('SELECT FROM wallet WHERE id = $1 FOR UPDATE', [walletId]);
    const from = new Date(Date.now() - 60_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const refused = await Promise.allSettled(
      Array.from({ length: 5 }, () => read(walletId, from, FUTURE)),
    );
    for (const one of refused)
      expect(one).toMatchObject({
        reason: { message: expect.stringContaining('cannot be read now') },
      });
    // What ended long before the wallet's last entry needs no lock.
    const { statement } = await read(walletId, from, new Date(from.getTime() + 1));
    expect(statement.closing.total).toBe(0n);
    await holder.query('ROLLBACK');
    expect((await read(walletId, from, FUTURE)).statement.closing.total).toBe(100n);
  });
});

describe('a period has ends', () => {
  let walletId: string;

  beforeAll(async () => {
    walletId = await at.gateway.wallet('periods', 'USD', '5.00');
  });

  test('a date stands for its first moment in the time zone', async () => {
    const date = (localDate: string): PeriodBound => ({ localDate });
    const bounds = async (from: string, to: string, timeZone: string) => {
      const { statement } = await read(walletId, date(from), date(to), { timeZone });
      return [statement.from.toISOString(), statement.to.toISOString()];
    };
    expect(await bounds('2025-03-30', '2025-03-31', 'Europe/Berlin')).toEqual([
      '2025-03-29T23:00:00.000Z',
      '2025-03-30T22:00:00.000Z',
    ]);
    // Midnight happens twice, and the clocks leave it out.
    expect(await bounds('2025-11-02', '2025-11-03', 'America/Havana')).toEqual([
      '2025-11-02T04:00:00.000Z',
      '2025-11-03T05:00:00.000Z',
    ]);
    expect(await bounds('2024-09-08', '2024-09-09', 'America/Santiago')).toEqual([
      '2024-09-08T04:00:00.000Z',
      '2024-09-09T03:00:00.000Z',
    ]);
  });

  test('a statement ends at its reading if its end is in the future', async () => {
    const started = Date.now();
    const { statement } = await read(walletId, new Date(started - 60_000), FUTURE);
    expect(statement.to).toEqual(statement.asOf);
    expect(Math.abs(statement.to.getTime() - started)).toBeLessThan(10_000);
    expect(statement.closing.total).toBe(500n);
  });

  test('a statement of a wallet that never moved is empty', async () => {
    const fresh = await at.gateway.wallet('never moved', 'USD');
    const { statement, lines, totals } = await read(fresh, new Date(0), FUTURE);
    expect([statement.opening.total, statement.closing.total, lines, totals]).toEqual([
      ...[0n, 0n],
      ...[[], []],
    ]);
  });

  test('a period that is empty, turned round or in the future is refused', async () => {
    const now = new Date();
    await expect(read(walletId, now, now)).rejects.toThrow(InputError);
    await expect(read(walletId, now, new Date(0))).rejects.toThrow('from must be before to');
    await expect(read(walletId, new Date('2800-01-01'), FUTURE)).rejects.toThrow(
      'from must not be in the future',
    );
  });

  test('a cursor of a line outside the period is refused', async () => {
    const line = (await historyOf(walletId))[0];
    const from = new Date((line?.at.getTime() ?? 0) + 1);
    const cursor = await reading(
      async (reader) => (await reader.historyPage(walletId, { first: 1 })).pageInfo.endCursor,
    );
    const page = (reader: BookReader) =>
      reader
        .statement(usd(walletId), { from, to: FUTURE, timeZone: 'UTC' })
        .then((statement) => reader.statementPage(statement, { first: 1, after: cursor }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(reading(page)).rejects.toThrow('cursor');
  });
});
