import { cashSeenSql } from '../../../ledger/index.js';
import { cashSql, quoted } from '../../../reader/index.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { type Balance, type LegacyTable, walletNameSql } from '../legacy-table.js';

/** A number as text, as PostgreSQL reads one. */
const NUMBER = String.raw`^\s*[+-]?([0-9]{1,60}(\.[0-9]{0,60})?|\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?\s*$`;

/** Which rows are compared. */
export interface Among {
  /** SQL of common table expressions that the condition reads. */
  readonly with: string;
  /** SQL of a condition on a row `r` of the table. */
  readonly where: string;
}

/**
 * SQL of the rows of a table with a balance column, beside the book: `owner`, `currency`, `name`, `value` as text, `wallet_id`
 * (NULL: none), `scaled` (minor units as they are written; NULL: no number), `minor` (NULL: a value that the book cannot hold) and `cash`.
 *
 * The rows are chosen, and their values read, before the book is asked: the planner guesses a third of the table for any
 * condition on when a row was written, and would otherwise read each value several times, of all rows, to ask for that last.
 * @param within the schema in which this transaction notes what it changes, if it does: `cash` then is what it sees
 */
export function comparedSql(
  balance: Balance,
  table: LegacyTable,
  among?: Among,
  within?: AdoptedSchema,
): string {
  const name = walletNameSql(balance, 'r');
  const value = `r.${quoted(balance.column.name)}::text`;
  const scale = balance.unit === 'major' ? 'power(10::numeric, c.digits)' : '1';
  const scaled = `CASE WHEN n.value IS NULL THEN 0 WHEN n.value ~ '${NUMBER}' THEN n.value::numeric * ${scale} END`;
  return `WITH ${among ? `${among.with}, ` : ''}n AS MATERIALIZED (
            SELECT ${name.owner} AS owner, ${name.currency} AS currency, ${name.wallet} AS name, ${value} AS value
              FROM ONLY ${table.sql} r WHERE ${among?.where ?? 'true'}),
          m AS MATERIALIZED (
            SELECT n.*, ${scaled} AS scaled FROM n LEFT JOIN currency c ON c.code = n.currency)
          SELECT m.owner, m.currency, m.name, m.value, w.id AS wallet_id, m.scaled,
                 CASE WHEN m.scaled = trunc(m.scaled) AND m.scaled >= 0 AND m.scaled < 1e38 THEN trunc(m.scaled) END AS minor,
                 ${within ? cashSeenSql(within, 'w.id') : `coalesce(${cashSql('w.id')}, 0)`} AS cash
            FROM m LEFT JOIN LATERAL (
                   SELECT w.id FROM wallet w
                    WHERE w.owner_id = m.owner AND w.currency = m.currency AND w.name = m.name OFFSET 0) w ON true`;
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
