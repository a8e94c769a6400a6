import { expect, test } from '@jest/globals';
import { BookClock } from '../../src/reader/book-clock.js';

const at = (ms: number): Date => new Date(1_000_000 + ms);

test('the floor of the time of the book follows what was seen, goes on at nine tenths, and never goes back', () => {
  let now = 500;
  const clock = new BookClock(() => now);
  clock.observe(at(0));
  expect(clock.floor).toEqual(at(0));
  now += 10_000;
  expect(clock.floor).toEqual(at(9_000));
  clock.observe(at(8_999)); // a clock that was set back
  expect(clock.floor).toEqual(at(9_000));
  clock.observe(at(10_000)); // a clock that is right
  expect(clock.floor).toEqual(at(10_000));
});

test('a book that is ahead of the clock by an hour is level with it after ten hours', () => {
  let now = 0;
  const clock = new BookClock(() => now);
  const hour = 3_600_000;
  clock.observe(at(hour), at(0));
  expect(clock.aheadMs).toBe(hour);
  now = 10 * hour;
  expect(clock.floor).toEqual(at(10 * hour));
  clock.observe(at(now), at(now));
  expect(clock.aheadMs).toBe(0);
});
