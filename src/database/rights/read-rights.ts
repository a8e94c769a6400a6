import type { Client } from 'pg';
import { GATEWAY_ROLE } from '../data-source.js';
import { type BookObject, type BookRights, type Right, tableRights } from './book-rights.js';

/** A right that the book's objects give, and to whom. */
export interface GivenRight extends Right {
  readonly to: typeof GATEWAY_ROLE | 'PUBLIC';
  /** Whether the holder may hand it on. */
  readonly grantable: boolean;
}

/** How a book is, and how it should be. */
export interface RightsOfBook {
  readonly wanted: readonly Right[];
  /** To the gateway's role and to PUBLIC alone. What other roles may do is the operator's business. */
  readonly given: readonly GivenRight[];
}

interface ObjectRow {
  readonly kind: BookObject['kind'];
  readonly name: string;
  readonly sql: string;
  readonly owner: string;
  /** The table that a sequence belongs to, as one of a serial column does. */
  readonly behind: string | null;
  /** Whether the role may execute it, by any grant; of a function only. */
  readonly executable: boolean | null;
  readonly grants: readonly {
    readonly to: GivenRight['to'];
    readonly privilege: string;
    readonly column: string | null;
    readonly grantable: boolean;
  }[];
}

/**
 * Compares what the book's objects give the gateway's role with what they should. Looks only: a start at which nothing
 * is missing sends no DDL.
 * @param owner a connection that may read the catalog; the schema and the role exist
 */
export async function readRights(
  owner: Pick<Client, 'query'>,
  book: string,
  rights: BookRights,
): Promise<RightsOfBook> {
  const { rows } = await owner.query<ObjectRow>(OBJECTS, [book, GATEWAY_ROLE]);
  const wanted: Right[] = [];
  const given: GivenRight[] = [];
  for (const row of rows) {
    const object = { kind: row.kind, name: row.name, sql: row.sql, owner: row.owner };
    const known = wantedOf(row, object, rights);
    // A table that this program does not know may be the operator's own, or that of a newer version.
    if (known === undefined) continue;
    wanted.push(...known);
    for (const { to, privilege, column, grantable } of row.grants)
      given.push({ object, privilege, to, grantable, ...(column !== null && { column }) });
  }
  return { wanted, given };
}

function wantedOf(
  { kind, name, behind, executable }: ObjectRow,
  object: BookObject,
  { tables }: BookRights,
): Right[] | undefined {
  if (kind === 'SCHEMA') return [{ object, privilege: 'USAGE' }];
  if (kind === 'ROUTINE') return executable ? [] : [{ object, privilege: 'EXECUTE' }];
  if (kind === 'TABLE') return tables[name] && tableRights(object, tables[name]);
  // A sequence that stands alone gives the gateway numbers, as one behind a table that it may insert into.
  if (behind !== null && !tables[behind]?.insert) return undefined;
  return ['USAGE', 'SELECT'].map((privilege) => ({ object, privilege }));
}

/**
 * One row for each object of the book ($1), with what it gives to the role ($2) and to PUBLIC. Functions are looked at by
 * effect: by default everyone may execute them, and then there is no grant to see. A trigger's function needs no right.
 */
const OBJECTS = `/* bookRights */
  WITH book AS (SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname = $1),
  object AS (
    SELECT 'SCHEMA' AS kind, nspname::text AS name, quote_ident(nspname) AS sql, nspowner AS owner,
           NULL AS behind, NULL::boolean AS executable, nspacl AS acl, NULL::oid AS relation
      FROM book
    UNION ALL
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.relname, format('%I.%I', nspname, c.relname),
           c.relowner, (SELECT t.relname FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
                         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S'
                           AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
           NULL, c.relacl, c.oid
      FROM book JOIN pg_class c ON c.relnamespace = book.oid AND c.relkind IN ('r', 'p', 'S')
    UNION ALL
    SELECT 'ROUTINE', p.proname, format('%I.%I(%s)', nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
           p.proowner, NULL, has_function_privilege($2, p.oid, 'EXECUTE'), NULL, NULL
      FROM book JOIN pg_proc p ON p.pronamespace = book.oid AND p.prorettype <> 'trigger'::regtype),
  grants AS (
    SELECT o.kind, o.sql, a.grantee, a.privilege_type, a.is_grantable, NULL AS attname
      FROM object o CROSS JOIN LATERAL aclexplode(o.acl) a
    UNION ALL
    SELECT o.kind, o.sql, a.grantee, a.privilege_type, a.is_grantable, c.attname
      FROM object o JOIN pg_attribute c ON c.attrelid = o.relation AND c.attnum > 0 AND NOT c.attisdropped
     CROSS JOIN LATERAL aclexplode(c.attacl) a)
  SELECT o.kind, o.name, o.sql, pg_get_userbyid(o.owner) AS owner, o.behind, o.executable,
         (SELECT coalesce(json_agg(json_build_object(
                   'to', CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE $2 END, 'privilege', g.privilege_type,
                   'column', g.attname, 'grantable', g.is_grantable)), '[]')
            FROM grants g
           WHERE g.kind = o.kind AND g.sql = o.sql AND (g.grantee = 0 OR g.grantee = to_regrole($2)::oid)) AS grants
    FROM object o
   ORDER BY o.kind, o.name, o.sql`;
