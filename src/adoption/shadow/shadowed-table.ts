import { quoted, type Sql } from '../../reader/index.js';
import type { BalanceSource, Mapping, Value } from '../mapping/mapping.js';

/** A table of the legacy system with the mapped columns in it. */
export interface ShadowedTable {
  /** Its number within the run. */
  readonly number: number;
  readonly oid: number;
  /** Quoted, with its schema. */
  readonly sql: string;
  /** SQL expressions over a row `r`. The first is its key; no two are the same. */
  readonly cells: readonly string[];
  readonly sources: readonly ShadowedSource[];
}

/** A mapped column, with the places of its values in the cells. */
export interface ShadowedSource {
  /** Its place in the mapping; 0 is authoritative. */
  readonly place: number;
  readonly source: BalanceSource;
  readonly whereCell: number | undefined;
  readonly ownerCell: number;
  readonly amountCell: number;
  readonly currency: CellOrText;
  readonly wallet: CellOrText;
  /** Columns of its table that it reads, and those of the key. */
  readonly columns: readonly string[];
}

type CellOrText = { readonly cell: number } | { readonly text: string };

/** What the catalog says about a mapped table. */
export interface CatalogTable {
  readonly oid: number;
  readonly sql: string;
  readonly keyColumns: readonly string[];
}

/** A mapping that cannot be shadowed. Nothing was installed. */
export class ShadowError extends Error {
  override readonly name = 'ShadowError';
}

/**
 * Looks the mapped tables up in the database of the book, and refuses what cannot be shadowed.
 * @throws ShadowError that names the source, what is wrong with it and what would be right
 */
export async function findTables(sql: Sql, mapping: Mapping): Promise<ShadowedTable[]> {
  const found = new Map<number, { table: CatalogTable; sources: [number, BalanceSource][] }>();
  for (const [place, source] of mapping.sources.entries()) {
    const { table, balance } = await findTable(sql, source);
    const group = found.get(table.oid) ?? { table, sources: [] };
    found.set(table.oid, group);
    group.sources.push([place, balance]);
  }
  return [...found.values()].map(({ table, sources }, at) => withCells(at + 1, table, sources));
}

async function findTable(
  sql: Sql,
  source: Mapping['sources'][number],
): Promise<{ table: CatalogTable; balance: BalanceSource }> {
  const { name } = source;
  if ('history' in source)
    throw refusal(name, 'is the sum of a history', 'name a balance column of a table');
  const { origin } = source;
  if (origin.type !== 'postgres')
    throw refusal(
      name,
      `is read from ${origin.type === 'csv' ? 'a CSV file' : 'SQLite'}`,
      'shadow takes tables in the PostgreSQL of the book',
    );
  if (origin.url !== undefined)
    throw refusal(
      name,
      'has a url',
      'leave the url out: the triggers write to the database of the book, so the table must be in it',
    );
  if ('query' in origin.from)
    throw refusal(name, 'is a query', 'name the table that the query reads');
  const table = await catalogTable(sql, name, origin.from.table);
  await refuseColumns(sql, table, source);
  return { table, balance: source };
}

interface CatalogRow extends CatalogTable {
  readonly kind: string;
  readonly isPart: boolean;
  readonly isTemporary: boolean;
  readonly mayTrigger: boolean;
  readonly mayRead: boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a foreign table',
  p: 'the root of a partitioned table',
  S: 'a sequence',
  c: 'a type',
  i: 'an index',
};

async function catalogTable(sql: Sql, name: string, table: string): Promise<CatalogTable> {
  const row = await lookUp(sql, table);
  if (!row)
    throw refusal(name, `names ${table}, which does not exist`, 'check its name and schema');
  const kind = KINDS[row.kind];
  if (kind !== undefined)
    throw refusal(name, `names ${table}, which is ${kind}`, 'only plain tables can be shadowed');
  if (row.isPart)
    throw refusal(
      name,
      `names ${table}, which is a partition or inherits`,
      'statements on its parent would pass the triggers by, so it cannot be shadowed',
    );
  if (row.isTemporary)
    throw refusal(name, `names ${table}, which is temporary`, 'name a table that stays');
  if (row.keyColumns.length === 0)
    throw refusal(
      name,
      `names ${table}, which has no primary key`,
      `add one, such as ALTER TABLE ${row.sql} ADD PRIMARY KEY (…)`,
    );
  if (!row.mayTrigger || !row.mayRead)
    throw refusal(
      name,
      `names ${table}, on which the login of DATABASE_URL may not ${row.mayRead ? 'make triggers' : 'read'}`,
      `let its owner GRANT SELECT, TRIGGER ON ${row.sql} to that login`,
    );
  return row;
}

async function lookUp(sql: Sql, table: string): Promise<CatalogRow | undefined> {
  try {
    const [row] = await sql.query<CatalogRow[]>(CATALOG, [table]);
    return row;
  } catch (error) {
    // A name that is no name, such as a.b.c.d: to_regclass says so by an error.
    throw new ShadowError(`${table} is not the name of a table: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

const CATALOG = `
  SELECT c.oid::int8::float8 AS oid, format('%I.%I', n.nspname, c.relname) AS sql, c.relkind::text AS kind,
         c.relpersistence = 't' AS "isTemporary",
         EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)) AS "isPart",
         ARRAY(SELECT a.attname::text FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, at)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.at) AS "keyColumns",
         has_table_privilege(c.oid, 'TRIGGER') AS "mayTrigger", has_table_privilege(c.oid, 'SELECT') AS "mayRead"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.oid = to_regclass($1)`;

/** Types whose text is a number. The text of money, for example, depends on the locale. */
const NUMBERS = [
  'int2',
  'int4',
  'int8',
  'numeric',
  'float4',
  'float8',
  'text',
  'varchar',
  'bpchar',
];

async function refuseColumns(sql: Sql, table: CatalogTable, source: BalanceSource): Promise<void> {
  const rows = await sql.query<{ name: string; type: string; generated: boolean }[]>(
    `SELECT a.attname::text AS name, t.typname::text AS type, a.attgenerated <> '' AS generated
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped`,
    [table.oid],
  );
  const missing = columnsOf(source).find((column) => !rows.some(({ name }) => name === column));
  if (missing !== undefined)
    throw refusal(
      source.name,
      `names the column ${missing}, which ${table.sql} does not have`,
      `its columns are ${rows.map(({ name }) => name).join(', ')}`,
    );
  const amount = rows.find(({ name }) => name === source.amount);
  if (amount && !NUMBERS.includes(amount.type))
    throw refusal(
      source.name,
      `reads amounts from ${source.amount}, which is of type ${amount.type}`,
      'a balance column must be an integer, numeric, a float or text',
    );
}

function columnsOf(source: BalanceSource): string[] {
  return [
    ...[source.owner, source.amount, ...Object.keys(source.where)],
    ...[source.currency, source.wallet].flatMap((one) => ('column' in one ? [one.column] : [])),
  ];
}

function withCells(
  number: number,
  { oid, sql, keyColumns }: CatalogTable,
  sources: readonly (readonly [number, BalanceSource])[],
): ShadowedTable {
  // Compared as bytes: columns of two collations could not be in one array, and a collation that ignores case would miss changes.
  const column = (name: string): string => `r.${quoted(name)}::text COLLATE "C"`;
  const [single] = keyColumns;
  const cells = [
    keyColumns.length === 1 && single !== undefined
      ? column(single)
      : `json_build_array(${keyColumns.map(column).join(', ')})::text`,
  ];
  const cellOf = (expression: string): number => {
    const at = cells.indexOf(expression);
    return at >= 0 ? at : cells.push(expression) - 1;
  };
  const cellOrText = (value: Value): CellOrText =>
    'column' in value ? { cell: cellOf(column(value.column)) } : { text: value.constant };
  return {
    ...{ number, oid, sql, cells },
    sources: sources.map(([place, source]) => ({
      ...{ place, source },
      whereCell: whereCellOf(source.where, column, cellOf),
      ownerCell: cellOf(column(source.owner)),
      amountCell: cellOf(column(source.amount)),
      currency: cellOrText(source.currency),
      wallet: cellOrText(source.wallet),
      columns: [...new Set([...keyColumns, ...columnsOf(source)])],
    })),
  };
}

/** A cell that is NULL for the rows that are left out. */
function whereCellOf(
  where: BalanceSource['where'],
  column: (name: string) => string,
  cellOf: (expression: string) => number,
): number | undefined {
  const conditions = Object.entries(where).map(([name, value]) =>
    value === null ? `${column(name)} IS NULL` : `${column(name)} = ${literal(value)}`,
  );
  if (conditions.length === 0) return undefined;
  return cellOf(`CASE WHEN ${conditions.join(' AND ')} THEN '1' END`);
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  const quotes = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quotes.replaceAll('\\', '\\\\')}` : quotes;
}

function refusal(name: string, fault: string, advice: string): ShadowError {
  return new ShadowError(`source ${name} ${fault}: ${advice}`);
}
