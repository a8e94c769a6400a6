import { type Node, parseSync } from 'libpg-query';
import type { Sql } from '../../../reader/index.js';
import type { AdoptedColumns } from './writer.js';

/** A relation through which mapped columns are written: a mapped table, or a simple view of one. */
export interface Target {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** By a column's name here: the mapped column, as schema.table.column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** The mapped tables, the tables that they inherit from, and the views that PostgreSQL makes writable by itself. */
export async function findTargets(sql: Sql, tables: readonly AdoptedColumns[]): Promise<Target[]> {
  const targets: Target[] = tables.map(({ oid, schema, table, columns }) => ({
    ...{ oid, schema, name: table },
    columns: new Map(columns.map((column) => [column, `${schema}.${table}.${column}`])),
  }));
  // The loop visits what it adds.
  for (const target of targets)
    for (const found of [...(await parentsOf(sql, target)), ...(await viewsOf(sql, target))])
      if (!targets.some(({ oid }) => oid === found.oid)) targets.push(found);
  return targets;
}

async function parentsOf(sql: Sql, { oid, columns }: Target): Promise<Target[]> {
  const rows = await sql.query<Omit<Target, 'columns'>[]>(
    `SELECT c.oid::int8::float8 AS oid, n.nspname::text AS schema, c.relname::text AS name
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.inhrelid = $1`,
    [oid],
  );
  return rows.map((row) => ({ ...row, columns }));
}

interface ViewRow extends Omit<Target, 'columns'> {
  readonly definition: string;
  readonly names: readonly string[];
}

async function viewsOf(sql: Sql, { oid, columns }: Target): Promise<Target[]> {
  const rows = await sql.query<ViewRow[]>(
    `SELECT c.oid::int8::float8 AS oid, n.nspname::text AS schema, c.relname::text AS name,
            pg_get_viewdef(c.oid) AS definition,
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 ORDER BY a.attnum) AS names
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'v' AND pg_relation_is_updatable(c.oid, false) & 28 <> 0
        AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                     WHERE r.ev_class = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1)`,
    [oid],
  );
  return rows.flatMap(({ definition, names, ...view }) => {
    const select = parseSync(definition).stmts?.[0]?.stmt;
    const isOfTarget = select !== undefined && isSingle(select);
    const own = isOfTarget ? simpleColumns(select) : [];
    const mapped = new Map(
      names.flatMap((name, at) => {
        const column = columns.get(own[at] ?? '');
        return column === undefined ? [] : [[name, column] as const];
      }),
    );
    // Without a mapped column it still takes rows away.
    return isOfTarget ? [{ ...view, columns: mapped }] : [];
  });
}

/** A view of a table that is only in a subquery is not written through. */
function isSingle(node: Node): boolean {
  if (!('SelectStmt' in node)) return false;
  const from = node.SelectStmt.fromClause ?? [];
  return from.length === 1 && from[0] !== undefined && 'RangeVar' in from[0];
}

/** The columns that a SELECT gives, in order; undefined for an expression. */
function simpleColumns(node: Node): (string | undefined)[] {
  if (!('SelectStmt' in node)) return [];
  return (node.SelectStmt.targetList ?? []).map((target) => {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    const field = value && 'ColumnRef' in value ? value.ColumnRef.fields?.at(-1) : undefined;
    return field && 'String' in field ? field.String.sval : undefined;
  });
}
