import { expect, test } from '@jest/globals';
import { BookClock } from '../../src/reader/book-clock.js';
import { PermanentRows } from '../../src/reader/permanent/permanent-rows.js';

interface Row {
  readonly name: string;
  readonly createdAt: Date;
}

const AT = new Date('2026-11-26T12:00:00.000Z');
const rowOf = (name: string): Row => ({ name, createdAt: AT });

/** Rows over a table in memory, whose reads take a turn of the event loop each. */
function setUp() {
  const table = new Set<string>();
  const reads: string[][] = [];
  let underWay = 0;
  let most = 0;
  const rows = new PermanentRows<Row>({
    clock: new BookClock(() => 0),
    nameOf: ({ name }) => name,
    read: async (names) => {
      reads.push([...names]);
      most = Math.max(most, (underWay += 1));
      // As in PostgreSQL, a read shows what was committed when it began.
      const found = names.filter((name) => table.has(name)).map(rowOf);
      await new Promise(setImmediate);
      underWay -= 1;
      return found;
    },
  });
  return { table, reads, rows, mostAtOnce: () => most };
}

test('PermanentRows.find returns a known row without a promise and without a read', () => {
  const { rows, reads } = setUp();
  rows.learn([rowOf('GEM')]);
  expect(rows.find('GEM')).toEqual(rowOf('GEM'));
  expect(reads).toEqual([]);
});

test('PermanentRows.find reads once for all who ask during a read, one read at a time', async () => {
  const { rows, reads, table, mostAtOnce } = setUp();
  table.add('GEM');
  const first = rows.find('X0');
  await Promise.resolve();
  await Promise.resolve();
  expect(reads).toEqual([['X0']]);
  const later = Array.from({ length: 500 }, async (_, index) => rows.find(`X${index % 100}`));
  const gem = rows.find('GEM');
  expect(await first).toBeUndefined();
  expect(new Set(await Promise.all(later))).toEqual(new Set([undefined]));
  expect(await gem).toEqual(rowOf('GEM'));
  expect(reads).toHaveLength(2);
  expect(reads[1]).toHaveLength(101);
  expect(mostAtOnce()).toBe(1);
});

test('PermanentRows.find finds a row that was committed during an earlier read', async () => {
  const { rows, reads, table } = setUp();
  const before = rows.find('GEM');
  await Promise.resolve();
  await Promise.resolve();
  expect(reads).toHaveLength(1);
  table.add('GEM');
  const after = rows.find('GEM');
  await before;
  expect(await after).toEqual(rowOf('GEM'));
});

test('PermanentRows.find rejects with the error of its read, and the next call reads again', async () => {
  let fails = true;
  const rows = new PermanentRows<Row>({
    clock: new BookClock(),
    nameOf: ({ name }) => name,
    read: (names) =>
      fails ? Promise.reject(new Error('gone')) : Promise.resolve(names.map(rowOf)),
  });
  await expect(rows.find('GEM')).rejects.toThrow('gone');
  fails = false;
  expect(await rows.find('GEM')).toEqual(rowOf('GEM'));
});

test('PermanentRows.learn takes the clock past each row, so that a later commit is not earlier', () => {
  const clock = new BookClock(() => 0);
  const rows = new PermanentRows<Row>({
    ...{ clock, nameOf: ({ name }) => name, read: () => Promise.resolve([]) },
  });
  rows.learn([rowOf('GEM')]);
  expect(clock.floor).toEqual(AT);
});
