import type { EntityManager } from 'typeorm';
import type { ReportContent } from '../../domain/index.js';
import type { Scope } from './scope.js';

type Findings = ReportContent['findings'];

/** Most open findings that are listed. */
const MAX_LISTED = 200;

/** The results of a report as `result`, with the parameters $1 to $4. One is in the next report if it was late for its own. */
const RESULTS = `result AS (
       SELECT * FROM reconciliation_result r
        WHERE r.number <= $3
          AND ((r.finished_at >= $1 AND r.finished_at < $2) OR (r.finished_at < $1 AND r.number > $4)))`;

/** What state `s` was before. */
const BEFORE = `(SELECT b.open FROM finding_state b WHERE b.finding_id = s.finding_id AND b.number < s.number
                  ORDER BY b.number DESC LIMIT 1)`;

/**
 * What the reconciliations of the period found, and what is open after the last one that ended in it or before.
 * @param previous the last result that the last report of this length counted. A bigint as text
 */
export async function readFindings(
  manager: EntityManager,
  { from, to }: Pick<Scope, 'from' | 'to'>,
  previous: string | undefined,
): Promise<Findings> {
  const [last] = await manager.query<{ number: string }[]>(
    `/* lastResult */ SELECT number FROM reconciliation_result ORDER BY number DESC LIMIT 1`,
  );
  const lastResult = last?.number ?? '0';
  const of = [from, to, lastResult, previous ?? lastResult];
  const runs = await manager.query<{ status: string; count: string }[]>(
    `/* reportRuns */ WITH ${RESULTS} SELECT status, count(*) AS count FROM result GROUP BY 1 ORDER BY 1`,
    of,
  );
  const [changes] = await manager.query<{ opened: string; closed: string }[]>(
    `/* reportFindings */
     WITH ${RESULTS}
     SELECT count(*) FILTER (WHERE s.open AND ${BEFORE} IS NOT TRUE) AS opened,
            count(*) FILTER (WHERE NOT s.open AND ${BEFORE}) AS closed
       FROM result JOIN finding_state s ON s.number = result.number`,
    of,
  );
  const open = await manager.query<(Findings['listed'][number] & { count: string; at: Date })[]>(
    `/* reportOpenFindings */
     SELECT f.code, f.severity, f.scope, f.subject, s.expected, s.actual, f.first_seen_at AS at, count(*) OVER () AS count
       FROM finding f
      CROSS JOIN LATERAL (
        SELECT state.open, state.expected, state.actual
          FROM finding_state state JOIN reconciliation_result r ON r.number = state.number
         WHERE state.finding_id = f.id AND r.finished_at < $1 AND r.number <= $2
         ORDER BY state.number DESC LIMIT 1) s
      WHERE s.open ORDER BY f.first_seen_at, f.id LIMIT ${MAX_LISTED}`,
    [to, lastResult],
  );
  return {
    lastResult,
    runs: runs.map(({ status, count }) => ({ status, count: Number(count) })),
    opened: Number(changes?.opened ?? 0),
    closed: Number(changes?.closed ?? 0),
    open: Number(open[0]?.count ?? 0),
    listed: open.map(({ count: _, at, ...row }) => ({ ...row, firstSeenAt: at.toISOString() })),
  };
}
