import { expect, test } from '@jest/globals';
import { FairQueue } from '../../../src/ledger/queue/fair-queue.js';

interface Item {
  readonly by: { readonly id: string };
  readonly weight: number;
  readonly name: string;
}

const item = (caller: string, name: string, weight = 1): Item => ({
  ...{ by: { id: caller }, weight, name },
});
const many = (caller: string, count: number, weight = 1): Item[] =>
  Array.from({ length: count }, (_, index) => item(caller, `${caller}${index}`, weight));
const names = (items: readonly Item[]): string => items.map(({ name }) => name).join(' ');

function filled(max: number, ...items: Item[]): FairQueue<Item> {
  const queue = new FairQueue<Item>(max);
  for (const one of items) expect(queue.offer(one)).toEqual([]);
  return queue;
}

test('callers take turns, and each has its own in the order in which they came', () => {
  const queue = filled(100, ...many('a', 4), ...many('b', 2), ...many('c', 1));
  expect(names(queue.take(5))).toBe('a0 b0 c0 a1 b1');
  expect(queue.offer(item('c', 'c1'))).toEqual([]);
  expect(names(queue.take(5))).toBe('a2 c1 a3');
  expect([queue.size, queue.take(5)]).toEqual([0, []]);
});

test('callers take turns by weight: one with large commands gets no more than the others', () => {
  const queue = filled(1_000, ...many('a', 20, 10), ...many('b', 100));
  const taken = queue.take(100);
  const weightOf = (id: string): number =>
    taken.filter(({ by }) => by.id === id).reduce((sum, { weight }) => sum + weight, 0);
  expect(weightOf('a') + weightOf('b')).toBeLessThanOrEqual(100);
  expect(Math.abs(weightOf('a') - weightOf('b'))).toBeLessThanOrEqual(10);
});

test('a command larger than a batch goes alone', () => {
  const queue = filled(100, item('a', 'large', 9), item('a', 'small'));
  expect([names(queue.take(4)), names(queue.take(4))]).toEqual(['large', 'small']);
});

test('a caller alone fills the queue, and gets its own command back once it is full', () => {
  const queue = filled(3, ...many('a', 3));
  expect(names(queue.offer(item('a', 'over')))).toBe('over');
});

test('in a full queue the caller with the most loses what came last, and others find a place', () => {
  const queue = filled(4, ...many('a', 3), item('b', 'b0'));
  expect(names(queue.offer(item('c', 'c0')))).toBe('a2');
  expect(names(queue.offer(item('b', 'b1')))).toBe('b1'); // a has no more than b would have
  expect(names(queue.take(9))).toBe('a0 b0 c0 a1');
});

test('a sweep takes out what is over, wherever it waits', () => {
  const queue = filled(9, ...many('a', 3), ...many('b', 1));
  expect(names(queue.sweep(({ name }) => name === 'a1' || name === 'b0'))).toBe('a1 b0');
  expect([queue.size, names(queue.take(9))]).toEqual([2, 'a0 a2']);
});

test('what is left keeps its place in front of its caller and of the others', () => {
  const queue = filled(100, ...many('a', 2), ...many('b', 2), ...many('c', 2));
  const left = ['a0', 'b0'];
  expect(
    names(queue.takeChosen(3, 3, ({ name }) => (left.includes(name) ? 'leave' : 'take'))),
  ).toBe('c0 a1 b1');
  expect([queue.size, names(queue.take(9))]).toEqual([3, 'a0 b0 c1']);
});

test('nothing behind an item that stops is taken, and the item is next', () => {
  const queue = filled(100, ...many('a', 2), ...many('b', 2));
  expect(names(queue.takeChosen(1, 9, ({ name }) => (name === 'b0' ? 'stop' : 'take')))).toBe('a0');
  expect(names(queue.take(1))).toBe('b0');
});

test('a choice that is not enough changes nothing: neither the order nor the turns by weight', () => {
  const fill = () => filled(1_000, ...many('a', 40), ...many('b', 6, 16), ...many('c', 40));
  const [looked, untouched] = [fill(), fill()];
  for (let take = 0; take < 8; take++) {
    for (let look = 0; look < 5; look++) {
      const some = looked.takeChosen(1_000, 2_000, ({ name }) =>
        name.endsWith('1') ? 'leave' : 'take',
      );
      expect(some).toEqual([]);
    }
    expect([names(looked.take(20)), looked.size]).toEqual([
      names(untouched.take(20)),
      untouched.size,
    ]);
  }
});

test('takeFirst looks at so many items, takes the chosen ones, and leaves the others in their order', () => {
  const queue = filled(100, ...many('a', 6), ...many('b', 2));
  const looked: string[] = [];
  const taken = queue.takeFirst(10, 4, ({ name }) => {
    looked.push(name);
    return name === 'a1' ? 'take' : 'leave';
  });
  expect([names(taken), looked.join(' ')]).toEqual(['a1', 'a0 b0 a1 b1']);
  expect([queue.size, names(queue.take(100))]).toEqual([7, 'a0 b0 a2 b1 a3 a4 a5']);
});

test('takeLast takes what its caller offered last, and nothing else', () => {
  const [first, second] = [item('a', 'a0'), item('a', 'a1')];
  const queue = filled(100, first, second, ...many('b', 1));
  expect(queue.takeLast(second)).toBe(second);
  expect(() => queue.takeLast(second)).toThrow('not the last item');
  expect(queue.size).toBe(2);
});
