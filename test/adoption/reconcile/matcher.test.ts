import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Item,
  ITEM_ORDER,
  type Matched,
} from '../../../src/adoption/reconcile/statements/item.js';
import { Matcher } from '../../../src/adoption/reconcile/statements/matcher.js';

interface Outcome {
  readonly pairs: readonly Matched[];
  readonly left: readonly Item[];
}

const TOLERANCE = { days: 2, amount: 3n };

/** As SQL orders them: by what they are, then by side and id. */
function sorted(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => {
    for (const key of [...ITEM_ORDER, 'side', 'pair', 'id'] as const) {
      if (one[key] < other[key]) return -1;
      if (one[key] > other[key]) return 1;
    }
    return 0;
  });
}

function match(items: readonly Item[]): Outcome {
  const pairs: Matched[] = [];
  const left: Item[] = [];
  const matcher = new Matcher({
    days: TOLERANCE.days,
    amountOf: () => TOLERANCE.amount,
    onMatched: (matched) => pairs.push(matched),
    onLeft: (item) => left.push(item),
  });
  for (const item of sorted(items)) matcher.add(item);
  matcher.end();
  return { pairs, left };
}

type Fits = (line: Item, transaction: Item) => boolean;

const isSame = (line: Item, transaction: Item, keys: readonly (keyof Item)[]) =>
  keys.every((key) => line[key] === transaction[key]);
const GROUP = ['reference', 'kind', 'currency'] as const;
const daysOf = (line: Item, transaction: Item) => Math.abs(line.day - transaction.day);
const amountsOf = ({ amount }: Item, { amount: other }: Item) =>
  amount > other ? amount - other : other - amount;

/** The four rules as they are said, each of two items alone. */
const RULES: readonly Fits[] = [
  (line, transaction) =>
    isSame(line, transaction, [...GROUP, 'amount']) && daysOf(line, transaction) <= TOLERANCE.days,
  (line, transaction) => line.reference !== '' && isSame(line, transaction, [...GROUP, 'amount']),
  (line, transaction) =>
    line.reference !== '' &&
    isSame(line, transaction, GROUP) &&
    amountsOf(line, transaction) <= TOLERANCE.amount,
  (line, transaction) => line.reference !== '' && isSame(line, transaction, GROUP),
];

/** The most pairs that a rule allows, by augmenting paths: an algorithm that knows of no order. */
function mostPairs(lines: readonly Item[], transactions: readonly Item[], fits: Fits): number {
  const partner = new Map<Item, Item>();
  const place = (line: Item, tried: Set<Item>): boolean =>
    transactions.some((transaction) => {
      if (tried.has(transaction) || !fits(line, transaction)) return false;
      tried.add(transaction);
      const other = partner.get(transaction);
      if (other && !place(other, tried)) return false;
      partner.set(transaction, line);
      return true;
    });
  return lines.filter((line) => place(line, new Set())).length;
}

/** The number of pairs, of those that the book took back, and of days between. */
function worthOf(pairs: readonly Matched[]): number[] {
  const takenBack = pairs.filter(({ transaction }) => transaction.pair !== '').length;
  const days = pairs.map(({ line, transaction }) => daysOf(line, transaction));
  return [pairs.length, takenBack, days.reduce((sum, one) => sum + one, 0)];
}

/** The best worth of all ways to pair up, by trying each. */
function bestWorth(all: readonly Item[]): number[] {
  const [first, ...lines] = all.filter(({ side }) => side === 'line');
  const transactions = all.filter(({ side }) => side === 'transaction');
  if (!first) return [0, 0, 0];
  const ways = [
    bestWorth([...lines, ...transactions]),
    ...transactions
      .filter((transaction) => daysOf(first, transaction) <= TOLERANCE.days)
      .map((transaction) => {
        const rest = bestWorth([...lines, ...transactions.filter((one) => one !== transaction)]);
        const own = worthOf([{ line: first, transaction }]);
        return own.map((number, index) => number + (rest[index] ?? 0));
      }),
  ];
  const value = ([count = 0, takenBack = 0, days = 0]: number[]) =>
    count * 1e6 - takenBack * 1e3 - days;
  return ways.reduce((best, way) => (value(way) > value(best) ? way : best));
}

/** Which rule matched a pair: the first that it fits. */
const ruleOf = ({ line, transaction }: Matched) =>
  RULES.findIndex((fits) => fits(line, transaction));

const item = (side: Item['side']) =>
  fc.record({
    side: fc.constant(side),
    reference: fc.constantFrom('', '', 'A', 'A', 'B'),
    kind: fc.constantFrom('DEPOSIT', 'WITHDRAWAL'),
    currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
    amount: fc.bigInt({ min: 1n, max: 12n }),
    day: fc.integer({ min: 0, max: 9 }),
    pair: side === 'line' ? fc.constant('') : fc.constantFrom('', '', 'taken back'),
    isReturn: fc.constant(false),
  });

const items = fc
  .tuple(
    fc.array(item('line'), { maxLength: 14 }),
    fc.array(item('transaction'), { maxLength: 14 }),
  )
  .map((sides) => sides.flat().map((one, index): Item => ({ ...one, id: String(index) })));

/** A pair or a rest without ids: equal items stand for each other. */
const content = ({ pairs, left }: Outcome) => {
  const text = ({ id: _, ...one }: Item) =>
    JSON.stringify(one, (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
  return [
    ...pairs.map(({ line, transaction }) => `${text(line)} = ${text(transaction)}`),
    ...left.map(text),
  ].toSorted();
};

describe('The matcher of statements', () => {
  test('matches each line and each transaction once at most, and only what a rule allows', () => {
    fc.assert(
      fc.property(items, (all) => {
        const { pairs, left } = match(all);
        const ids = [
          ...pairs.flatMap(({ line, transaction }) => [line.id, transaction.id]),
          ...left.map(({ id }) => id),
        ];
        expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        for (const pair of pairs) {
          expect([pair.line.side, pair.transaction.side]).toEqual(['line', 'transaction']);
          expect(ruleOf(pair)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('matches under each rule as many as are possible with what the rules before it left', () => {
    fc.assert(
      fc.property(items, (all) => {
        const { pairs } = match(all);
        let lines = all.filter(({ side }) => side === 'line');
        let transactions = all.filter(({ side }) => side === 'transaction');
        for (const [rule, fits] of RULES.entries()) {
          const made = pairs.filter((pair) => ruleOf(pair) === rule);
          expect(made).toHaveLength(mostPairs(lines, transactions, fits));
          const gone = new Set(made.flatMap(({ line, transaction }) => [line, transaction]));
          lines = lines.filter((line) => !gone.has(line));
          transactions = transactions.filter((transaction) => !gone.has(transaction));
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each<[string, number[], number[], string[]]>([
    [
      'the line of the day before gives up its transaction to a later line',
      [0, 2],
      [2, 4],
      ['0=2', '2=4'],
    ],
    ['a line alone is the one that is further away', [0, 1], [1], ['1=1']],
    ['a transaction alone is the one that is further away', [5], [3, 4, 7], ['5=4']],
    ['each goes to the nearest', [1, 4], [2, 3, 4], ['1=2', '4=4']],
  ])('pairs as many as can be, and then as near as can be: %s', (_name, lines, days, expected) => {
    const one = (side: Item['side'], day: number): Item => ({
      ...{ side, id: `${side} ${day}`, reference: '', kind: 'DEPOSIT', currency: 'USD' },
      ...{ amount: 5n, day, pair: '', isReturn: false },
    });
    const { pairs } = match([
      ...lines.map((day) => one('line', day)),
      ...days.map((day) => one('transaction', day)),
    ]);
    expect(pairs.map(({ line, transaction }) => `${line.day}=${transaction.day}`)).toEqual(
      expected,
    );
  });

  test('leaves what the book took back before what stands, and the amounts that are furthest apart', () => {
    const one = (side: Item['side'], id: string, amount: bigint, pair = ''): Item => ({
      ...{ side, id, reference: 'A', kind: 'DEPOSIT', currency: 'USD' },
      ...{ amount, day: id === 'stands' ? 2 : 0, pair, isReturn: false },
    });
    const idsOf = ({ pairs }: Outcome) => pairs.map(({ transaction }) => transaction.id);
    const both = [one('transaction', 'gone', 5n, 'gone'), one('transaction', 'stands', 5n)];
    expect(idsOf(match([one('line', '1', 5n), ...both]))).toEqual(['stands']);
    const amounts = [100n, 50n, 99n].map((amount) => one('transaction', String(amount), amount));
    expect(idsOf(match([one('line', '1', 98n), ...amounts]))).toEqual(['99']);
    expect(idsOf(match([one('line', '1', 80n), ...amounts]))).toEqual(['99']);
  });

  test('of few items, leaves no pairs that are more, stand more often, or are nearer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ side: fc.boolean(), day: fc.nat({ max: 7 }), gone: fc.boolean() }), {
          maxLength: 9,
        }),
        (some) => {
          const all = some.map(({ side, day, gone }, index): Item => ({
            ...{ side: side ? 'line' : 'transaction', id: String(index), reference: '' },
            ...{ kind: 'DEPOSIT', currency: 'USD', amount: 5n, day },
            ...{ pair: !side && gone ? String(index) : '', isReturn: false },
          }));
          expect(worthOf(match(all).pairs)).toEqual(bestWorth(all));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('pairs up thousands of equal lines in little time, as many as can be', () => {
    const equal = (side: Item['side'], count: number, days: (index: number) => number): Item[] =>
      Array.from({ length: count }, (_, index) => ({
        ...{ side, id: String(index), reference: '', kind: 'DEPOSIT' as const, currency: 'USD' },
        ...{ amount: 5n, day: days(index), pair: '', isReturn: false },
      }));
    const days = (index: number) => Math.floor(index / 300);
    const { pairs, left } = match([
      ...equal('line', 9_000, days),
      ...equal('transaction', 9_000, (index) => days(index) + 1),
    ]);
    expect([pairs.length, left.length]).toEqual([9_000, 0]);
  });

  test('comes to the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        items.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          // The number of a line is its place in the file.
          const renumbered = shuffled.map((one, index) => ({ ...one, id: String(100 + index) }));
          expect(content(match(renumbered))).toEqual(content(match(all)));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('gives up no match to a reference of very many lines, of which it keeps ten thousand waiting', () => {
    const lines = Array.from({ length: 30_000 }, (_, index): Item => ({
      ...{ side: 'line', id: String(index), reference: 'fee', kind: 'DEPOSIT', currency: 'USD' },
      ...{ amount: BigInt(index + 1), day: 0, pair: '', isReturn: false },
    }));
    const transaction: Item = { ...lines[0]!, side: 'transaction', id: 'x', amount: 30_000n };
    const { pairs, left } = match([...lines, transaction]);
    expect(pairs.map(({ line }) => line.amount)).toEqual([30_000n]);
    expect(left).toHaveLength(29_999);
  });
});
