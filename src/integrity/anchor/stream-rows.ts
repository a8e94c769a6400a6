import type { EntityManager } from 'typeorm';
import type { AnchorHeader } from './format.js';
import { type AnchoredTable, ERASABLE_COLUMNS } from './tables.js';

/** Rows that are in memory at once. */
const ROWS_AT_ONCE = 5_000;

export interface EntryRow {
  readonly account_id: string;
  readonly seq: string;
  readonly balance: string;
  /** The entry as text, and before the first of a chain its account. */
  readonly text: string;
}

export interface TableRow {
  /** Such as 2026-11-26T05, in UTC; '' if the table has no times. */
  readonly hour: string;
  /** The primary key, as JSON. */
  readonly key: string;
  readonly text: string;
}

type Columns = AnchorHeader['columns'];

/** Settings that decide how a value becomes text, whatever those of the login are. */
export async function fixTextSettings(manager: EntityManager): Promise<void> {
  await manager.query(
    `/* anchorText */ SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
       set_config('bytea_output', 'hex', true), set_config('enable_nestloop', 'on', true)`,
  );
}

/** Every entry, chain after chain, some thousands at a time. */
export function entries(manager: EntityManager, columns: Columns): AsyncGenerator<EntryRow[]> {
  return rowsOf<EntryRow>(
    manager,
    `SELECT e.account_id, e.seq, e.balance::text AS balance,
            CASE WHEN e.seq = 1 THEN coalesce(${text('a', columns['account'])}, '') ELSE '' END || ${text('e', columns['entry'])} AS text
       FROM entry e LEFT JOIN account a ON a.id = e.account_id AND e.seq = 1
      ORDER BY e.account_id, e.seq`,
  );
}

/** Every row of a table, by hour and key, some thousands at a time. */
export function tableRows(
  manager: EntityManager,
  { table, key, time }: AnchoredTable,
  columns: Columns,
): AsyncGenerator<TableRow[]> {
  const hour =
    time === undefined
      ? `''`
      : `coalesce(to_char((${time}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24'), '')`;
  return rowsOf<TableRow>(
    manager,
    `SELECT * FROM (
       SELECT ${hour} AS hour, jsonb_build_array(${key.map((name) => `t.${name}`).join(', ')})::text AS key,
              ${text('t', columns[table], ERASABLE_COLUMNS[table])} AS text
         FROM ${table} t) t
      ORDER BY hour COLLATE "C", key COLLATE "C"`,
  );
}

/** A row as text. Only names that the catalog or `expressions` know get here. */
function text(
  alias: string,
  columns: readonly string[] = [],
  expressions: Readonly<Record<string, string>> = {},
): string {
  const values = columns.map(
    (column) => expressions[column] ?? `${alias}."${column.replaceAll('"', '""')}"`,
  );
  return `ROW(${values.join(', ')})::text`;
}

async function* rowsOf<T>(manager: EntityManager, sql: string): AsyncGenerator<T[]> {
  await manager.query(`DECLARE anchored NO SCROLL CURSOR FOR /* anchorRows */ ${sql}`);
  for (;;) {
    const rows = await manager.query<T[]>(`FETCH ${ROWS_AT_ONCE} FROM anchored`);
    yield rows;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await manager.query('CLOSE anchored');
}
