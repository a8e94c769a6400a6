import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LastMinute } from '../../src/monitoring/last-minute.js';

/** A LastMinute whose clock the test sets. */
function minuteAt(start: number) {
  const clock = { ms: start };
  const minute = new LastMinute<{ notes: number[] }>(
    () => clock.ms,
    () => ({ notes: [] }),
  );
  const all = (): number[] => minute.all.flatMap(({ notes }) => notes);
  return { clock, minute, all };
}

describe('LastMinute holds the notes of the last minute', () => {
  test('LastMinute holds a note for at least 55 seconds, and for no longer than 60', () => {
    const { clock, minute, all } = minuteAt(7_000);
    expect([all(), minute.seconds]).toEqual([[], 0]);
    clock.ms = 9_000;
    minute.current.notes.push(1);
    expect([all(), minute.seconds]).toEqual([[1], 2]);
    clock.ms = 7_000 + 59_999;
    expect([all(), minute.seconds]).toEqual([[1], 59.999]);
    clock.ms = 7_000 + 60_000;
    expect([all(), minute.seconds]).toEqual([[], 55]);
  });

  test('LastMinute forgets older notes, however long it was idle', () => {
    const { clock, minute, all } = minuteAt(0);
    for (clock.ms = 0; clock.ms < 90_000; clock.ms += 1_000) minute.current.notes.push(clock.ms);
    clock.ms = 90_000;
    expect(all()).toHaveLength(55);
    clock.ms = 10 * 3_600_000;
    minute.current.notes.push(1);
    expect([all(), minute.seconds]).toEqual([[1], 55]);
  });

  test('LastMinute holds exactly the notes of the seconds that it covers', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), pauses, (start, pauses) => {
        const { clock, minute, all } = minuteAt(Math.floor(start));
        const noted: number[] = [];
        for (const pause of pauses) {
          clock.ms += pause;
          minute.current.notes.push(clock.ms);
          noted.push(clock.ms);
          expect(minute.seconds).toBeLessThan(60);
          const from = clock.ms - Math.round(minute.seconds * 1_000);
          expect(all()).toEqual(noted.filter((ms) => ms >= from));
        }
      }),
    );
  });
});
