import { cashSeenSql } from '../../../ledger/index.js';
import { cashSql, quoted } from '../../../reader/index.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { type Balance, type LegacyTable, walletNameSql } from '../legacy-table.js';

/** A number as text, as PostgreSQL reads one. */
const NUMBER = String.raw`^\s*[+-]?([0-9]{1,60}(\.[0-9]{0,60})?|\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?\s*$`;

/**
 * SQL of the rows of a table with a balance column, beside the book: `owner`, `currency`, `name`, `value` as text, `wallet_id`
 * (NULL: none), `minor` (NULL: a value that the book cannot hold) and `cash`.
 * @param among SQL of a condition on a row `r` of the table
 * @param within the schema in which this transaction notes what it changes, if it does: `cash` then is what it sees
 */
export function comparedSql(
  balance: Balance,
  table: LegacyTable,
  among = 'true',
  within?: AdoptedSchema,
): string {
  const name = walletNameSql(balance, 'r');
  const value = `r.${quoted(balance.column.name)}::text`;
  const scale = balance.unit === 'major' ? 'power(10::numeric, c.digits)' : '1';
  const scaled = `CASE WHEN ${value} IS NULL THEN 0 WHEN ${value} ~ '${NUMBER}' THEN ${value}::numeric * ${scale} END`;
  return `SELECT n.owner, n.currency, n.name, n.value, w.id AS wallet_id,
                 CASE WHEN n.scaled = trunc(n.scaled) AND n.scaled >= 0 AND n.scaled < 1e38 THEN trunc(n.scaled) END AS minor,
                 ${within ? cashSeenSql(within, 'w.id') : `coalesce(${cashSql('w.id')}, 0)`} AS cash
            FROM (SELECT ${name.owner} AS owner, ${name.currency} AS currency, ${name.wallet} AS name, ${value} AS value,
                         (SELECT ${scaled} FROM currency c WHERE c.code = ${name.currency}) AS scaled
                    FROM ONLY ${table.sql} r WHERE ${among}) n
            LEFT JOIN wallet w ON w.owner_id = n.owner AND w.currency = n.currency AND w.name = n.name`;
}

/** The first source of the mapping, which says what the book has to have. */
export function authoritative(tables: readonly LegacyTable[]): {
  table: LegacyTable;
  balance: Balance;
} {
  for (const table of tables)
    for (const balance of table.balances) if (balance.isAuthoritative) return { table, balance };
  throw new Error('a mapping without a first source');
}
