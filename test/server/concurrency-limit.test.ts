import { expect, test } from '@jest/globals';
import { ConcurrencyLimit } from '../../src/server/limits/concurrency-limit.js';

const HEADER = 'Bearer one';

/** A limit of 8 and one more, of which this caller holds all that it may. */
function atItsShare(): ConcurrencyLimit {
  const limit = new ConcurrencyLimit(8);
  for (let taken = 0; taken < 8; taken++) expect(limit.acquire('one', 10)).toHaveProperty('weigh');
  return limit;
}

test.each([
  ['before its body is read', (limit: ConcurrencyLimit) => limit.refusalOfSize('one', 10, HEADER)],
  ['afterwards', (limit: ConcurrencyLimit) => limit.acquire('one', 10, HEADER)],
])(
  'a caller whose request was refused for its share, %s, is refused by its header from then on',
  (_, refuse) => {
    const limit = atItsShare();
    expect(limit.refusalOf(HEADER)).toBeUndefined();
    expect(refuse(limit)).toBe('share');
    expect(limit.refusalOf(HEADER)).toBe('share');
    expect(limit.refusalOf('Bearer two')).toBeUndefined();
  },
);

test('a caller that is known by its header is let in again when it holds less', () => {
  const limit = new ConcurrencyLimit(8);
  const slots = Array.from({ length: 8 }, () => limit.acquire('one', 10));
  expect(limit.acquire('one', 10, HEADER)).toBe('share');
  for (const slot of slots) if (typeof slot !== 'string') slot.release();
  expect(limit.refusalOf(HEADER)).toBeUndefined();
});
