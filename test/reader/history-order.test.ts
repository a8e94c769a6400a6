import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newestFirst, type OrderedLine } from '../../src/reader/history/history-order.js';

const line = (
  transactionId: string,
  entries: Readonly<Record<string, number>>,
  phase: OrderedLine['phase'] = 'POST',
): OrderedLine => ({
  transactionId,
  phase,
  entries: Object.entries(entries).map(([accountId, seq]) => ({ accountId, seq })),
});

const names = (lines: readonly OrderedLine[]): string[] =>
  lines.map(({ transactionId, phase }) => `${transactionId} ${phase}`);

/** What one command after another writes: each on some accounts, with holds between that are no lines. */
const written = fc
  .array(
    fc.record({
      id: fc.integer({ min: 0, max: 99 }),
      phase: fc.constantFrom<OrderedLine['phase'][]>('POST', 'REVERT'),
      accounts: fc.uniqueArray(fc.constantFrom('CASH', 'HELD', 'CREDIT', 'HELD_CREDIT', 'OWED'), {
        minLength: 1,
      }),
      held: fc.nat({ max: 3 }),
    }),
    { maxLength: 30 },
  )
  .map((commands) => {
    const seqs = new Map<string, number>();
    const next = (account: string, step: number): number => {
      seqs.set(account, (seqs.get(account) ?? 0) + step);
      return seqs.get(account) ?? 0;
    };
    return commands.map(({ id, phase, accounts, held }) => {
      const entries = accounts.map((account) => [account, next(account, 1 + held)] as const);
      return line(String(id).padStart(2, '0'), Object.fromEntries(entries), phase);
    });
  });

describe('the order of lines in one millisecond', () => {
  test('is that of every account, newest first, and holds each line once', () => {
    fc.assert(
      fc.property(written, (lines) => {
        const ordered = newestFirst(lines);
        expect(new Set(ordered)).toEqual(new Set(lines));
        expect(ordered).toHaveLength(lines.length);
        const left = new Map<string, number>();
        for (const { accountId, seq } of ordered.flatMap((one) => one.entries)) {
          expect(seq).toBeLessThan(left.get(accountId) ?? Infinity);
          left.set(accountId, seq);
        }
      }),
    );
  });

  test('is the same in whichever order they were read', () => {
    const distinct = written.map((lines) => [
      ...new Map(lines.map((one) => [names([one])[0], one])).values(),
    ]);
    const shuffled = distinct.chain((lines) =>
      fc.tuple(
        fc.constant(lines),
        fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([lines, others]) => {
        expect(newestFirst(others)).toEqual(newestFirst(lines));
      }),
    );
  });

  test('where no account decides, the later transaction is the newer', () => {
    const lines = [line('a', { CASH: 1 }), line('c', { HELD: 1 }), line('b', { CREDIT: 1 })];
    expect(names(newestFirst(lines))).toEqual(['c POST', 'b POST', 'a POST']);
  });

  test('an account decides before ids do', () => {
    const lines = [line('z', { CASH: 1, HELD: 5 }), line('a', { CASH: 2 }), line('m', { HELD: 6 })];
    expect(names(newestFirst(lines))).toEqual(['m POST', 'a POST', 'z POST']);
  });

  test('what was taken back was there before, also where the two share no account', () => {
    for (const [held, cash] of [
      [7, 1],
      [1, 7],
    ] as const) {
      const lines = [line('a', { HELD: held }), line('a', { CASH: cash }, 'REVERT')];
      expect(names(newestFirst(lines))).toEqual(['a REVERT', 'a POST']);
    }
  });

  test('chains that contradict each other lose no line', () => {
    const lines = [line('a', { CASH: 1, HELD: 2 }), line('b', { CASH: 2, HELD: 1 })];
    for (const read of [lines, [...lines].reverse()])
      expect(names(newestFirst(read))).toEqual(['b POST', 'a POST']);
  });

  test('of none there is none', () => expect(newestFirst([])).toEqual([]));
});
