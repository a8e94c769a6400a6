import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  faultInCron,
  isTimeZone,
  momentAfter,
} from '../../../src/movements/schedules/cron-rule.js';
import {
  momentOfWallTime,
  offsetAt,
  wallTimeOf,
} from '../../../src/movements/schedules/wall-clock.js';

/** The moments of a rule after another, in UTC to the minute. */
function moments(cron: string, timeZone: string, after: string, count: number): string[] {
  const found: string[] = [];
  let from = new Date(`${after}Z`);
  for (let n = 0; n < count; n++) {
    const next = momentAfter({ cron, timeZone }, from);
    if (!next) break;
    found.push(next.toISOString().slice(0, 16));
    from = next;
  }
  return found;
}

// In each row the moments lie on the night on which the clocks are changed, and on the days around it.
describe('a time that the clocks leave out is the moment at which they are put forward', () => {
  test.each([
    // 02:00 to 03:00 on 29 March.
    [
      'Europe/Berlin',
      '30 2 * * *',
      '2026-03-27T12:00',
      ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    // 02:00 to 03:00 on 8 March.
    [
      'America/New_York',
      '30 2 * * *',
      '2026-03-06T12:00',
      ['2026-03-07T07:30', '2026-03-08T07:00', '2026-03-09T06:30'],
    ],
    // 02:45 to 03:45 on 27 September.
    [
      'Pacific/Chatham',
      '15 3 * * *',
      '2026-09-25T12:00',
      ['2026-09-25T14:30', '2026-09-26T14:00', '2026-09-27T13:30'],
    ],
    // 02:00 to 02:30 on 4 October.
    [
      'Australia/Lord_Howe',
      '15 2 * * *',
      '2026-10-02T12:00',
      ['2026-10-02T15:45', '2026-10-03T15:30', '2026-10-04T15:15'],
    ],
    // 00:00 to 01:00 on 6 September: the day has no midnight.
    [
      'America/Santiago',
      '0 0 * * *',
      '2026-09-04T12:00',
      ['2026-09-05T04:00', '2026-09-06T04:00', '2026-09-07T03:00'],
    ],
    // Samoa left out 30 December 2011.
    [
      'Pacific/Apia',
      '0 9 * * *',
      '2011-12-28T20:00',
      ['2011-12-29T19:00', '2011-12-30T10:00', '2011-12-30T19:00'],
    ],
  ])('in %s, by "%s"', (timeZone, cron, after, expected) => {
    expect(moments(cron, timeZone, after, 3)).toEqual(expected);
  });

  test('several times that are left out are one moment, also together with the one after them', () => {
    expect(moments('0,15,30 2,3 * * *', 'Europe/Berlin', '2026-03-29T00:00', 4)).toEqual([
      '2026-03-29T01:00',
      '2026-03-29T01:15',
      '2026-03-29T01:30',
      '2026-03-30T00:00',
    ]);
  });
});

describe('a time that the clocks show twice is its first moment', () => {
  test.each([
    // 03:00 back to 02:00 on 25 October.
    [
      'Europe/Berlin',
      '30 2 * * *',
      '2026-10-23T12:00',
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    // 02:00 back to 01:00 on 1 November.
    [
      'America/New_York',
      '30 1 * * *',
      '2026-10-30T12:00',
      ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    // 03:45 back to 02:45 on 5 April.
    [
      'Pacific/Chatham',
      '0 3 * * *',
      '2026-04-03T00:00',
      ['2026-04-03T13:15', '2026-04-04T13:15', '2026-04-05T14:15'],
    ],
    // 02:00 back to 01:30 on 5 April.
    [
      'Australia/Lord_Howe',
      '45 1 * * *',
      '2026-04-03T00:00',
      ['2026-04-03T14:45', '2026-04-04T14:45', '2026-04-05T15:15'],
    ],
    // Of two times in the hour, neither comes again.
    [
      'Europe/Berlin',
      '0,30 2 * * *',
      '2026-10-24T12:00',
      ['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-26T01:00'],
    ],
    // Nor does any of an hour that every hour has.
    [
      'Europe/Berlin',
      '*/30 * * * *',
      '2026-10-25T00:10',
      ['2026-10-25T00:30', '2026-10-25T02:00', '2026-10-25T02:30'],
    ],
  ])('in %s, by "%s"', (timeZone, cron, after, expected) => {
    expect(moments(cron, timeZone, after, 3)).toEqual(expected);
  });
});

test('in UTC every half hour is a moment, whatever the season', () => {
  expect(moments('*/30 * * * *', 'UTC', '2026-10-25T00:10', 4)).toEqual([
    '2026-10-25T00:30',
    '2026-10-25T01:00',
    '2026-10-25T01:30',
    '2026-10-25T02:00',
  ]);
});

test.each([
  ['0 0 29 2 *', '2026-01-01T00:00', '2028-02-29T00:00'],
  ['0 0 29 2 *', '2096-03-01T00:00', '2104-02-29T00:00'],
  ['0 12 1 1 *', '2999-06-01T00:00', '3000-01-01T12:00'],
  ['0 12 1 1 *', '3400-06-01T00:00', '3401-01-01T12:00'],
  ['0 12 * * MON', '9998-12-30T00:00', '9999-01-04T12:00'],
  ['0 12 * * *', '9999-12-31T11:59', '9999-12-31T12:00'],
])('the rule "%s" after %s is next at %s', (cron, after, expected) => {
  expect(moments(cron, 'UTC', after, 1)).toEqual([expected]);
});

test('no rule has a moment after the year 9999', () => {
  expect(moments('0 12 * * *', 'UTC', '9999-12-31T12:00', 1)).toEqual([]);
});

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
];

test('a later time of the clocks is never an earlier moment, and a moment shows the time that it is of, if there is one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 }),
      fc.integer({ min: 1, max: 180 }),
      (timeZone, minute, more) => {
        const [first, second] = [minute * 60_000, (minute + more) * 60_000];
        const moment = momentOfWallTime(timeZone, first);
        expect(momentOfWallTime(timeZone, second)).toBeGreaterThanOrEqual(moment);
        const shown = wallTimeOf(timeZone, moment);
        // A time that is left out: the clocks jump over it at this very moment.
        if (shown !== first) {
          expect(shown).toBeGreaterThan(first);
          expect(wallTimeOf(timeZone, moment - 1)).toBeLessThan(first);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});

test('each time that the clocks of a zone show in a year is one moment of the rule that describes it', () => {
  for (const timeZone of ZONES) {
    const end = Date.UTC(2027, 0, 1) - offsetAt(timeZone, Date.UTC(2027, 0, 1));
    const seen = new Set<string>();
    let last = new Date(Date.UTC(2026, 0, 1) - offsetAt(timeZone, Date.UTC(2026, 0, 1)) - 1);
    for (;;) {
      const next = momentAfter({ cron: '15 */2 * * *', timeZone }, last);
      if (!next || next.getTime() >= end) break;
      expect(next > last).toBe(true);
      seen.add(next.toISOString());
      last = next;
    }
    expect({ timeZone, moments: seen.size }).toEqual({ timeZone, moments: 365 * 12 });
  }
});

describe('a cron expression is refused with what is wrong', () => {
  test.each([
    ['', /is not a cron expression/],
    ['* * * *', /is not a cron expression.*five fields/],
    ['0 0 * * * *', /is not a cron expression.*five fields/],
    ['@daily', /is not a cron expression/],
    ['2026-01-01T00:00:00', /is not a cron expression/],
    ['61 * * * *', /minute: 61/],
    ['0 24 * * *', /hour/],
    ['0 0 31 2 *', /no date that exists/],
    ['a b c d e', /is not a cron expression/],
    [`0 0 ${'1,'.repeat(200)}1 * *`, /too long/],
  ])('%j', (cron, fault) => {
    expect(faultInCron(cron)).toMatch(fault);
  });

  test.each(['0 9 * * MON-FRI', '*/5 * * * *', '0 0 1,15 * *', '0 0 L * *', '0  0 * * 0'])(
    '%j is good',
    (cron) => {
      expect(faultInCron(cron)).toBeUndefined();
    },
  );
});

test('a time zone is a name of the IANA database, and no offset', () => {
  expect(
    ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1'].every(isTimeZone),
  ).toBe(true);
  expect(['+01:00', 'Mars/Phobos', '', 'Europe', 'CET+1', '1'].some(isTimeZone)).toBe(false);
});
