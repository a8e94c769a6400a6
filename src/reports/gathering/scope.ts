/** The part of the log that a report counts. */
export interface Scope {
  /** The moments from which and before which. */
  readonly from: Date;
  readonly to: Date;
  /** Up to where the log was settled when the report was made, and when the last one of its length was. Positions. */
  readonly end: bigint;
  readonly previousEnd: bigint;
}

/**
 * The commands of a report as `log`, a query to begin a statement with, with the parameters $1 to $4. A command that was
 * committed only after its own report was made is in the next one: so each is in one.
 */
export const LOG = `log AS (
       SELECT * FROM command c WHERE c.created_at >= $1 AND c.created_at < $2 AND c.position <= $3
        UNION ALL
       SELECT * FROM command c WHERE c.position > $4 AND c.position <= $3 AND c.created_at < $1)`;

/** The parameters of `LOG`. */
export function logParameters({ from, to, end, previousEnd }: Scope): readonly unknown[] {
  return [from, to, end.toString(), previousEnd.toString()];
}
