import type { Sql } from '../../reader/index.js';
import type { Balance, LegacyTable } from './legacy-table.js';
import { authoritative, comparedSql } from './sql/compare.js';

/** Numbers of a column beside the first source that an adoption replaces, in one currency. */
export interface Replaced {
  readonly source: string;
  readonly currency: string;
  readonly rows: number;
  /** Decimal text in major units: the sum of the differences, each without its sign. */
  readonly sum: string;
  /** The rows with the largest differences. */
  readonly largest: readonly Row[];
}

interface Row {
  readonly owner: string;
  /** The text of the column, null if it is NULL. */
  readonly before: string | null;
  /** Decimal text in major units. */
  readonly after: string;
}

const SHOWN = 5;

/**
 * Finds the rows of the other columns that show another number after an adoption. Each shows what the first source has, to which the
 * adoption brings the book, or what the book has if the first source has no row of that wallet.
 */
export async function replacedNumbers(
  sql: Sql,
  tables: readonly LegacyTable[],
): Promise<Replaced[]> {
  const first = authoritative(tables);
  const replaced: Replaced[] = [];
  for (const table of tables)
    for (const balance of table.balances.filter(({ isAuthoritative }) => !isAuthoritative))
      replaced.push(...(await ofColumn(sql, first, { table, balance })));
  return replaced;
}

interface MappedColumn {
  readonly table: LegacyTable;
  readonly balance: Balance;
}

function ofColumn(sql: Sql, first: MappedColumn, other: MappedColumn): Promise<Replaced[]> {
  return sql.query<Replaced[]>(
    `WITH o AS MATERIALIZED (${comparedSql(other.balance, other.table)}),
          f AS MATERIALIZED (${comparedSql(first.balance, first.table)}),
          d AS (
            SELECT o.owner, o.currency, o.value, c.digits, coalesce(f.minor, o.cash) AS shown,
                   abs(coalesce(o.scaled, 0) - coalesce(f.minor, o.cash)) AS difference
              FROM o JOIN currency c ON c.code = o.currency LEFT JOIN f ON f.wallet_id = o.wallet_id
             WHERE o.scaled IS DISTINCT FROM coalesce(f.minor, o.cash)),
          r AS (SELECT d.*, row_number() OVER (PARTITION BY d.currency ORDER BY d.difference DESC, d.owner) AS rank FROM d)
     SELECT $1 AS source, r.currency, count(*)::float8 AS rows, round(sum(r.difference) / power(10::numeric, r.digits), r.digits)::text AS sum,
            json_agg(json_build_object('owner', r.owner, 'before', r.value, 'after', round(r.shown / power(10::numeric, r.digits), r.digits)::text)
                     ORDER BY r.rank) FILTER (WHERE r.rank <= ${SHOWN}) AS largest
       FROM r GROUP BY r.currency, r.digits ORDER BY r.currency`,
    [other.balance.name],
  );
}
