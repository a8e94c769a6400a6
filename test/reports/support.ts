import type { DataSource } from 'typeorm';
import type { ReportPeriod } from '../../src/domain/index.js';
import { makeNextReport } from '../../src/reports/gathering/make-report.js';
import type { TestBook } from '../support/book.js';

const DAY_MS = 86_400_000;

/** A time zone in which it is about noon, so that no midnight comes during a test. (`Etc/GMT+5` is five hours behind UTC.) */
const ZONE = zoneAtNoon();

function zoneAtNoon(): string {
  const behind = new Date().getUTCHours() - 12;
  return behind === 0 ? 'Etc/GMT' : `Etc/GMT${behind > 0 ? '+' : ''}${behind}`;
}

/** The time of the book, so many days later. */
export async function inDays({ owner }: Pick<TestBook, 'owner'>, days: number): Promise<Date> {
  const { rows } = await owner.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return new Date(rows[0]!.now.getTime() + days * DAY_MS);
}

interface Making {
  readonly period?: ReportPeriod;
  /** Up to where the log is taken to be settled. Absent: up to its end. */
  readonly end?: bigint;
}

/** Makes the next report of a length at a time. */
export async function makeAt(
  at: Pick<TestBook, 'gateway' | 'owner'>,
  source: DataSource,
  now: Date,
  { period = 'DAY', end }: Making = {},
): Promise<boolean> {
  const settled = await at.gateway.book.log.settle(10_000);
  if (!settled.isReached) throw new Error('the log did not settle');
  return makeNextReport(source, {
    ...{ period, timeZone: ZONE, now, afterMs: 0 },
    settle: () => Promise.resolve(end ?? settled.end),
  });
}
