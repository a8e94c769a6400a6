import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ReportJob } from '../../src/reports/report-job.js';
import { readsOf } from '../alerts/support.js';
import { useBook } from '../support/book.js';

const at = useBook();
const errors: unknown[] = [];
let sources: DataSource[];

beforeAll(async () => {
  sources = await Promise.all([1, 2, 3].map(() => readsOf(at)));
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
});

const jobOn = (source: DataSource): ReportJob =>
  new ReportJob(at.gateway.book, source, {
    ...{ timeZone: 'Europe/Berlin', onError: (error: unknown) => errors.push(error) },
    times: { settleMs: 10_000 },
  });

interface Row {
  readonly period: string;
  readonly reports: number;
  readonly gaps: number;
  readonly first: string;
  readonly is_up_to_date: boolean;
}

async function reports(): Promise<Row[]> {
  const { rows } = await at.owner.query<Row>(
    `SELECT period, count(*)::integer AS reports, min(from_at)::date::text AS first,
            count(*) FILTER (WHERE before IS NOT NULL AND before <> from_at)::integer AS gaps,
            max(to_at) > clock_timestamp() - CASE period WHEN 'DAY' THEN interval '25 hours 3 minutes'
              WHEN 'WEEK' THEN interval '7 days 1 hour 3 minutes' ELSE interval '31 days 1 hour 3 minutes' END AS is_up_to_date
       FROM (SELECT *, lag(to_at) OVER (PARTITION BY period ORDER BY from_at) AS before FROM report) r
      GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}

test('a book whose first command is of today has no report yet', async () => {
  await at.gateway.wallet('first', 'USD', '1.00');
  await jobOn(sources[0]!).makeAll();
  expect(await reports()).toEqual([]);
});

test('reports of a time in which no gateway ran are made later, each once by several gateways', async () => {
  await at.owner.query(
    `INSERT INTO report (id, period, from_at, to_at, time_zone, log_end, content, created_at)
     SELECT gen_random_uuid(), period, date_trunc(unit, local, 'Europe/Berlin') - ('1 ' || unit)::interval,
            date_trunc(unit, local, 'Europe/Berlin'), 'Europe/Berlin', 0, '{}', clock_timestamp()
       FROM (VALUES ('DAY', 'day'), ('WEEK', 'week'), ('MONTH', 'month')) p (period, unit)
      CROSS JOIN (SELECT clock_timestamp() - interval '100 days') a (local)`,
  );
  const jobs = sources.map(jobOn);
  for (let round = 0; round < 3; round++) await Promise.all(jobs.map((job) => job.makeAll()));
  expect(errors).toEqual([]);
  const made = await reports();
  expect(made).toEqual(
    ['DAY', 'MONTH', 'WEEK'].map((period) =>
      expect.objectContaining({ period, gaps: 0, is_up_to_date: true }),
    ),
  );
  const [days = 0, months = 0, weeks = 0] = made.map(({ reports: count }) => count);
  // 100 days, and what the first one of each adds.
  const areAsMany = [
    days >= 100 && days <= 101,
    months >= 4 && months <= 5,
    weeks >= 15 && weeks <= 16,
  ];
  expect({ days, months, weeks, areAsMany }).toMatchObject({ areAsMany: [true, true, true] });
});

test('a change of the time zone leaves no gap and no double', async () => {
  const before = await reports();
  await at.owner.query(
    `INSERT INTO report (id, period, from_at, to_at, time_zone, log_end, content, created_at)
     SELECT gen_random_uuid(), 'DAY', max(to_at), max(to_at) + interval '7 hours', 'Asia/Tokyo', 0, '{}',
            max(to_at) + interval '8 hours' FROM report WHERE period = 'DAY'`,
  );
  expect(before).toHaveLength(3);
  await jobOn(sources[0]!).makeAll();
  expect((await reports()).map(({ gaps }) => gaps)).toEqual([0, 0, 0]);
});
