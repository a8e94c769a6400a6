import type { DataSource } from 'typeorm';
import { WRITE_ONCE_TABLES } from '../entities/index.js';
import { GATEWAY_ROLE } from './data-source.js';
import { DatabaseSetupError } from './errors.js';

/**
 * Refuses a login that could delete rows, add a trigger, or update a write-once table. A gateway with such rights is one
 * mistake away from doing it. Call this after the migrations, because it needs every table.
 * @throws DatabaseSetupError if the login holds DELETE, TRUNCATE or TRIGGER on any table of the book, or UPDATE on
 * any column of a write-once table
 */
export async function refuseTooManyRights(source: DataSource): Promise<void> {
  const [row] = await source.query<{ login: string; is_too_powerful: boolean | null }[]>(
    `/* gatewayRights */
     SELECT current_user AS login,
            bool_or(has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER'))
              OR (SELECT bool_or(has_any_column_privilege(name, 'UPDATE')) FROM unnest($1::text[]) AS name)
              AS is_too_powerful
       FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`,
    [WRITE_ONCE_TABLES],
  );
  // NULL, of a schema without tables, is not a proof either.
  if (row?.is_too_powerful === false) return;
  throw new DatabaseSetupError(
    `${row?.login ?? 'the login'} may change or delete rows of the book: ` +
      `set DATABASE_GATEWAY_URL to a login that only has role ${GATEWAY_ROLE}`,
  );
}
