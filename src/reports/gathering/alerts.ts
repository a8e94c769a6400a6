import type { EntityManager } from 'typeorm';
import type { ReportContent } from '../../domain/index.js';
import { LOG, logParameters, type Scope } from './scope.js';

/** The alerts that were raised, by what their monitors watch. */
export async function readRaised(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['alerts']> {
  type Row = Pick<ReportContent['alerts'][number], 'watches'>;
  const rows = await manager.query<(Row & { count: string; unacknowledged: string })[]>(
    `/* reportAlerts */
     WITH ${LOG}
     SELECT m.watches, count(*) AS count, count(*) FILTER (WHERE a.acknowledged_at IS NULL) AS unacknowledged
       FROM log JOIN alert a ON a.id = (log.outcome #>> '{done,alertId}')::uuid JOIN monitor m ON m.id = a.monitor_id
      WHERE log.event_types @> '{alert.raised}'
      GROUP BY 1 ORDER BY 1`,
    logParameters(scope),
  );
  return rows.map(({ watches, count, unacknowledged }) => ({
    watches,
    count: Number(count),
    unacknowledged: Number(unacknowledged),
  }));
}
