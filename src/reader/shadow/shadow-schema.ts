/** Anything that runs SQL. */
export interface Sql {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** What `COMMENT ON SCHEMA` says of a schema that is ours. */
const MARK = 'onebook shadow';

/** The names of the schemas of a book and of its shadow. */
export interface ShadowSchema {
  readonly name: string;
  /** Quoted. */
  readonly sql: string;
  /** Quoted: the schema of the book. */
  readonly book: string;
}

/** The shadow of the book in this schema. */
export function shadowSchema(book: string): ShadowSchema {
  const name = `onebook_shadow_${book}`;
  return { name, sql: quoted(name), book: quoted(book) };
}

/** PostgreSQL cuts longer names. */
export const MAX_NAME = 63;

/** Whether the schema of a shadow is there: nothing, something of another program's, or a shadow that was started once. */
export function stateOf(sql: Sql, { name }: ShadowSchema): Promise<SchemaState> {
  return schemaState(sql, name, MARK);
}

/** Whether a schema is there: nothing, something of another program's, or one of ours. */
export type SchemaState = 'absent' | 'foreign' | 'ours';

/** @param mark what `COMMENT ON SCHEMA` says of one that is ours */
export async function schemaState(sql: Sql, name: string, mark: string): Promise<SchemaState> {
  const [row] = await sql.query<{ comment: string | null }[]>(
    `SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = $1`,
    [name],
  );
  if (!row) return 'absent';
  return row.comment === mark ? 'ours' : 'foreign';
}

export interface Run {
  readonly number: number;
  readonly startedAt: Date;
  readonly takenOverAt: Date | null;
  readonly comparedAt: Date | null;
  readonly stoppedAt: Date | null;
}

/** The run that goes on, or else the last one; undefined if nothing was ever shadowed. */
export async function lastRun(sql: Sql, schema: ShadowSchema): Promise<Run | undefined> {
  if ((await stateOf(sql, schema)) !== 'ours') return undefined;
  const { sql: s } = schema;
  const [run] = await sql.query<Run[]>(
    `SELECT number, started_at AS "startedAt", taken_over_at AS "takenOverAt", compared_at AS "comparedAt",
            stopped_at AS "stoppedAt"
       FROM ${s}.run ORDER BY number DESC LIMIT 1`,
  );
  return run;
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
