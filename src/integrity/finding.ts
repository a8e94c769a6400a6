/** One contradiction in the book, and where it is. Amounts are in minor units. */
export interface Finding {
  readonly check: string;
  /** The row: a table's name and the row's key. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

/** Maximum number of findings in a report. The first ones show the cause; the rest is left out. */
export const MAX_FINDINGS = 100;

/**
 * A statement over the whole book whose rows are findings: at most $1, ordered by subject. It aggregates and joins by
 * hash, never with nested loops. It never casts a value that a damaged row may not hold, because a wrong row must be a
 * finding and not an error.
 */
export interface Check {
  readonly sql: string;
  /** Facts that the code, not the book, must supply: $2, as JSON. */
  readonly known?: unknown;
}
