import type { Client } from 'pg';
import { GATEWAY_ROLE } from './data-source.js';
import { DatabaseSetupError, sqlState } from './errors.js';

/**
 * Makes the book's schema and the gateway's role, and opens the schema to that role alone, as the owner. Looks first:
 * what is there already costs no DDL.
 * @throws DatabaseSetupError if the owner lacks a right
 */
export async function prepareSchema(owner: Client, book: string): Promise<void> {
  await makeSchema(owner, book);
  await makeGatewayRole(owner);
  await openToGatewayAlone(owner, book);
}

async function makeSchema(owner: Client, book: string): Promise<void> {
  if (await holds(owner, `EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)`, [book])) return;
  const { role, database } = await whoAndWhere(owner);
  await orMissingRight(
    owner.query(`CREATE SCHEMA IF NOT EXISTS ${owner.escapeIdentifier(book)}`),
    `DATABASE_URL's role ${role} may make no schema in this database: GRANT CREATE ON DATABASE ${database} TO ${role}`,
  );
}

/** The role belongs to the whole server, so another book, or a race with one, may have made it. */
async function makeGatewayRole(owner: Client): Promise<void> {
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

async function openToGatewayAlone(owner: Client, book: string): Promise<void> {
  const schema = owner.escapeIdentifier(book);
  if (await holds(owner, grantedTo('grantee = 0'), [book]))
    await owner.query(`REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`);
  const toGateway = grantedTo(`grantee = $2::regrole AND privilege_type = 'USAGE'`);
  if (!(await holds(owner, toGateway, [book, GATEWAY_ROLE])))
    await owner.query(`GRANT USAGE ON SCHEMA ${schema} TO ${GATEWAY_ROLE}`);
}

/** Whether the schema $1 has a grant like this. */
function grantedTo(condition: string): string {
  return `EXISTS (SELECT FROM pg_namespace, aclexplode(nspacl) WHERE nspname = $1 AND ${condition})`;
}

async function holds(owner: Client, condition: string, values: unknown[]): Promise<boolean> {
  const { rows } = await owner.query<{ holds: boolean }>(`SELECT ${condition} AS holds`, values);
  return rows[0]?.holds === true;
}

async function whoAndWhere(owner: Client): Promise<{ role: string; database: string }> {
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
