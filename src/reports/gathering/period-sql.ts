import type { ReportPeriod } from '../../domain/index.js';
import { startOfDateSql } from '../../reader/index.js';

const UNITS = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const satisfies Record<
  ReportPeriod,
  string
>;

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
