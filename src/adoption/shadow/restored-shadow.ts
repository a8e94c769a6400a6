import { lastRun, type SchemaState, shadowSchema, type Sql, stateOf } from '../../reader/index.js';
import { schemaSql } from './schema-sql.js';
import { GATEWAY_ROLE } from './start-shadow.js';

/** Whether the record of a shadow is there, under the name of this book. */
export function shadowState(sql: Sql, book: string): Promise<SchemaState> {
  return stateOf(sql, shadowSchema(book));
}

/** Makes the schema of a book's shadow, empty, for the rows of a backup. */
export async function makeShadow(sql: Sql, book: string): Promise<void> {
  const schema = shadowSchema(book);
  for (const statement of schemaSql(schema.sql, schema.book, GATEWAY_ROLE))
    await sql.query(statement);
}

/**
 * Ends the run of a record that was restored without the tables of the old system: nothing can be captured there. What was
 * captured until the backup is taken in.
 * @param at the moment of the backup, up to which the record is whole
 */
export async function endRestoredShadow(sql: Sql, book: string, at: Date): Promise<void> {
  const { sql: s } = shadowSchema(book);
  await sql.query(`SELECT ${s}.digest(2147483647)`);
  await sql.query(
    `UPDATE ${s}.run SET stopped_at = greatest($1::timestamptz, started_at) WHERE stopped_at IS NULL`,
    [at],
  );
}

/**
 * Lets the shadow that runs beside a restored book follow again from the present values: the book is as it was at the
 * backup, and the shadow remembers what it had followed since.
 * @returns whether one runs
 */
export async function followRestoredBook(sql: Sql, book: string): Promise<boolean> {
  const schema = shadowSchema(book);
  const run = await lastRun(sql, schema);
  if (run?.stoppedAt !== null) return false;
  // Under keys that the book cannot have.
  await sql.query(
    `UPDATE ${schema.sql}.target SET followed = -1, attempt = attempt + 1, refused = NULL, retry_at = NULL WHERE run = $1`,
    [run.number],
  );
  return true;
}
