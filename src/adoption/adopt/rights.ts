import type { Sql } from '../../reader/index.js';
import { AdoptError } from './adopt-error.js';
import type { AdoptedSchema } from './adopted-schema.js';
import type { LegacyTable } from './legacy-table.js';
import { rowsOf, rowsViewSql } from './sql/rows.js';

/**
 * Makes the schema of the views through which the triggers write the tables behind.
 * @throws AdoptError if a schema of that name is there
 */
export async function makeRows(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
): Promise<void> {
  const { rows, rowsName } = schema;
  const there = await sql.query<object[]>('SELECT FROM pg_namespace WHERE nspname = $1', [
    rowsName,
  ]);
  if (there.length > 0)
    throw new AdoptError(
      `schema ${rowsName} is there, and an adoption makes it: drop or rename it`,
    );
  await sql.query(`CREATE SCHEMA ${rows}`);
  for (const table of tables)
    for (const statement of rowsViewSql(schema, table)) await sql.query(statement);
}

/**
 * Gives everything of an adoption to the owner of the book, with whose rights its functions run, and closes it. Default privileges of the
 * database may have opened it. Last of all, so that nothing is made after it.
 */
export async function closeSchemas(
  sql: Sql,
  schema: AdoptedSchema,
  tables: readonly LegacyTable[],
): Promise<void> {
  const { s, rows, name, rowsName } = schema;
  await ownedByBook(sql, schema);
  const opened = await sql.query<{ sql: string }[]>(OPENED, [[name, rowsName]]);
  for (const one of opened) await sql.query(one.sql);
  await sql.query(`GRANT USAGE ON SCHEMA ${rows} TO PUBLIC`);
  for (const table of tables)
    await sql.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${rowsOf(schema, table)} TO PUBLIC`);
  const called = tables.flatMap(({ number, key, balances }) => [
    `is_free_${number}`,
    `allowed_mode_${number}`,
    ...key.map((_, at) => `passed_${number}_${at + 1}`),
    ...balances.map((balance) => `balance_${balance.number}`),
  ]);
  // What the views call. Without a right to the schema, nothing else can call it.
  for (const one of ['lock_mode', ...called])
    await sql.query(`GRANT EXECUTE ON FUNCTION ${s}.${one} TO PUBLIC`);
}

/** Everything that another role than the owner may do in schemas. */
const OPENED = `
  WITH granted AS (
    SELECT 'SCHEMA ' || quote_ident(n.nspname) AS what, n.nspacl AS acl, n.nspowner AS owner FROM pg_namespace n WHERE n.nspname = ANY ($1)
     UNION ALL
    SELECT 'TABLE ' || c.oid::regclass, c.relacl, c.relowner FROM pg_class c
     WHERE c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY ($1)) AND c.relkind IN ('r', 'v')
     UNION ALL
    SELECT 'FUNCTION ' || p.oid::regprocedure, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner FROM pg_proc p
     WHERE p.pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY ($1)))
  SELECT DISTINCT format('REVOKE ALL ON %s FROM %s CASCADE', g.what, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END) AS sql
    FROM granted g CROSS JOIN LATERAL aclexplode(g.acl) x WHERE x.grantee <> g.owner`;

/** The owner of the book needs some rights on the tables behind the views, too. */
async function ownedByBook(sql: Sql, { name, rowsName, b }: AdoptedSchema): Promise<void> {
  const [row] = await sql.query<{ owner: string; isSelf: boolean }[]>(
    `SELECT c.relowner::regrole::text AS owner, c.relowner = current_user::regrole AS "isSelf" FROM pg_class c WHERE c.oid = '${b}.wallet'::regclass`,
  );
  if (!row || row.isSelf) return;
  const objects = await sql.query<{ sql: string }[]>(
    `WITH of_adoption AS (SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY ($1))
     SELECT format('ALTER SCHEMA %I OWNER TO %s', n.nspname, $2::text) AS sql FROM of_adoption n
     UNION ALL
     SELECT format('ALTER ROUTINE %s OWNER TO %s', p.oid::regprocedure, $2::text) FROM pg_proc p JOIN of_adoption n ON n.oid = p.pronamespace
     UNION ALL
     SELECT format('ALTER TABLE %I.%I OWNER TO %s', n.nspname, c.relname, $2::text) FROM pg_class c JOIN of_adoption n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v')`,
    [[name, rowsName], row.owner],
  );
  for (const one of objects) await sql.query(one.sql);
}

/**
 * Moves the rights of all roles but the owner from a relation to the one that takes its place, those on single columns too. What the other one
 * has got by itself, such as by default privileges, goes.
 */
export async function moveRights(sql: Sql, from: string, to: string): Promise<void> {
  for (const { sql: statement } of await sql.query<{ sql: string }[]>(REVOKED, [to]))
    await sql.query(statement);
  for (const { sql: statement } of await sql.query<{ sql: string }[]>(GRANTED, [from, to]))
    await sql.query(statement);
  for (const { sql: statement } of await sql.query<{ sql: string }[]>(REVOKED, [from]))
    await sql.query(statement);
}

/** MAINTAIN on a table stays where it is: a view has nothing to maintain. */
const RIGHTS = `
  SELECT x.grantee, x.privilege_type, x.is_grantable, NULL::name AS column
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x
   WHERE c.oid = $1::regclass AND x.grantee <> c.relowner AND (x.privilege_type <> 'MAINTAIN' OR c.relkind = 'v')
   UNION
  SELECT x.grantee, x.privilege_type, x.is_grantable, a.attname
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN LATERAL aclexplode(a.attacl) x
   WHERE c.oid = $1::regclass AND x.grantee <> c.relowner AND NOT a.attisdropped`;
const GRANTEE = `CASE WHEN r.grantee = 0 THEN 'PUBLIC' ELSE r.grantee::regrole::text END`;
const RIGHT = `r.privilege_type || coalesce('(' || quote_ident(r.column) || ')', '')`;

const REVOKED = `SELECT format('REVOKE %s ON %s FROM %s CASCADE', ${RIGHT}, $1::text, ${GRANTEE}) AS sql FROM (${RIGHTS}) r`;
const GRANTED = `SELECT format('GRANT %s ON %s TO %s%s', ${RIGHT}, $2::text, ${GRANTEE}, CASE WHEN r.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS sql
  FROM (${RIGHTS}) r ORDER BY r.grantee, r.is_grantable, 1`;

/** Gives a view what its table has: the owner, and the rights of others. */
export async function openView(
  sql: Sql,
  { sql: view, baseSql, owner }: LegacyTable,
): Promise<void> {
  await sql.query(`ALTER VIEW ${view} OWNER TO ${owner}`);
  await moveRights(sql, baseSql, view);
}
