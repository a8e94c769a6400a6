import type { ReportPeriod } from '../../domain/index.js';

const UNITS = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const satisfies Record<
  ReportPeriod,
  string
>;

/**
 * The moment at which a local date begins in a time zone, as SQL: its first, if the clocks show midnight twice (Havana), and
 * the first after the gap, if they leave midnight out (Santiago).
 * @param midnight SQL of a timestamp without time zone
 * @param zone SQL of the name of the zone
 */
export function startOfDateSql(midnight: string, zone: string): string {
  // PostgreSQL takes the later one of two.
  const later = `((${midnight}) AT TIME ZONE ${zone})`;
  const anHourBefore = `(${later} - interval '1 hour')`;
  return `CASE WHEN (${anHourBefore} AT TIME ZONE ${zone}) = (${midnight}) THEN ${anHourBefore} ELSE ${later} END`;
}

/** The end of the period in which a moment lies, as SQL. @param at SQL of the moment */
export function endOfPeriodSql(period: ReportPeriod, at: string, zone: string): string {
  const unit = UNITS[period];
  const local = `date_trunc('${unit}', (${at}) AT TIME ZONE ${zone}) + interval '1 ${unit}'`;
  return startOfDateSql(local, zone);
}

/** The start of the last period that was over before a moment, as SQL. @param at SQL of the moment */
export function startOfLastSql(period: ReportPeriod, at: string, zone: string): string {
  const unit = UNITS[period];
  const local = `date_trunc('${unit}', (${at}) AT TIME ZONE ${zone}) - interval '1 ${unit}'`;
  return startOfDateSql(local, zone);
}
