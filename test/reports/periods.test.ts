import { expect, test } from '@jest/globals';
import type { ReportPeriod } from '../../src/domain/index.js';
import { endOfPeriodSql, startOfLastSql } from '../../src/reports/gathering/period-sql.js';
import { useBook } from '../support/book.js';

const at = useBook();

async function momentOf(sql: string, moment: string, zone: string): Promise<string> {
  const { rows } = await at.owner.query<{ moment: Date }>(`SELECT ${sql} AS moment`, [
    moment,
    zone,
  ]);
  return rows[0]!.moment.toISOString().replace('.000Z', 'Z');
}

const endOf = (period: ReportPeriod, moment: string, zone: string): Promise<string> =>
  momentOf(endOfPeriodSql(period, '$1::timestamptz', '$2'), moment, zone);

// What the IANA database says of these zones. Havana shows midnight twice on 1 November 2026, and Santiago leaves it out on
// 6 September 2026; so does Havana on 8 March 2026.
test.each<[ReportPeriod, string, string, string]>([
  ['DAY', 'UTC', '2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z'],
  ['DAY', 'UTC', '2026-11-27T23:59:59Z', '2026-11-28T00:00:00Z'],
  ['DAY', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['DAY', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['DAY', 'Pacific/Chatham', '2026-11-27T10:15:00Z', '2026-11-28T10:15:00Z'],
  ['DAY', 'America/Havana', '2026-10-31T04:00:00Z', '2026-11-01T04:00:00Z'],
  ['DAY', 'America/Havana', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['DAY', 'America/Havana', '2026-03-07T05:00:00Z', '2026-03-08T05:00:00Z'],
  ['DAY', 'America/Havana', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['DAY', 'America/Santiago', '2026-09-05T04:00:00Z', '2026-09-06T04:00:00Z'],
  ['DAY', 'America/Santiago', '2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z'],
  ['WEEK', 'Europe/Berlin', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['WEEK', 'UTC', '2026-12-28T00:00:00Z', '2027-01-04T00:00:00Z'],
  ['MONTH', 'Europe/Berlin', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
  ['MONTH', 'UTC', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
])('a %s in %s that begins at %s ends at %s', async (period, zone, from, to) => {
  expect(await endOf(period, from, zone)).toBe(to);
});

test.each<[ReportPeriod, string, string]>([
  ['DAY', '2026-11-27T10:00:00Z', '2026-11-25T23:00:00Z'],
  ['WEEK', '2026-11-27T10:00:00Z', '2026-11-15T23:00:00Z'],
  ['MONTH', '2026-11-27T10:00:00Z', '2026-09-30T22:00:00Z'],
])('the last %s that was over at %s in Berlin began at %s', async (period, now, from) => {
  const sql = startOfLastSql(period, '$1::timestamptz', '$2');
  expect(await momentOf(sql, now, 'Europe/Berlin')).toBe(from);
});

test.each(['Europe/Berlin', 'America/Havana', 'Pacific/Chatham', 'Australia/Lord_Howe', 'UTC'])(
  'the days of three years in %s follow each other, each with a date of its own',
  async (zone) => {
    const { rows } = await at.owner.query<{ days: number; dates: number; last: string }>(
      `WITH RECURSIVE day AS (
         SELECT ${endOfPeriodSql('DAY', `'2025-12-31T12:00Z'::timestamptz`, '$1')} AS at, 1 AS number
          UNION ALL
         SELECT ${endOfPeriodSql('DAY', 'day.at', '$1')}, number + 1 FROM day WHERE number < 1096)
       SELECT count(*)::integer AS days, count(DISTINCT (at AT TIME ZONE $1)::date)::integer AS dates,
              (max(at) AT TIME ZONE $1)::date - (min(at) AT TIME ZONE $1)::date AS last FROM day`,
      [zone],
    );
    expect(rows).toEqual([{ days: 1096, dates: 1096, last: 1095 }]);
  },
);
