import type { DataSource } from 'typeorm';
import { GATEWAY_ROLE } from '../data-source.js';
import { DatabaseSetupError } from '../errors.js';
import type { BookRights } from './book-rights.js';

/** The book does not give a gateway's login what it needs. Worth waiting for: its owner may be about to mend it. */
export class RightsMissingError extends DatabaseSetupError {
  override readonly name = 'RightsMissingError';
}

/**
 * Refuses a login that could do more in a table of the book than a gateway needs: it is one mistake away from doing it.
 * Whatever gives it the rights counts: grants, roles, ownership. Call this after the migrations, because it needs every
 * table.
 * @throws DatabaseSetupError if the login holds DELETE, TRUNCATE, TRIGGER or REFERENCES on any table of the schema, or
 * INSERT or UPDATE beyond the rights
 */
export async function refuseTooManyRights(source: DataSource, rights: BookRights): Promise<void> {
  const [row] = await source.query<{ login: string; tables: number; excess: string[] }[]>(EXCESS, [
    JSON.stringify(rights.tables),
  ]);
  // A schema without tables is not a proof either.
  if (row && row.tables > 0 && row.excess.length === 0) return;
  const { login = 'the login', excess = [] } = row ?? {};
  const some = excess.slice(0, 3).join(', ') + (excess.length > 3 ? ' …' : '');
  throw new DatabaseSetupError(
    `${login} may change or delete rows of the book${some && ` (${some})`}: ` +
      `set DATABASE_GATEWAY_URL to a login that only has role ${GATEWAY_ROLE}`,
  );
}

const EXCESS = `/* gatewayExcess */
  SELECT current_user AS login,
         (SELECT count(*)::int FROM pg_class
           WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')) AS tables,
         ARRAY(
           SELECT privilege || ' on ' || c.relname
             FROM pg_class c
             LEFT JOIN json_each($1::json) known ON known.key = c.relname
            CROSS JOIN LATERAL (
              SELECT unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'INSERT']) AS privilege
              UNION ALL SELECT 'UPDATE') p
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
              AND CASE privilege
                    WHEN 'INSERT' THEN known.key IS NOT NULL AND (known.value ->> 'insert') IS NULL
                                       AND has_any_column_privilege(c.oid, 'INSERT')
                    WHEN 'DELETE' THEN (known.value ->> 'delete') IS NULL AND has_table_privilege(c.oid, 'DELETE')
                    WHEN 'UPDATE' THEN known.key IS NOT NULL AND EXISTS (
                      SELECT FROM pg_attribute a
                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         AND has_column_privilege(c.oid, a.attnum, 'UPDATE')
                         AND NOT coalesce((known.value -> 'update')::jsonb ? a.attname::text, false))
                    ELSE has_table_privilege(c.oid, privilege)
                  END
            ORDER BY privilege, c.relname) AS excess`;

/**
 * Refuses a login that may not do what a gateway does. A dump that was restored on a server without the role leaves a
 * book like that.
 * @throws RightsMissingError if the owner can mend it by migrating; DatabaseSetupError if the login is not a member of
 * the role, or does not inherit from it
 */
export async function refuseTooFewRights(
  source: DataSource,
  book: string,
  rights: BookRights,
): Promise<void> {
  const [row] = await source.query<
    { login: string; member: boolean | null; inherits: boolean | null; missing: string[] }[]
  >(MISSING, [JSON.stringify(rights.tables), book, GATEWAY_ROLE]);
  if (!row || row.missing.length === 0) return;
  const { login, member, inherits, missing } = row;
  const some = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ' …' : '');
  if (member === false)
    throw new DatabaseSetupError(
      `${login} is not a member of role ${GATEWAY_ROLE}: GRANT ${GATEWAY_ROLE} TO ${login}, as its owner or a superuser`,
    );
  if (inherits === false)
    throw new DatabaseSetupError(
      `${login} does not inherit the rights of role ${GATEWAY_ROLE}: ` +
        `ALTER ROLE ${login} INHERIT and GRANT ${GATEWAY_ROLE} TO ${login} again, as a superuser`,
    );
  throw new RightsMissingError(
    `${login} lacks rights to book ${book} (${some}): run \`onebook migrate\` as its owner`,
  );
}

/** One row; no missing rights if the schema is missing, which is a matter of migrations. */
const MISSING = `/* gatewayMissing */
  SELECT current_user AS login, pg_has_role(to_regrole($3), 'MEMBER') AS member,
         pg_has_role(to_regrole($3), 'USAGE') AS inherits,
         ARRAY(
           SELECT 'USAGE on schema ' || nspname FROM pg_namespace
            WHERE nspname = $2 AND NOT has_schema_privilege(oid, 'USAGE')
           UNION ALL
           (SELECT p.privilege || ' on ' || c.relname
             FROM pg_namespace n
             JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
             JOIN json_each($1::json) known ON known.key = c.relname
            CROSS JOIN LATERAL (
              SELECT 'SELECT' AS privilege, NULL AS attname
              UNION ALL SELECT 'INSERT', NULL WHERE (known.value ->> 'insert') IS NOT NULL
              UNION ALL SELECT 'DELETE', NULL WHERE (known.value ->> 'delete') IS NOT NULL
              UNION ALL SELECT 'UPDATE', json_array_elements_text(known.value -> 'update')) p
            WHERE n.nspname = $2
              AND NOT CASE WHEN p.attname IS NULL THEN has_table_privilege(c.oid, p.privilege)
                           ELSE has_column_privilege(c.oid, p.attname, p.privilege) END
            ORDER BY c.relname, p.privilege, p.attname)) AS missing`;
