import type { EntityManager } from 'typeorm';
import { runKey, scheduledMomentOf } from '../../domain/index.js';
import type { Schedule } from '../../entities/index.js';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { pageOf, pageRequestOf, type Page, type PageArguments } from '../pages/page.js';

/** A run of a schedule: the command that decided one of its moments. */
export interface ScheduleRun {
  readonly due: Date;
  /** When it was decided. */
  readonly at: Date;
  /** The code of its refusal; null: it was completed. */
  readonly refused: string | null;
  /** What it says for people, if it was refused. */
  readonly message: string | null;
  /** The transaction that it made; null: none, or one for each of its lines. */
  readonly transactionId: string | null;
  /** Lines that succeeded and that were refused. Both are 0 if the mutation has no lines. */
  readonly doneLines: number;
  readonly refusedLines: number;
}

interface RunRow {
  readonly key: string;
  readonly created_at: Date;
  readonly refused: string | null;
  readonly message: string | null;
  readonly transaction_id: string | null;
  readonly done_lines: number;
  readonly refused_lines: number;
}

/** A moment in the form of a run's key. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const FIRST = new Date('0001-01-01T00:00:00Z');
const LAST = new Date('9999-12-31T23:59:59.999Z');

/**
 * A page of a schedule's runs, newest first. They are its creator's commands with the keys of its moments. So what is listed
 * and what happened cannot differ.
 */
export async function readScheduleRunsPage(
  manager: EntityManager,
  { id, createdBy }: Pick<Schedule, 'id' | 'createdBy'>,
  page: PageArguments,
): Promise<Page<ScheduleRun>> {
  const request = pageRequestOf(page);
  const list = `runs ${id}`;
  const [start] = request.cursor === undefined ? [] : decodeCursor(list, request.cursor, [MOMENT]);
  const keyAt = (due: Date): string => runKey({ scheduleId: id, due });
  const read = (beyond: '<' | '>' | '<=' | '>=', most: number): Promise<RunRow[]> =>
    manager.query<RunRow[]>(
      `/* scheduleRuns */
       SELECT key, created_at, done ->> 'transactionId' AS transaction_id,
              coalesce(jsonb_array_length(many -> 'done'), 0) AS done_lines,
              coalesce(jsonb_array_length(many -> 'refused'), 0) AS refused_lines,
              refusal ->> 'code' AS refused, refusal ->> 'message' AS message
         FROM command,
              LATERAL (SELECT outcome -> 'done' AS done, outcome -> 'many' AS many) parts,
              LATERAL (SELECT coalesce(outcome -> 'refused',
                         CASE WHEN many -> 'done' = '[]' THEN many #> '{refused,0,refused}' END) AS refusal) why
        WHERE caller = $1 AND key >= $2 AND key <= $3 AND key ${beyond} $4
        ORDER BY caller, key ${beyond.startsWith('<') ? 'DESC' : 'ASC'} LIMIT ${most}`,
      [
        ...[createdBy, keyAt(FIRST), keyAt(LAST)],
        start === undefined
          ? beyond.startsWith('<')
            ? keyAt(LAST)
            : keyAt(FIRST)
          : keyAt(new Date(start)),
      ],
    );
  // Without a cursor, the ends of the list are among its rows.
  const inclusive = start === undefined ? '=' : '';
  const rows = await read(`${request.backwards ? '>' : '<'}${inclusive}`, request.size + 1);
  const others = start === undefined ? [] : await read(request.backwards ? '<=' : '>=', 1);
  return pageOf(
    request,
    rows.map((row) => {
      const node = runOf(row);
      return { cursor: encodeCursor(list, [node.due.toISOString()]), node };
    }),
    others.length > 0,
  );
}

function runOf(row: RunRow): ScheduleRun {
  const moment = scheduledMomentOf(row.key);
  if (!moment) throw new Error(`the key ${row.key} names no moment of a schedule`);
  return {
    ...{ due: moment.due, at: row.created_at, refused: row.refused, message: row.message },
    ...{ transactionId: row.transaction_id, doneLines: row.done_lines },
    refusedLines: row.refused_lines,
  };
}
