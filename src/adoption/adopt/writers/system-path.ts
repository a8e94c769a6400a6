import type { Sql } from '../../../reader/index.js';

/**
 * Runs `read` with a search path on which PostgreSQL writes definitions with the schema of every name, so that they mean
 * the same wherever they are executed later. The former path is given to it, and set again.
 * @throws Error if `sql` is not one transaction: the path would hold for nothing
 */
export async function withSystemPath<T>(
  sql: Sql,
  read: (searchPath: string) => Promise<T>,
): Promise<T> {
  const path = async (): Promise<string> => {
    const [row] = await sql.query<{ path: string }[]>(
      `SELECT current_setting('search_path') AS path`,
    );
    return row?.path ?? '';
  };
  const former = await path();
  const set = (to: string) => sql.query(`SELECT set_config('search_path', $1, true)`, [to]);
  await set('pg_catalog');
  if ((await path()) !== 'pg_catalog')
    throw new Error('definitions are read in a transaction: pass the manager of one');
  const result = await read(former);
  // A failed read has failed the transaction, and its settings end with it.
  await set(former);
  return result;
}
