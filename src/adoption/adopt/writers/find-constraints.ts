import { quoted, type Sql } from '../../../reader/index.js';
import { tableSql } from './definitions.js';
import type { AdoptedColumns, Writer } from './writer.js';

/** What the mapped tables themselves declare: generated columns, and foreign keys that change or delete their rows. */
export async function findConstraints(
  sql: Sql,
  tables: readonly AdoptedColumns[],
): Promise<Writer[]> {
  const found: Writer[] = [];
  for (const table of tables)
    found.push(...(await generatedColumns(sql, table)), ...(await foreignKeys(sql, table)));
  return found;
}

async function generatedColumns(sql: Sql, table: AdoptedColumns): Promise<Writer[]> {
  const rows = await sql.query<
    { name: string; type: string; isStored: boolean; expression: string }[]
  >(
    `SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attgenerated = 's' AS "isStored",
            pg_get_expr(d.adbin, d.adrelid) AS expression
       FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = $1 AND a.attgenerated <> '' AND a.attname = ANY ($2) ORDER BY 1`,
    [table.oid, table.columns],
  );
  return rows.map(({ name, type, isStored, expression }) => {
    const on = `${table.schema}.${table.table}`;
    const alter = `ALTER TABLE ${tableSql(table)}`;
    const what = isStored ? 'STORED' : 'VIRTUAL';
    return {
      ...{ kind: 'GENERATED_COLUMN', name, qualified: `${on}.${name}`, on },
      reason: isStored
        ? `PostgreSQL computes ${on}.${name} from other columns; an undo makes it the last column of the table`
        : `PostgreSQL computes ${on}.${name} from other columns whenever it is read: map the columns that it is computed from`,
      isCertain: true,
      isEnabled: true,
      columns: [`${on}.${name}`],
      evidence: `${name} ${type} GENERATED ALWAYS AS (${expression}) ${what}`,
      dropSql: isStored ? `${alter} ALTER COLUMN ${quoted(name)} DROP EXPRESSION` : undefined,
      restoreSql: isStored
        ? `${alter} DROP COLUMN ${quoted(name)};\n${alter} ADD COLUMN ${quoted(name)} ${type} GENERATED ALWAYS AS (${expression}) STORED`
        : undefined,
      mayKeep: false,
      rebindSql: undefined,
    };
  });
}

interface KeyRow {
  readonly name: string;
  readonly definition: string;
  readonly referenced: string;
  /** As pg_constraint has them: c cascades, n sets NULL, d sets the default. */
  readonly onUpdate: string;
  readonly onDelete: string;
  /** Of the mapped columns: those in the key, and those that ON DELETE sets. */
  readonly inKey: readonly string[];
  readonly setOnDelete: readonly string[];
}

async function foreignKeys(sql: Sql, table: AdoptedColumns): Promise<Writer[]> {
  const rows = await sql.query<KeyRow[]>(
    `SELECT k.conname::text AS name, pg_get_constraintdef(k.oid) AS definition, k.confrelid::regclass::text AS referenced,
            k.confupdtype::text AS "onUpdate", k.confdeltype::text AS "onDelete",
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = $1 AND a.attnum = ANY (k.conkey)
                     AND a.attname = ANY ($2)) AS "inKey",
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = $1
                     AND a.attnum = ANY (coalesce(k.confdelsetcols, k.conkey)) AND a.attname = ANY ($2)) AS "setOnDelete"
       FROM pg_constraint k WHERE k.conrelid = $1 AND k.contype = 'f' AND k.conparentid = 0 ORDER BY 1`,
    [table.oid, table.columns],
  );
  return rows.flatMap((row) => {
    const on = `${table.schema}.${table.table}`;
    const isSetting = 'nd'.includes(row.onDelete);
    const changed = [
      ...('cnd'.includes(row.onUpdate) ? row.inKey : []),
      ...(isSetting ? row.setOnDelete : []),
    ];
    const deletes = row.onDelete === 'c';
    if (changed.length === 0 && !deletes) return [];
    const columns = (changed.length > 0 ? [...new Set(changed)] : table.columns).map(
      (name) => `${on}.${name}`,
    );
    const alter = `ALTER TABLE ${tableSql(table)}`;
    return [
      {
        ...({ kind: 'FOREIGN_KEY', name: row.name, qualified: `${on}.${row.name}`, on } as const),
        reason:
          changed.length > 0
            ? `a change of ${row.referenced} changes ${columns.join(' and ')}`
            : `a DELETE from ${row.referenced} deletes rows of ${on} beneath the view; their wallets keep what the book has`,
        isCertain: true,
        isEnabled: true,
        columns,
        evidence: row.definition,
        dropSql: `${alter} DROP CONSTRAINT ${quoted(row.name)}`,
        restoreSql: `${alter} ADD CONSTRAINT ${quoted(row.name)} ${row.definition}`,
        mayKeep: changed.length === 0,
        rebindSql: undefined,
      },
    ];
  });
}
