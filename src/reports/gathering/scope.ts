import type { EntityManager } from 'typeorm';
import { ATTEMPT_KEY_PREFIX } from '../../domain/index.js';

/** The part of the log that a report counts. */
export interface Scope {
  /** The moments from which and before which. */
  readonly from: Date;
  readonly to: Date;
  /** Up to where the log is settled. A position. */
  readonly end: bigint;
  /** Commands of earlier periods that became visible after the reports of these were made. Positions as text. */
  readonly late: readonly string[];
}

/**
 * Finds the commands of earlier periods that no report has counted.
 * @param previousEnd up to where the log was settled when the last report of this length was made
 */
export async function readLate(
  manager: EntityManager,
  { from, end }: Pick<Scope, 'from' | 'end'>,
  previousEnd: bigint,
): Promise<readonly string[]> {
  const rows = await manager.query<{ position: string }[]>(
    `/* lateCommands */
     SELECT position FROM command WHERE position > $1 AND position <= $2 AND created_at < $3`,
    [previousEnd.toString(), end.toString(), from],
  );
  return rows.map(({ position }) => position);
}

const IS_ATTEMPT = `c.key LIKE '${ATTEMPT_KEY_PREFIX}%'`;
/** Without the inputs, which can be long. Of an attempt, how many others were not kept before it. */
const COLUMNS = `c.caller, c.movement, c.outcome, c.event_types, c.created_at, ${IS_ATTEMPT} AS attempt,
              CASE WHEN ${IS_ATTEMPT} THEN coalesce((c.input ->> 'notKept')::bigint, 0) ELSE 0 END AS not_kept`;

/**
 * The commands of a report as `log`, a query to begin a statement with, with the parameters $1 to $4. A command that became
 * visible only after its own report was made is in the next one: so each is in one.
 */
export const LOG = `log AS (
       SELECT ${COLUMNS} FROM command c WHERE c.created_at >= $1 AND c.created_at < $2 AND c.position <= $3
        UNION ALL
       SELECT ${COLUMNS} FROM command c WHERE c.position = ANY ($4::bigint[]))`;

/** The parameters of `LOG`. */
export function logParameters({ from, to, end, late }: Scope): unknown[] {
  return [from, to, end.toString(), late];
}
