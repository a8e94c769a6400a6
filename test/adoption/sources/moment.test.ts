import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMoment } from '../../../src/adoption/sources/moment.js';

describe('A moment of another system', () => {
  test.each([
    ['2025-11-16T05:44:21Z', '2025-11-16T05:44:21.000Z'],
    ['2025-11-16t05:44:21z', '2025-11-16T05:44:21.000Z'],
    ['2025-11-16T05:44:21', '2025-11-16T05:44:21.000Z'],
    ['2025-11-16T05:44', '2025-11-16T05:44:00.000Z'],
    ['2025-11-16', '2025-11-16T00:00:00.000Z'],
    ['2025-11-16 05:44:21', '2025-11-16T05:44:21.000Z'],
    ['2025-11-16 05:44:21+00', '2025-11-16T05:44:21.000Z'],
    ['2025-11-16 05:44:21.123999+00', '2025-11-16T05:44:21.123Z'],
    ['2025-11-16T05:44:21,5Z', '2025-11-16T05:44:21.500Z'],
    ['2025-11-16T05:44:21+02:00', '2025-11-16T03:44:21.000Z'],
    ['2025-11-16T05:44:21-0530', '2025-11-16T11:14:21.000Z'],
    ['1975-01-01 00:00:00+01:00:15', '1974-12-31T22:59:45.000Z'],
    [' 2024-02-29T00:00:00Z ', '2024-02-29T00:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['1969-12-31T23:00:00-01:00', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%j is %s', (text, iso) => {
    const moment = parseMoment(text);
    expect(moment).toBeInstanceOf(Date);
    expect((moment as Date).toISOString()).toBe(iso);
  });

  test.each([
    ['', /is empty: give one such as/],
    ['2025-02-30', /"2025-02-30" is a date that no calendar has/],
    ['2023-02-29', /no calendar has/],
    ['2100-02-29', /no calendar has/],
    ['2025-13-01', /no calendar has/],
    ['2025-04-31', /no calendar has/],
    ['2025-00-10', /no calendar has/],
    ['2025-01-01T24:00:00Z', /no clock shows/],
    ['2025-01-01T10:60:00Z', /no clock shows/],
    ['2025-01-01T10:00:60Z', /no clock shows/],
    ['2025-01-01T10:00:00+16:00', /offset that does not exist/],
    ['2025-01-01T10:00:00+01:99', /offset that does not exist/],
    ['1969-12-31T23:59:59Z', /is before 1970/],
    ['1970-01-01T00:00:00+01:00', /is before 1970/],
    ['0070-01-01', /is before 1970/],
    ['9999-12-31T23:59:59-01:00', /is after 9999/],
    ['10000-01-01', /is after 9999/],
    ['1763271861', /is a number/],
    ['2460995.73', /is a number/],
    ['16.11.2025', /is no moment: give ISO 8601/],
    ['11/16/2025 05:44', /is no moment/],
    ['infinity', /is no moment/],
    ['2025-11-16T05:44:21 CET', /is no moment/],
    ['2025-11-16 05:44:21+00 BC', /is no moment/],
    [`2025-11-16${' '.repeat(60)}`, /is no moment/],
  ])('%j is refused with the reason', (text, reason) => {
    expect(parseMoment(text)).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('comes back from its text in ISO 8601', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(253_402_300_799_999), noInvalidDate: true }),
        (date) => {
          expect(parseMoment(date.toISOString())).toEqual(date);
          expect(parseMoment(date.toISOString().replace('T', ' ').replace('Z', '+00'))).toEqual(
            date,
          );
        },
      ),
    );
  });
});
