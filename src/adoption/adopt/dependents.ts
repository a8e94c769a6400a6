import type { Sql } from '../../reader/index.js';
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
  const views = await sql.query<Named[]>(VIEWS, [oids]);
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
        ({ name }) => `Function ${name} reads with FOR UPDATE: it waits for balances from now on.`,
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
    restore: [
      ...views,
      ...readers.map(({ name, sql: signature }) => ({
        ...{ name, sql: resetSql(signature) },
      })),
    ],
  };
}

/** It may have been dropped meanwhile. */
function resetSql(signature: string): string {
  return `DO $do$ BEGIN
    IF to_regprocedure(${literal(signature)}) IS NOT NULL THEN
      ALTER ROUTINE ${signature} RESET "${SETTINGS.locks}";
    END IF;
  END $do$`;
}

/** Views of the tables, with the statement that makes them from the same text again. What reads those views stays as it is. */
const VIEWS = `
  SELECT v.oid::regclass::text AS name,
         format('CREATE OR REPLACE VIEW %I.%I%s AS %s', n.nspname, v.relname,
                CASE WHEN v.reloptions IS NULL THEN '' ELSE ' WITH (' || array_to_string(v.reloptions, ', ') || ')' END,
                pg_get_viewdef(v.oid)) AS sql
    FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
   WHERE v.relkind = 'v' AND EXISTS (
           SELECT FROM pg_rewrite w JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
            WHERE w.ev_class = v.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[]))
   ORDER BY v.oid`;

/** Functions whose text names a mapped table and FOR UPDATE. The view cannot see it: they set it for themselves. */
const LOCKING_READERS = `
  SELECT p.oid::regprocedure::text AS name, p.oid::regprocedure::text AS sql
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'onebook\\_%'
     AND p.prosrc ~* '\\mfor\\s+(no\\s+key\\s+)?(update|share)\\M'
     -- PostgreSQL lets no procedure commit that has a setting of its own.
     AND NOT (p.prokind = 'p' AND p.prosrc ~* '\\m(commit|rollback)\\M')
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
  SELECT format('publication %s sends %s to others, who would not get its balances any more: take the table out of it', p.pubname, r.prrelid::regclass)
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
   GROUP BY 1 ORDER BY 1`;
