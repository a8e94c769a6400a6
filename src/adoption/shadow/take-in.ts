import { type BulkConnection, inTransaction } from '../../database/index.js';
import { lastRun, shadowSchema, stateOf } from '../../reader/index.js';
import { changedTables } from './changed-tables.js';
import { untilLocked } from './until-locked.js';

/** More captured statements than there can be. */
const ALL = 2_147_483_647;

/**
 * Takes in what the triggers have captured, and the first time the present values: what a gateway does too, which also
 * follows. So a report is whole without one. Does nothing if no shadow runs, or a gateway does it at this moment.
 */
export async function takeIn({ source }: BulkConnection, book: string): Promise<void> {
  const schema = shadowSchema(book);
  if ((await stateOf(source, schema)) !== 'ours') return;
  // It locks no table of the old system.
  const locking = { sql: source, tables: () => [], waitsForReaders: false };
  await untilLocked(locking, async () => {
    const isFirst = (await lastRun(source, schema))?.takenOverAt === null;
    await inTransaction(source, async (sql) => {
      // What is compared has to be of one moment.
      if (isFirst) await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await sql.query('SET LOCAL statement_timeout = 0');
      const [run] = await sql.query<{ number: number }[]>(
        `SELECT number FROM ${schema.sql}.run WHERE stopped_at IS NULL FOR UPDATE SKIP LOCKED`,
      );
      if (!run) return;
      await sql.query(`SELECT ${schema.sql}.digest(${ALL})`);
      if (isFirst && (await changedTables(sql, schema, run.number)).length === 0)
        await sql.query(`SELECT ${schema.sql}.compare($1)`, [run.number]);
    });
  });
}
