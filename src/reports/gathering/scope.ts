import type { EntityManager } from 'typeorm';

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

/**
 * The commands of a report as `log`, a query to begin a statement with, with the parameters $1 to $4. A command that became
 * visible only after its own report was made is in the next one: so each is in one.
 */
export const LOG = `log AS (
       SELECT * FROM command c WHERE c.created_at >= $1 AND c.created_at < $2 AND c.position <= $3
        UNION ALL
       SELECT * FROM command c WHERE c.position = ANY ($4::bigint[]))`;

/** The parameters of `LOG`. */
export function logParameters({ from, to, end, late }: Scope): readonly unknown[] {
  return [from, to, end.toString(), late];
}
