/** What an adoption takes away and makes again around the tables, in this order. */
export interface Surroundings {
  /** What it does and what people should know, for a terminal. */
  readonly lines: readonly string[];
  /** Before the tables are renamed. */
  readonly drop: readonly string[];
  /** After the views are there: makes those see the view that are bound to the table and not to its name. */
  readonly rebind: readonly string[];
  /** What undoing it executes. */
  readonly restore: readonly { readonly name: string; readonly sql: string }[];
}

/** Nothing. */
export const NONE: Surroundings = { lines: [], drop: [], rebind: [], restore: [] };
