import type { Sql } from '../../../reader/index.js';

export interface FunctionRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** With schema and types of arguments, quoted. */
  readonly signature: string;
  readonly language: string;
  readonly source: string;
  /** BEGIN ATOMIC: bound to tables, not to their names. */
  readonly isBound: boolean;
  readonly isProcedure: boolean;
  readonly argumentCount: number;
  readonly defaultCount: number;
  readonly isVariadic: boolean;
  /** "trigger" and "event_trigger" among others. */
  readonly returns: string;
  readonly owner: string;
  readonly searchPath: string | null;
  /** Of an extension, or of PostgreSQL itself: only seen when a trigger runs it. */
  readonly isForeign: boolean;
}

export interface TriggerRow {
  readonly oid: number;
  readonly name: string;
  readonly relation: number;
  readonly schema: string;
  readonly table: string;
  readonly functionOid: number;
  readonly type: number;
  readonly enabled: string;
  /** Separated by zero bytes. */
  readonly args: Buffer;
}

export interface RuleRow {
  readonly oid: number;
  readonly name: string;
  readonly relation: number;
  readonly schema: string;
  readonly table: string;
  readonly enabled: string;
  readonly definition: string;
}

export interface EventTriggerRow {
  readonly oid: number;
  readonly name: string;
  readonly functionOid: number;
  readonly enabled: string;
}

/** Schemas of PostgreSQL and of ours. $1 is that of the book. */
const OTHERS = (schema: string): string =>
  `${schema} NOT IN ('pg_catalog', 'information_schema', $1) AND ${schema} NOT LIKE 'pg\\_t%' AND ${schema} NOT LIKE 'onebook\\_%'`;

/**
 * Everything that the database runs by a name, a trigger or a rule. Names in definitions are qualified if the search path has
 * no schema but pg_catalog.
 * @param book the book's own schema, which is left out
 */
export async function readCatalog(sql: Sql, book: string) {
  const triggers = await sql.query<TriggerRow[]>(
    `SELECT t.oid::int8::float8 AS oid, t.tgname::text AS name, c.oid::int8::float8 AS relation, n.nspname::text AS schema,
            c.relname::text AS table, t.tgfoid::int8::float8 AS "functionOid", t.tgtype::int4 AS type,
            t.tgenabled::text AS enabled, t.tgargs AS args
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace pn ON pn.oid = p.pronamespace
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${OTHERS('n.nspname')} AND pn.nspname NOT LIKE 'onebook\\_%'
      ORDER BY 4, 5, 2`,
    [book],
  );
  const functions = await sql.query<FunctionRow[]>(
    `SELECT p.oid::int8::float8 AS oid, n.nspname::text AS schema, p.proname::text AS name,
            p.oid::regprocedure::text AS signature, l.lanname::text AS language,
            coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS source, p.prosqlbody IS NOT NULL AS "isBound",
            p.prokind = 'p' AS "isProcedure", p.pronargs::int4 AS "argumentCount", p.pronargdefaults::int4 AS "defaultCount",
            p.provariadic <> 0 AS "isVariadic", t.typname::text AS returns, pg_get_userbyid(p.proowner)::text AS owner,
            (SELECT substr(one, 13) FROM unnest(p.proconfig) one WHERE one LIKE 'search_path=%') AS "searchPath",
            NOT o.is_own AS "isForeign"
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
       JOIN pg_type t ON t.oid = p.prorettype
      CROSS JOIN LATERAL (SELECT ${OTHERS('n.nspname')} AND NOT EXISTS (SELECT FROM pg_depend d
             WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') AS is_own) o
      WHERE (o.is_own AND p.prokind IN ('f', 'p') AND l.lanname NOT IN ('c', 'internal')) OR p.oid = ANY ($2::oid[])
      ORDER BY 4`,
    [book, triggers.map(({ functionOid }) => functionOid)],
  );
  const rules = await sql.query<RuleRow[]>(
    `SELECT r.oid::int8::float8 AS oid, r.rulename::text AS name, c.oid::int8::float8 AS relation, n.nspname::text AS schema,
            c.relname::text AS table, r.ev_enabled::text AS enabled, pg_get_ruledef(r.oid) AS definition
       FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.ev_type <> '1' AND ${OTHERS('n.nspname')} ORDER BY 4, 5, 2`,
    [book],
  );
  const eventTriggers = await sql.query<EventTriggerRow[]>(
    `SELECT oid::int8::float8 AS oid, evtname::text AS name, evtfoid::int8::float8 AS "functionOid", evtenabled::text AS enabled
       FROM pg_event_trigger ORDER BY 2`,
  );
  return { functions, triggers, rules, eventTriggers };
}

export type Catalog = Awaited<ReturnType<typeof readCatalog>>;
