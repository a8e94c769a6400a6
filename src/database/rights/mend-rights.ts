import type { Client } from 'pg';
import { GATEWAY_ROLE } from '../data-source.js';
import { DatabaseSetupError, sqlState } from '../errors.js';
import { adviceToOwner } from '../prepare-schema.js';
import { type BookRights, describeAll, keyOf, type Right } from './book-rights.js';
import { type GivenRight, readRights, type RightsOfBook } from './read-rights.js';

export interface MendOptions {
  readonly book: string;
  readonly rights: BookRights;
  /**
   * Whether to take away what the role has beyond its rights. Not in a book of a newer version, whose rights this
   * program does not know.
   */
  readonly revoke: boolean;
}

/**
 * Puts the rights of the gateway's role in force, in one transaction, and sends nothing if they are. Takes what PUBLIC
 * may do in the book away, because the role has that too.
 * @returns the statements that were needed
 * @throws DatabaseSetupError if the owner of an object is another role, whose objects this one may not open
 */
export async function mendRights(owner: Client, options: MendOptions): Promise<string[]> {
  const before = await readRights(owner, options.book, options.rights);
  const statements = [
    ...(options.revoke ? revocations(before) : []),
    ...grants(before, options.revoke),
  ];
  if (statements.length === 0) return [];
  try {
    await inOneTransaction(owner, statements);
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    throw await notTheOwner(owner, before, error);
  }
  // To a role that has any right to an object, but not the one to grant, PostgreSQL says only a warning.
  const after = await readRights(owner, options.book, options.rights);
  if (missingRights(after).length > 0) throw await notTheOwner(owner, after);
  return statements;
}

/** What the role needs and has no grant for. */
export function missingRights({ wanted, given }: RightsOfBook): Right[] {
  const has = new Set(given.filter(({ to }) => to === GATEWAY_ROLE).map(keyOf));
  return wanted.filter((right) => !has.has(keyOf(right)));
}

/** What the role, or everyone, may do beyond what the role needs. */
function excessRights({ wanted, given }: RightsOfBook): GivenRight[] {
  const needs = new Set(wanted.map(keyOf));
  return given.filter((right) => right.to === 'PUBLIC' || !needs.has(keyOf(right)));
}

function revocations(rights: RightsOfBook): string[] {
  const handOn = rights.given.filter(({ to, grantable }) => to === GATEWAY_ROLE && grantable);
  return [
    ...byObject(excessRights(rights)).map(
      ([{ object, to }, all]) =>
        `REVOKE ${listed(all)} ON ${object.kind} ${object.sql} FROM ${to} CASCADE`,
    ),
    ...byObject(handOn).map(
      ([{ object }, all]) =>
        `REVOKE GRANT OPTION FOR ${listed(all)} ON ${object.kind} ${object.sql} FROM ${GATEWAY_ROLE} CASCADE`,
    ),
  ];
}

/** To revoke UPDATE of a table revokes it of each column too. So an object that loses rights gets all it needs again. */
function grants(rights: RightsOfBook, revoke: boolean): string[] {
  const reduced = revoke ? excessRights(rights).filter(({ to }) => to === GATEWAY_ROLE) : [];
  const losing = new Set(reduced.map(({ object }) => object.sql));
  const missing = missingRights(rights);
  const needed = rights.wanted.filter(
    (right) => missing.includes(right) || losing.has(right.object.sql),
  );
  return byObject(needed.map((right) => ({ ...right, to: GATEWAY_ROLE }))).map(
    ([{ object }, all]) =>
      `GRANT ${listed(all)} ON ${object.kind} ${object.sql} TO ${GATEWAY_ROLE}`,
  );
}

/** The rights of each object and holder, with the first of them. */
function byObject<T extends Right & { readonly to: string }>(rights: readonly T[]): [T, T[]][] {
  const groups = new Map<string, [T, T[]]>();
  for (const right of rights) {
    const key = `${right.object.kind} ${right.object.sql} ${right.to}`;
    const group = groups.get(key);
    if (group) group[1].push(right);
    else groups.set(key, [right, [right]]);
  }
  return [...groups.values()];
}

/** `SELECT, UPDATE ("status")` */
function listed(rights: readonly Right[]): string {
  return rights
    .map(({ privilege, column }) =>
      column === undefined ? privilege : `${privilege} ("${column.replaceAll('"', '""')}")`,
    )
    .join(', ');
}

async function inOneTransaction(owner: Client, statements: readonly string[]): Promise<void> {
  await owner.query('BEGIN');
  try {
    for (const statement of statements) await owner.query(statement);
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

async function notTheOwner(
  owner: Client,
  rights: RightsOfBook,
  cause?: unknown,
): Promise<DatabaseSetupError> {
  const { rows } = await owner.query<{ role: string }>('SELECT current_user AS role');
  const role = rows[0]?.role ?? '?';
  const wrong = [...missingRights(rights), ...excessRights(rights)].filter(
    ({ object }) => object.owner !== role,
  );
  const owners = [...new Set(wrong.map(({ object }) => object.owner))].join(' and ');
  return new DatabaseSetupError(
    `${GATEWAY_ROLE} needs other rights (${describeAll(wrong)}), which DATABASE_URL's role ${role} may not change, ` +
      `because the owner is ${owners || 'another role'}: ${adviceToOwner(owners || 'the owner', role)}`,
    { cause },
  );
}
