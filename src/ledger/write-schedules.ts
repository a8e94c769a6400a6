import { arrayColumn, column, insertOf, type Statement } from '../database/index.js';
import type { Schedule } from '../entities/index.js';

export const INSERT_SCHEDULES = insertOf<Schedule>({
  name: 'insertSchedules',
  table: 'schedule',
  columns: [
    column('id', 'uuid', (row) => row.id),
    column('mutation', 'text', (row) => row.mutation),
    column('input', 'jsonb', (row) => JSON.stringify(row.input)),
    column('at', 'timestamptz', (row) => row.at),
    column('cron', 'text', (row) => row.cron),
    column('time_zone', 'text', (row) => row.timeZone),
    column('late', 'text', (row) => row.late),
    column('until', 'timestamptz', (row) => row.until),
    column('created_by', 'text', (row) => row.createdBy),
    arrayColumn('roles', 'text', (row) => `{${row.roles.join(',')}}`),
    column('created_at', 'timestamptz', (row) => row.createdAt),
    column('status', 'text', (row) => row.status),
    column('next_at', 'timestamptz', (row) => row.nextAt),
  ],
  ending: 'RETURNING id',
});

/** Updates each schedule to its last state in the batch. It comes after the commands that decided the moments. */
export function updateOfSchedules(rows: readonly Schedule[]): Statement[] {
  if (rows.length === 0) return [];
  return [
    (manager) =>
      manager.query(UPDATE_SCHEDULES, [
        rows.map((row) => row.id),
        rows.map((row) => row.status),
        rows.map((row) => row.nextAt),
        rows.map((row) => row.resumedAt),
        rows.map((row) => row.changedBy),
        rows.map((row) => row.changedAt),
      ]),
  ];
}

const UPDATE_SCHEDULES = `/* updateSchedules */
     UPDATE schedule s
        SET status = changed.status, next_at = changed.next_at, resumed_at = changed.resumed_at,
            changed_by = changed.by, changed_at = changed.at
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::timestamptz[])
              AS changed (id, status, next_at, resumed_at, by, at)
      WHERE s.id = changed.id`;
