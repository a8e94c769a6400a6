import type { EntityManager } from 'typeorm';
import type { ReportContent } from '../../domain/index.js';
import { LOG, logParameters, type Scope } from './scope.js';

/** How many of those who were refused most often are listed. */
const CALLERS = 20;

/** What was refused, as `refused`: commands, lines of commands, and attempts. */
const REFUSED = `${LOG},
     refused AS (
       SELECT log.caller, log.movement, one.code, log.attempt, log.not_kept
         FROM log
        CROSS JOIN LATERAL (
          SELECT log.outcome #>> '{refused,code}' AS code WHERE log.outcome ? 'refused'
           UNION ALL
          SELECT line #>> '{refused,code}' FROM jsonb_array_elements(log.outcome #> '{many,refused}') AS line) one
        WHERE NOT (log.outcome ? 'done'))`;

/** Refusals and attempts by movement and code, the most frequent first. */
export async function readRefusals(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['refusals']> {
  type Row = Pick<ReportContent['refusals'][number], 'movement' | 'code' | 'isAttempt'>;
  const rows = await manager.query<(Row & { count: string; notKept: string })[]>(
    `/* reportRefusals */
     WITH ${REFUSED}
     SELECT movement, code, attempt AS "isAttempt", count(*) AS count, sum(not_kept) AS "notKept"
       FROM refused GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1, 2, 3`,
    logParameters(scope),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count), notKept: Number(row.notKept) }));
}

/** Those who were refused most often, and with what. */
export async function readRefusedCallers(
  manager: EntityManager,
  scope: Scope,
): Promise<ReportContent['refusedCallers']> {
  const rows = await manager.query<{ caller: string; code: string; count: string }[]>(
    `/* reportRefusedCallers */
     WITH ${REFUSED},
     most AS (SELECT caller, count(*) AS count FROM refused GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${CALLERS})
     SELECT r.caller, r.code, count(*) AS count FROM refused r JOIN most ON most.caller = r.caller
      GROUP BY 1, 2, most.count ORDER BY most.count DESC, 1, 3 DESC, 2`,
    logParameters(scope),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
