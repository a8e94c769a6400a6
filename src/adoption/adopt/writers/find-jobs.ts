import type { Sql } from '../../../reader/index.js';
import { because } from './because.js';
import type { Reach } from './reach.js';
import type { Writer } from './writer.js';

interface JobRow {
  readonly id: string;
  readonly name: string | null;
  readonly command: string;
  readonly isActive: boolean;
  readonly owner: string;
  readonly restoreSql: string;
}

/** Jobs of pg_cron for this database whose command writes mapped columns, itself or through what it calls. */
export async function findJobs(sql: Sql, reach: Reach): Promise<Writer[]> {
  const [there] = await sql.query<{ there: boolean }[]>(
    `SELECT to_regclass('cron.job') IS NOT NULL AS there`,
  );
  if (!there?.there) return [];
  const jobs = await sql.query<JobRow[]>(
    `SELECT jobid::text AS id, jobname::text AS name, command, active AS "isActive", username::text AS owner,
            format('SELECT cron.schedule_in_database(%L, %L, %L, %L, %L, %L)',
                   coalesce(jobname, 'job ' || jobid), schedule, command, database, username, active) AS "restoreSql"
       FROM cron.job WHERE database = current_database() ORDER BY jobid`,
  );
  return jobs.flatMap(({ id, name, command, isActive, owner, restoreSql }) => {
    const why = because('its command', reach.fromText(command, owner));
    if (!why) return [];
    const known = name ?? `job ${id}`;
    return [
      {
        ...({
          kind: 'CRON_JOB',
          name: known,
          qualified: `cron.job.${known}`,
          on: undefined,
        } as const),
        ...why,
        isEnabled: isActive,
        dropSql: `SELECT cron.unschedule(${id})`,
        restoreSql,
        mayKeep: true,
        rebindSql: undefined,
      },
    ];
  });
}
