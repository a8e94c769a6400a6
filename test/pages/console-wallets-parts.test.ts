import { describe, expect, test } from '@jest/globals';
import { momentIn } from '../../console/wallets/explain/moment-in.js';
import {
  daysPeriod,
  isZone,
  monthPeriod,
  monthsUpTo,
} from '../../console/wallets/statement/period.js';

describe('the moment that a clock shows', () => {
  test.each([
    ['UTC', '2026-11-28T10:00', '2026-11-28T10:00:00.000Z'],
    ['Europe/Berlin', '2026-01-15T12:00:30', '2026-01-15T11:00:30.000Z'],
    ['Europe/Berlin', '2026-07-15T12:00', '2026-07-15T10:00:00.000Z'],
    ['Pacific/Chatham', '2026-11-28T13:45', '2026-11-28T00:00:00.000Z'],
    ['America/St_Johns', '2026-06-01T00:00', '2026-06-01T02:30:00.000Z'],
  ])('in %s at %s is %s', (zone, local, moment) => {
    expect(momentIn(zone, local)).toBe(moment);
  });

  test('in the hour that Berlin skips in March is the one after the change', () => {
    expect(momentIn('Europe/Berlin', '2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('right before and after the changes of Berlin is on the right side of them', () => {
    expect(momentIn('Europe/Berlin', '2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59.000Z');
    expect(momentIn('Europe/Berlin', '2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(momentIn('Europe/Berlin', '2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00.000Z');
  });
});

describe('the period of a statement', () => {
  test('of a month ends where the next one begins, also at the end of a year', () => {
    expect(monthPeriod('2026-11')).toEqual({ from: '2026-11-01', to: '2026-12-01' });
    expect(monthPeriod('2026-12')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
  });

  test('of days has its last day, also at the end of February', () => {
    expect(daysPeriod('2026-02-01', '2026-02-28')).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
    });
    expect(daysPeriod('2028-02-28', '2028-02-28')).toEqual({
      from: '2028-02-28',
      to: '2028-02-29',
    });
  });

  test('is offered for the latest months, newest first', () => {
    expect(monthsUpTo('2026-02-28', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  });

  test('is not sent in a time zone that does not exist', () => {
    expect(['Europe/Berlin', 'UTC', 'Europe/Nowhere', ''].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
