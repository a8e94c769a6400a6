import type { EntityManager } from 'typeorm';
import type { ReportPeriod } from '../domain/index.js';
import { Report } from '../entities/index.js';
import type { Page, PageArguments } from './pages/page.js';
import { Parameters } from './pages/parameters.js';
import { pageByPosition } from './pages/position-pages.js';

/** Reports by id. Leaves out ids that do not exist. */
export async function readReports(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Report>> {
  const reports = await manager
    .createQueryBuilder(Report, 'report')
    .where('report.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(reports.map((report) => [report.id, report]));
}

/** A page of reports, the one that was made last first. @param period undefined: those of all lengths */
export function readReportsPage(
  manager: EntityManager,
  period: ReportPeriod | undefined,
  page: PageArguments,
): Promise<Page<Report>> {
  const parameters = new Parameters();
  const conditions = period === undefined ? [] : [`t.period = ${parameters.add(period)}`];
  const name = ['reports', period ?? ''].join(' ');
  return pageByPosition(
    manager,
    { name, entity: Report, table: 'report', conditions, parameters },
    page,
  );
}
