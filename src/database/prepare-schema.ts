import type { ClientBase } from 'pg';
import { GATEWAY_ROLE } from './data-source.js';
import { DatabaseSetupError, sqlState } from './errors.js';

/**
 * Makes the book's schema as its owner. Looks first: if it is there, no DDL is sent.
 * @throws DatabaseSetupError if the owner lacks a right
 */
export async function makeSchema(owner: ClientBase, book: string): Promise<void> {
  if (await holds(owner, `EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)`, [book])) return;
  const { role, database } = await whoAndWhere(owner);
  await orMissingRight(
    owner.query(`CREATE SCHEMA IF NOT EXISTS ${owner.escapeIdentifier(book)}`),
    `DATABASE_URL's role ${role} may make no schema in this database: GRANT CREATE ON DATABASE ${database} TO ${role}`,
  );
}

/**
 * Makes the gateway's role and lets the owner take it. Looks first. The role belongs to the whole server, so another book,
 * or a race with one, may have made it, and a dump of one database does not have it.
 * @throws DatabaseSetupError if the owner lacks a right
 */
export async function makeGatewayRole(owner: ClientBase): Promise<void> {
  const { role } = await whoAndWhere(owner);
  const message =
    `DATABASE_URL's role ${role} may not make the role ${GATEWAY_ROLE} and take it: give ${role} CREATEROLE, ` +
    `or let a superuser CREATE ROLE ${GATEWAY_ROLE} NOLOGIN and GRANT ${GATEWAY_ROLE} TO ${role}`;
  if (!(await holds(owner, `EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`, [GATEWAY_ROLE])))
    await orMissingRight(
      unlessJustDone(owner.query(`CREATE ROLE ${GATEWAY_ROLE} NOLOGIN`), ['42710', '23505']),
      message,
    );
  if (!(await holds(owner, MAY_TAKE_ROLE, [GATEWAY_ROLE])))
    await orMissingRight(
      unlessJustDone(owner.query(`GRANT ${GATEWAY_ROLE} TO CURRENT_USER`), ['23505']),
      message,
    );
}

/** Since PostgreSQL 16 the maker of a role is a member that may hand it on and not SET ROLE to it. */
const MAY_TAKE_ROLE = `pg_has_role(current_user, $1,
  CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)`;

/**
 * Refuses a login that may not even read which migrations the book has. A dump that another role has restored leaves a
 * book like that.
 * @throws DatabaseSetupError that names the book's owner
 */
export async function refuseForeignBook(owner: ClientBase, book: string): Promise<void> {
  const { rows } = await owner.query<{ holder: string }>(
    `SELECT pg_get_userbyid(nspowner) AS holder
       FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'migration'
      WHERE nspname = $1 AND NOT (has_schema_privilege(n.oid, 'USAGE')
                                  AND coalesce(has_table_privilege(c.oid, 'SELECT'), true))`,
    [book],
  );
  const [foreign] = rows;
  if (!foreign) return;
  const { role } = await whoAndWhere(owner);
  throw new DatabaseSetupError(
    `DATABASE_URL's role ${role} may not read book ${book}, whose owner is ${foreign.holder}: ` +
      adviceToOwner(foreign.holder, role),
  );
}

/** What to do if the objects of a book belong to another role than the one that migrates. */
export function adviceToOwner(owners: string, role: string): string {
  return (
    `set DATABASE_URL to the login of ${owners} or of a superuser, ` +
    `or make ${role} the owner of the schema and of all that is in it`
  );
}

async function holds(owner: ClientBase, condition: string, values: unknown[]): Promise<boolean> {
  const { rows } = await owner.query<{ holds: boolean }>(`SELECT ${condition} AS holds`, values);
  return rows[0]?.holds === true;
}

async function whoAndWhere(owner: ClientBase): Promise<{ role: string; database: string }> {
  const { rows } = await owner.query<{ role: string; database: string }>(
    'SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database',
  );
  return rows[0] ?? { role: '?', database: '?' };
}

/** @throws DatabaseSetupError with this message if PostgreSQL says 42501, insufficient privilege */
async function orMissingRight(work: Promise<unknown>, message: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    throw new DatabaseSetupError(message, { cause: error });
  }
}

/** Another book's first start may have done the same in this moment, which these SQLSTATEs say. */
async function unlessJustDone(work: Promise<unknown>, states: readonly string[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!states.includes(sqlState(error) ?? '')) throw error;
  }
}
