import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { MAX_WAIT_MS, RefusalPace } from '../../src/server/limits/refusal-pace.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Paces so many refusals. @returns the numbers of those that were sent, as they are sent */
function paced(count: number): number[] {
  const pace = new RefusalPace();
  const sent: number[] = [];
  for (let number = 0; number < count; number++) pace.pace(() => void sent.push(number));
  return sent;
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

test('a few refusals are sent at once', () => {
  expect(paced(10)).toEqual(upTo(10));
});

test('many refusals are sent in turn, five hundred a second', () => {
  const sent = paced(200);
  expect(sent).toEqual(upTo(10));
  jest.advanceTimersByTime(100);
  expect(sent).toEqual(upTo(60));
  jest.advanceTimersByTime(280);
  expect(sent).toEqual(upTo(200));
});

test('no refusal waits for longer than a second', () => {
  const sent = paced(1_990);
  jest.advanceTimersByTime(MAX_WAIT_MS - 20);
  expect(sent.length).toBeLessThan(600);
  jest.advanceTimersByTime(20);
  expect(sent).toEqual(upTo(1_990));
});

test('of more than two thousand the last are sent at once', () => {
  const sent = paced(2_015);
  expect(sent).toEqual([...upTo(10), ...upTo(5).map((number) => 2_010 + number)]);
});

test('after a pause refusals are sent at once again, and no timer is left', () => {
  const pace = new RefusalPace();
  const sent: string[] = [];
  for (let i = 0; i < 30; i++) pace.pace(() => void sent.push('before'));
  jest.advanceTimersByTime(2_000);
  expect(jest.getTimerCount()).toBe(0);
  pace.pace(() => void sent.push('after'));
  expect(sent.at(-1)).toBe('after');
  expect(sent).toHaveLength(31);
});
