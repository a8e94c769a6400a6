import type { Sql } from '../../reader/index.js';
import { AdoptError } from './adopt-error.js';
import type { LegacyTable } from './legacy-table.js';
import { literal } from '../shadow/shadowed-table.js';
import { SETTINGS } from './sql/row-sql.js';

/** A statement, and what it is about. */
export interface Named {
  readonly name: string;
  readonly sql: string;
}

/** What is bound to a mapped table and not to its name, so that it would go on with the table behind the view. */
export interface Dependents {
  readonly lines: readonly string[];
  /** Each says what cannot be adopted, and what to do. */
  readonly problems: readonly string[];
  readonly rebind: readonly Named[];
  readonly restore: readonly Named[];
}

export async function findDependents(
  sql: Sql,
  tables: readonly LegacyTable[],
): Promise<Dependents> {
  const oids = tables.map(({ oid }) => oid);
  const views = await findViews(sql, oids);
  const readers = await sql.query<Named[]>(LOCKING_READERS, [tables.map(({ name }) => name)]);
  const problems = await sql.query<{ problem: string }[]>(PROBLEMS, [oids]);
  const noted = await sql.query<{ line: string }[]>(NOTES, [
    tables.flatMap(({ oid, balances }) => balances.map(() => oid)),
    tables.flatMap(({ balances }) => balances.map(({ column }) => column.name)),
  ]);
  return {
    lines: [
      ...views.map(({ name }) => `View ${name} is made again, so that it reads the book.`),
      ...readers.map(
        ({ name }) =>
          `Function ${name} reads with FOR UPDATE: it waits for balances from now on, also with NOWAIT or SKIP LOCKED, as it is in SQL. In PL/pgSQL it would not.`,
      ),
      ...noted.map(({ line }) => line),
    ],
    problems: problems.map(({ problem }) => problem),
    rebind: [
      ...views,
      ...readers.map(({ name, sql: signature }) => ({
        ...{ name, sql: `ALTER ROUTINE ${signature} SET "${SETTINGS.locks}" = '1'` },
      })),
    ],
    // What reads the view is looked up when it is undone.
    restore: [
      ...readers.map(({ name, sql: signature }) => ({
        ...{ name, sql: resetSql(signature) },
      })),
    ],
  };
}

/** Views of relations, each with the statement that makes it of the same text again. What reads those views stays as it is. */
export function findViews(sql: Sql, oids: readonly number[]): Promise<Named[]> {
  return sql.query<Named[]>(VIEWS, [oids]);
}

/**
 * Refuses what is bound to an adopted view and cannot be made again by itself, when the view is about to go.
 * @throws AdoptError that names it
 */
export async function refuseBound(sql: Sql, oid: number, view: string): Promise<void> {
  const bound = await sql.query<{ what: string }[]>(BOUND, [oid]);
  if (bound.length > 0)
    throw new AdoptError(
      `${view} cannot become a table again, as it would take away what was made over the view: ${bound.map(({ what }) => what).join('; ')}. ` +
        'Drop it first, and make it again afterwards',
    );
}

/** What depends on a view or its row type, apart from its own parts and triggers. */
const BOUND = `
  SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) AS what
    FROM pg_class v JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid
                                     OR d.refclassid = 'pg_type'::regclass
                                        AND d.refobjid IN (v.reltype, (SELECT t.typarray FROM pg_type t WHERE t.oid = v.reltype))
   WHERE v.oid = $1 AND d.deptype IN ('n', 'a')
     AND NOT (d.classid = 'pg_attrdef'::regclass AND d.refobjsubid > 0 AND d.deptype = 'a')
     AND NOT (d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT w.oid FROM pg_rewrite w WHERE w.ev_class = v.oid AND w.rulename = '_RETURN'))
     AND NOT (d.classid = 'pg_trigger'::regclass AND d.objid IN (
       SELECT t.oid FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE t.tgrelid = v.oid AND n.nspname LIKE 'onebook\_adopted\_%'))
   ORDER BY 1`;

/** It may have been dropped meanwhile. */
function resetSql(signature: string): string {
  return `DO $do$ BEGIN
    IF to_regprocedure(${literal(signature)}) IS NOT NULL THEN
      ALTER ROUTINE ${signature} RESET "${SETTINGS.locks}";
    END IF;
  END $do$`;
}

const VIEWS = `
  SELECT v.oid::regclass::text AS name,
         format('CREATE OR REPLACE VIEW %I.%I%s AS %s', n.nspname, v.relname,
                CASE WHEN v.reloptions IS NULL THEN '' ELSE ' WITH (' || array_to_string(v.reloptions, ', ') || ')' END,
                pg_get_viewdef(v.oid)) AS sql
    FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
   WHERE v.relkind = 'v' AND v.oid <> ALL ($1::oid[]) AND EXISTS (
           SELECT FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
            WHERE w.ev_class = v.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[]))
   ORDER BY v.oid`;

/** Functions in SQL whose text names a mapped table and FOR UPDATE. The view cannot see it: they have it set for themselves. */
const LOCKING_READERS = `
  SELECT p.oid::regprocedure::text AS name, p.oid::regprocedure::text AS sql
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'onebook\\_%'
     AND p.prosrc ~* '\\mfor\\s+(no\\s+key\\s+)?(update|share)\\M'
     AND p.prolang = (SELECT l.oid FROM pg_language l WHERE l.lanname = 'sql')
     AND EXISTS (SELECT FROM unnest($1::text[]) t (name) WHERE strpos(p.prosrc, t.name) > 0)
   ORDER BY p.oid`;

const PROBLEMS = `
  SELECT format('materialized view %s reads %s: it would keep old numbers, so drop it, and make it again once the table is adopted',
                v.oid::regclass, d.refobjid::regclass) AS problem
    FROM pg_class v JOIN pg_rewrite w ON w.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
   WHERE v.relkind = 'm' AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[])
   GROUP BY v.oid, d.refobjid
   UNION ALL
  SELECT format('function %s has a body in BEGIN ATOMIC, which stays with the table behind the view: make it again with its body as a text',
                p.oid::regprocedure)
    FROM pg_proc p
   WHERE p.prosqlbody IS NOT NULL AND EXISTS (
           SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
              AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[]))
   UNION ALL
  SELECT format('view %s locks what it reads (FOR UPDATE or FOR SHARE), and would no longer lock balances: make it again without, and say so in the statements that read it',
                v.oid::regclass)
    FROM pg_class v
   WHERE v.relkind = 'v' AND pg_get_viewdef(v.oid) ~ '\\n\\s*FOR (NO KEY UPDATE|UPDATE|KEY SHARE|SHARE)\\M' AND EXISTS (
           SELECT FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
            WHERE w.ev_class = v.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[]))
   UNION ALL
  SELECT format('publication %s sends %s and its subscribers would no longer get its balances: take the table out of it', p.pubname, r.prrelid::regclass)
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE r.prrelid = ANY ($1::oid[])`;

/** What says something of a mapped column and no longer sees what the book has. */
const NOTES = `
  SELECT format('%s on %s judges what the table behind has, and no longer what the book has.',
                CASE WHEN c.conname IS NOT NULL THEN 'Constraint ' || c.conname ELSE 'Index ' || i.indexrelid::regclass END,
                k.oid::oid::regclass) AS line
    FROM unnest($1::oid[], $2::text[]) AS k (oid, name)
    JOIN pg_attribute a ON a.attrelid = k.oid AND a.attname = k.name
    LEFT JOIN LATERAL (SELECT c.conname FROM pg_constraint c
                        WHERE c.conrelid = k.oid AND a.attnum = ANY (c.conkey) AND c.contype IN ('c', 'u', 'x')) c ON true
    LEFT JOIN LATERAL (SELECT x.indexrelid FROM pg_index x WHERE x.indrelid = k.oid AND a.attnum = ANY (x.indkey)) i ON true
   WHERE c.conname IS NOT NULL OR i.indexrelid IS NOT NULL
   GROUP BY 1
   UNION
  SELECT format('Trigger %s on %s %s: a change of the balance no longer does that, as the table behind keeps its number.', t.tgname, k.oid::oid::regclass,
                CASE WHEN a.attnum = ANY (t.tgattr::int2[]) THEN 'fires for UPDATE OF ' ELSE 'has a condition on ' END || k.name)
    FROM unnest($1::oid[], $2::text[]) AS k (oid, name)
    JOIN pg_attribute a ON a.attrelid = k.oid AND a.attname = k.name
    JOIN pg_trigger t ON t.tgrelid = k.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname NOT LIKE 'onebook\\_shadow\\_%'
   WHERE a.attnum = ANY (t.tgattr::int2[])
      OR t.tgqual IS NOT NULL AND pg_get_triggerdef(t.oid) ~ ('(?i)\\m(old|new)(\\.\\*|\\.' || regexp_replace(quote_ident(k.name), '([^[:alnum:]_])', '\\\\\\1', 'g') || '(?![[:alnum:]_$]))')
   ORDER BY 1`;
