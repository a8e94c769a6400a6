/** One thing that is wrong, and where. Amounts are in minor units. */
export interface Finding {
  readonly check: string;
  /** The row: a table's name and what identifies the row in it. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

/** Past this many findings the rest is left out: the first ones are what to look at. */
export const MOST_FINDINGS = 100;

/**
 * A statement over the whole book whose rows are findings, at most $1, in the order of what they are
 * about. It aggregates and joins by hash, never row against row, and casts nothing that a row may not
 * be: a wrong row is a finding and no error.
 */
export interface Check {
  readonly sql: string;
  /** What the code knows better than the book may: $2, as JSON. */
  readonly known?: unknown;
}
