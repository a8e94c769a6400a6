import { quoted, schemaState, type SchemaState, type Sql } from '../../reader/index.js';

/** What `COMMENT ON SCHEMA` says of a schema that is ours. */
const MARK = 'onebook adopted';

/** The names of the schemas of a book and of the systems that it has adopted. */
export interface AdoptedSchema {
  readonly name: string;
  /** Quoted. */
  readonly s: string;
  /** Quoted: the schema of the book. */
  readonly b: string;
  /** The schema of the views through which triggers write the tables behind. Unlike the others it is open to all. */
  readonly rowsName: string;
  /** Quoted. */
  readonly rows: string;
}

export function adoptedSchema(book: string): AdoptedSchema {
  const name = `onebook_adopted_${book}`;
  const rowsName = `onebook_rows_${book}`;
  return { ...{ name, s: quoted(name), b: quoted(book) }, ...{ rowsName, rows: quoted(rowsName) } };
}

/** SQL that makes the schema. */
export function createSchemaSql({ s }: AdoptedSchema): string[] {
  return [
    `CREATE SCHEMA ${s}`,
    `COMMENT ON SCHEMA ${s} IS '${MARK}'`,
    // One row an adoption. An undone one stays, as a record.
    `CREATE TABLE ${s}.adoption (
       number     integer PRIMARY KEY,
       sources    text[] NOT NULL,
       adopted_at timestamptz NOT NULL,
       undone_at  timestamptz
     )`,
    `CREATE TABLE ${s}.relation (
       adoption   integer NOT NULL REFERENCES ${s}.adoption,
       number     integer NOT NULL,
       schema     text NOT NULL,
       name       text NOT NULL,
       -- The table behind the view.
       base       text NOT NULL,
       columns    text[] NOT NULL,
       PRIMARY KEY (adoption, number)
     )`,
    // What was taken away, and the statements that bring it back.
    `CREATE TABLE ${s}.removed (
       adoption integer NOT NULL REFERENCES ${s}.adoption,
       place    integer NOT NULL,
       name     text NOT NULL,
       restore  text NOT NULL,
       PRIMARY KEY (adoption, place)
     )`,
  ];
}

/** Whether the schema of adoptions is there. */
export function adoptedState(sql: Sql, { name }: AdoptedSchema): Promise<SchemaState> {
  return schemaState(sql, name, MARK);
}

export interface Adoption {
  readonly number: number;
  readonly sources: readonly string[];
  readonly adoptedAt: Date;
  readonly undoneAt: Date | null;
}

/** The last adoption; undefined if nothing was ever adopted. */
export async function lastAdoption(sql: Sql, schema: AdoptedSchema): Promise<Adoption | undefined> {
  if ((await adoptedState(sql, schema)) !== 'ours') return undefined;
  const [row] = await sql.query<Adoption[]>(
    `SELECT number, sources, adopted_at AS "adoptedAt", undone_at AS "undoneAt"
       FROM ${schema.s}.adoption ORDER BY number DESC LIMIT 1`,
  );
  return row;
}

/** Whether the book has tables of an old system behind views now. Any login may ask: it needs no right to the schema. */
export async function hasAdopted(sql: Sql, book: string): Promise<boolean> {
  const [row] = await sql.query<{ adopted: boolean }[]>(
    'SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS adopted',
    [adoptedSchema(book).rowsName],
  );
  return row?.adopted ?? false;
}

/** The views behind which a book has the tables of an old system now, such as `legacy.users`; none if nothing is adopted. */
export async function adoptedTables(sql: Sql, book: string): Promise<string[]> {
  const schema = adoptedSchema(book);
  const adoption = await lastAdoption(sql, schema);
  if (adoption?.undoneAt !== null) return [];
  const rows = await sql.query<{ name: string }[]>(
    `SELECT format('%I.%I', schema, name) AS name FROM ${schema.s}.relation WHERE adoption = $1 ORDER BY number`,
    [adoption.number],
  );
  return rows.map(({ name }) => name);
}
