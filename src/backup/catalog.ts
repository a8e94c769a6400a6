import type { EntityManager } from 'typeorm';

/** A table of the book, as the catalog of PostgreSQL has it. */
export interface Table {
  readonly name: string;
  /** Those that hold values of their own: a generated column does not. */
  readonly columns: readonly string[];
  /** The tables that its foreign keys name. */
  readonly refersTo: readonly string[];
}

/** TypeORM's own table. The migrations that make a schema fill it. */
const OF_MIGRATIONS = 'migration';

/** Anything that runs SQL. */
export type Sql = Pick<EntityManager, 'query'>;

/**
 * The tables of a schema, each after those that it refers to; but the one of migrations. They come from the catalog and
 * not from a list, so that a new table cannot be forgotten.
 */
export async function tablesOf(sql: Sql, book: string): Promise<Table[]> {
  const tables = await sql.query<Table[]>(
    `/* tablesOfBook */
     SELECT c.relname AS name,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                   ORDER BY a.attnum) AS columns,
            ARRAY(SELECT DISTINCT t.relname::text FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
                   WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS "refersTo"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname <> $2
      ORDER BY c.relname`,
    [book, OF_MIGRATIONS],
  );
  return inOrder(tables);
}

/** @throws Error if tables refer to each other in a circle */
function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const free = left.filter((table) => !left.some((other) => table.refersTo.includes(other.name)));
    if (free.length === 0)
      throw new Error(`foreign keys form a circle: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}

export interface SequenceValue {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

/** The names of the sequences of a schema, but the one of the table of migrations. */
export async function sequencesOf(sql: Sql, book: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }[]>(
    `/* sequencesOfBook */
     SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'S'
        AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
                         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                           AND d.refclassid = 'pg_class'::regclass AND t.relname = $2)
      ORDER BY c.relname`,
    [book, OF_MIGRATIONS],
  );
  return rows.map(({ name }) => name);
}

/** The names of the migrations that a book has, oldest first; none if the schema or the table is missing. */
export async function migrationsOf(sql: Sql, book: string): Promise<string[]> {
  const [table] = await sql.query<{ there: boolean }[]>(
    `SELECT to_regclass($1) IS NOT NULL AS there`,
    [qualified(book, OF_MIGRATIONS)],
  );
  if (!table?.there) return [];
  const rows = await sql.query<{ name: string }[]>(
    `SELECT name FROM ${qualified(book, OF_MIGRATIONS)} ORDER BY timestamp, id`,
  );
  return rows.map(({ name }) => name);
}

/** A name of the schema, ready for SQL. */
export function qualified(book: string, name: string): string {
  return `${quoted(book)}.${quoted(name)}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Settings under which COPY writes, and reads, the same text on every server. For one transaction. */
export const PORTABLE_TEXT = [
  `SET LOCAL datestyle = 'ISO, YMD'`,
  `SET LOCAL intervalstyle = 'iso_8601'`,
  `SET LOCAL timezone = 'UTC'`,
  `SET LOCAL extra_float_digits = 1`,
  `SET LOCAL bytea_output = 'hex'`,
  // So that a table that was just loaded is read from its first row on.
  `SET LOCAL synchronize_seqscans = off`,
  // A slow disk must not end the transaction.
  `SET LOCAL statement_timeout = 0`,
  `SET LOCAL idle_in_transaction_session_timeout = 0`,
];
