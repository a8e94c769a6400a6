import { expect, test } from '@jest/globals';
import { momentOf } from '../../console/work/shared/moment-of.js';

test.each([
  ['2026-11-27T09:30', 'UTC', '2026-11-27T09:30:00.000Z'],
  ['2026-11-27T09:30:15', 'Europe/Berlin', '2026-11-27T08:30:15.000Z'],
  ['2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-11-28T02:00', 'Pacific/Chatham', '2026-11-27T12:15:00.000Z'],
  ['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-11-01T00:30', 'America/New_York', '2026-11-01T04:30:00.000Z'],
])('the console takes %s on the clocks of %s for %s', (local, timeZone, moment) => {
  expect(momentOf(local, timeZone)).toBe(moment);
});

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin'],
  ['2026-03-08T02:00', 'America/New_York'],
])(
  'the console takes %s for no moment, because the clocks of %s leave it out',
  (local, timeZone) => {
    expect(momentOf(local, timeZone)).toBeUndefined();
  },
);

test('the console takes a time that the clocks show twice for one of the two moments', () => {
  expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(
    momentOf('2026-10-25T02:30', 'Europe/Berlin'),
  );
});

test('the console takes an empty field for no moment', () => {
  expect(momentOf('', 'UTC')).toBeUndefined();
});
