import { quoted, type Sql } from '../../reader/index.js';
import type { BalanceSource, Mapping, Value } from '../mapping/mapping.js';
import { findTables, literal } from '../shadow/shadowed-table.js';
import { AdoptError } from './adopt-error.js';

/** A table of the old system that is to be put behind a view. */
export interface LegacyTable {
  /** Its number within the adoption. */
  readonly number: number;
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** Quoted, with its schema: the name that the view takes over. */
  readonly sql: string;
  /** The name that the table has behind the view. */
  readonly base: string;
  readonly baseSql: string;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  /** Columns whose value names one row at most: those of a unique index of one column. */
  readonly uniqueColumns: readonly string[];
  /** Columns of its unique indexes: an UPDATE that names one takes a lock that keeps others from referring to the row. */
  readonly keyLike: readonly string[];
  readonly balances: readonly Balance[];
  /** Which triggers for UPDATE it has: none, some, or some that fire for some columns only. */
  readonly updateTriggers: UpdateTriggers;
}

export type UpdateTriggers = 'none' | 'some' | 'by column';

export interface Column {
  readonly name: string;
  /** As SQL, with its length or scale. */
  readonly type: string;
  readonly typeName: string;
  /** Digits after the point of a numeric that has a fixed number of them. */
  readonly scale: number | null;
  readonly default: string | null;
  readonly identity: '' | 'a' | 'd';
  readonly isGenerated: boolean;
  readonly isNotNull: boolean;
  /** Whether values of this type can be compared. */
  readonly isComparable: boolean;
  readonly isNumber: boolean;
}

/** A mapped column. */
export interface Balance {
  /** Its number within the adoption. */
  readonly number: number;
  readonly name: string;
  readonly column: Column;
  readonly unit: BalanceSource['unit'];
  /** Whether it is the first source of the mapping. */
  readonly isAuthoritative: boolean;
  readonly owner: string;
  readonly currency: Value;
  /** Digits of the currency, if it is the same for all rows. */
  readonly digits: number | undefined;
  readonly wallet: Value;
}

/**
 * Looks the mapped tables up, and refuses what cannot be adopted.
 * @throws ShadowError or AdoptError that name the source, what is wrong with it and what would be right
 */
export async function findLegacyTables(sql: Sql, mapping: Mapping): Promise<LegacyTable[]> {
  const found = await findTables(sql, mapping);
  return Promise.all(
    found.map(async ({ number, oid, sources }) => {
      const [row] = await sql.query<TableRow[]>(TABLE, [oid]);
      if (!row) throw new AdoptError('a mapped table was dropped meanwhile: try again');
      refuseTable(row, sources[0]?.source.name ?? '');
      const columns = await sql.query<Column[]>(COLUMNS, [oid]);
      const digits = new Map<string, number>();
      for (const { source } of sources)
        if ('constant' in source.currency) {
          const code = source.currency.constant;
          const [known] = await sql.query<{ digits: number }[]>(
            'SELECT digits FROM currency WHERE code = $1',
            [code],
          );
          if (known) digits.set(code, known.digits);
        }
      const base = `${row.name.slice(0, 63 - BEHIND.length)}${BEHIND}`;
      return {
        ...{ number, oid, base, columns },
        ...{ schema: row.schema, name: row.name, owner: row.owner },
        ...{ key: row.key, uniqueColumns: row.uniqueColumns, keyLike: row.keyLike },
        updateTriggers: row.updateTriggers,
        sql: `${quoted(row.schema)}.${quoted(row.name)}`,
        baseSql: `${quoted(row.schema)}.${quoted(base)}`,
        balances: sources.map(({ place, source }) => balanceOf(place, source, columns, digits)),
      };
    }),
  );
}

/** The end of the name of a table that is behind a view. */
const BEHIND = '_behind_onebook';

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly mayAlter: boolean;
  /** The owner of the book, if it has not the rights of the table's owner. */
  readonly otherOwner: string | null;
  readonly hasRowSecurity: boolean;
  readonly columnGrants: string | null;
  readonly key: string[];
  readonly uniqueColumns: string[];
  readonly keyLike: string[];
  readonly updateTriggers: UpdateTriggers;
}

const TABLE = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, c.relowner::regrole::text AS owner,
         pg_has_role(c.relowner, 'USAGE') AS "mayAlter",
         (SELECT CASE WHEN pg_has_role(w.relowner, c.relowner, 'USAGE') THEN NULL ELSE w.relowner::regrole::text END
            FROM pg_class w WHERE w.oid = 'wallet'::regclass) AS "otherOwner", c.relrowsecurity AS "hasRowSecurity",
         (SELECT string_agg(a.attname, ', ') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL) AS "columnGrants",
         ARRAY(SELECT a.attname::text FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, at)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.at) AS key,
         ARRAY(SELECT DISTINCT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                WHERE i.indrelid = c.oid AND i.indisunique) AS "keyLike",
         ARRAY(SELECT DISTINCT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL AND i.indexprs IS NULL) AS "uniqueColumns",
         coalesce((SELECT CASE WHEN bool_or(cardinality(t.tgattr::int2[]) > 0) THEN 'by column' ELSE 'some' END
                     FROM pg_trigger t
                    WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgtype & 16 = 16
                      AND t.tgname NOT LIKE 'onebook\_shadow\_%'), 'none') AS "updateTriggers"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1`;

const COLUMNS = `
  SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, t.typname::text AS "typeName",
         CASE WHEN t.typname = 'numeric' AND a.atttypmod >= 4 THEN (a.atttypmod - 4) & 2047 END AS scale,
         CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default,
         a.attidentity::text AS identity, a.attgenerated <> '' AS "isGenerated", a.attnotnull AS "isNotNull",
         t.typnamespace = 'pg_catalog'::regnamespace AND (EXISTS (SELECT FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod
                  WHERE m.amname IN ('btree', 'hash') AND o.opcintype IN (t.oid, t.typbasetype)) OR t.typtype IN ('e', 'r', 'm')
           OR t.typname IN ('varchar', 'bpchar')) AS "isComparable",
         t.typcategory = 'N' AND t.typname NOT IN ('money', 'oid') AS "isNumber"
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
   ORDER BY a.attnum`;

function refuseTable(row: TableRow, source: string): void {
  const about = `source ${source} names ${row.schema}.${row.name}`;
  if (!row.mayAlter)
    throw new AdoptError(
      `${about}, which belongs to ${row.owner}: connect as a login that has the rights of that role`,
    );
  if (row.otherOwner !== null)
    throw new AdoptError(
      `${about}, which belongs to ${row.owner}, and the book belongs to ${row.otherOwner}, which writes to it for the old system: ` +
        `GRANT ${row.owner} TO ${row.otherOwner}`,
    );
  if (row.hasRowSecurity)
    throw new AdoptError(
      `${about}, which has row-level security: a view would read it with the rights of its owner, so take the policies ` +
        'away first, or read the table through a view of your own',
    );
  if (row.columnGrants !== null)
    throw new AdoptError(
      `${about}, which has grants on single columns (${row.columnGrants}): revoke them, or grant them on the table`,
    );
}

function balanceOf(
  place: number,
  source: BalanceSource,
  columns: readonly Column[],
  digits: ReadonlyMap<string, number>,
): Balance {
  if (Object.keys(source.where).length > 0)
    throw new AdoptError(
      `source ${source.name} has a where: adopt takes whole tables, so import the other rows too and leave it out`,
    );
  const column = columns.find(({ name }) => name === source.amount);
  if (!column) throw new AdoptError(`source ${source.name} has no column ${source.amount}`);
  if (column.typeName === 'float4')
    throw new AdoptError(
      `source ${source.name} is of type real, which cannot show every balance: make it numeric first`,
    );
  return {
    ...{ number: place + 1, name: source.name, column, unit: source.unit },
    ...{ isAuthoritative: place === 0, owner: source.owner },
    ...{ currency: source.currency, wallet: source.wallet },
    digits: 'constant' in source.currency ? digits.get(source.currency.constant) : undefined,
  };
}

/** SQL of what says which wallet a row is about. */
export interface WalletName {
  readonly owner: string;
  readonly currency: string;
  readonly wallet: string;
}

/** @param row SQL of the row */
export function walletNameSql({ owner, currency, wallet }: Balance, row: string): WalletName {
  const of = (value: Value): string =>
    'column' in value ? `${row}.${quoted(value.column)}::text` : literal(value.constant);
  return { owner: `${row}.${quoted(owner)}::text`, currency: of(currency), wallet: of(wallet) };
}

/** The balances of a table by the wallet that they show: columns of one balance are together. */
export function byWallet(balances: readonly Balance[]): (readonly [Balance, ...Balance[]])[] {
  const groups = new Map<string, [Balance, ...Balance[]]>();
  for (const balance of balances) {
    const name = JSON.stringify(walletNameSql(balance, 'r'));
    const group = groups.get(name);
    if (group) group.push(balance);
    else groups.set(name, [balance]);
  }
  return [...groups.values()];
}

/** SQL of an amount of minor units as the column has it. @param row SQL of the row, for its currency */
export function inUnitSql(balance: Balance, minor: string, row: string): string {
  if (balance.unit === 'minor') return minor;
  const digits = digitsSql(balance, row);
  return `round(${minor} / power(10::numeric, ${digits}), ${digits})`;
}

/** SQL of how many minor units one unit of the column is. */
export function scaleSql(balance: Balance, row: string): string {
  return balance.unit === 'minor' ? '1' : `power(10::numeric, ${digitsSql(balance, row)})`;
}

function digitsSql(balance: Balance, row: string): string {
  if (balance.digits !== undefined) return String(balance.digits);
  return `(SELECT c.digits::integer FROM currency c WHERE c.code = ${walletNameSql(balance, row).currency})`;
}
