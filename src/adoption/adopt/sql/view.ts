import { quoted } from '../../../reader/index.js';
import { cashSeenSql } from '../../../ledger/index.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import {
  type Balance,
  byWallet,
  inUnitSql,
  type LegacyTable,
  walletNameSql,
} from '../legacy-table.js';

import { SETTINGS } from './row-sql.js';

/** SQL of the view by which the balance columns read the book. */
export function cashViewSql({ s, b }: AdoptedSchema): string {
  return `CREATE VIEW ${s}.cash AS
    SELECT w.owner_id::text AS owner_id, w.currency, w.name, ${cashSeenSql({ s }, 'w.id')} AS minor FROM ${b}.wallet w`;
}

/**
 * SQL of the view that takes the place of a table: the same columns in the same order, with the same types and defaults. A
 * balance column reads the book.
 *
 * A plain SELECT reads it in its own snapshot. An UPDATE, a DELETE or a SELECT … FOR UPDATE waits for the wallet of each row that it
 * reaches, and then reads the newest balance, as PostgreSQL does for rows of a table in READ COMMITTED. So two statements
 * that spend the same money at once are decided one after the other.
 */
export function viewSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const columns = table.columns.map((column) => {
    const name = quoted(column.name);
    const balance = table.balances.find((one) => one.column.name === column.name);
    return balance ? `${shownSql(schema, table, balance)} AS ${name}` : `r.${name}`;
  });
  return [
    ...byWallet(table.balances).flatMap(([balance]) => lockedFunctions(schema, table, balance)),
    `CREATE VIEW ${table.sql} AS SELECT ${columns.join(',\n       ')}\n  FROM ${table.baseSql} r`,
    ...table.columns.flatMap((column) => {
      if (column.default === null) return [];
      return [
        `ALTER VIEW ${table.sql} ALTER COLUMN ${quoted(column.name)} SET DEFAULT ${column.default}`,
      ];
    }),
  ];
}

function shownSql(schema: AdoptedSchema, table: LegacyTable, balance: Balance): string {
  const name = walletNameSql(balance, 'r');
  const key = table.key.map((column) => `r.${quoted(column)}`).join(', ');
  const minor = `CASE WHEN ${LOCKING}
             THEN ${schema.s}.${lockedName(table, balance)}(${key})
             ELSE (SELECT c.minor FROM ${schema.s}.cash c
                    WHERE c.owner_id = ${name.owner} AND c.currency = ${name.currency} AND c.name = ${name.wallet})
        END`;
  return `(${inUnitSql(balance, `(${minor})`, 'r')})::${balance.column.type}`;
}

const FOR_UPDATE = String.raw`'\mfor\s+(no\s+key\s+)?update\M|\mfor\s+(key\s+)?share\M'`;

/**
 * Whether a read has to lock. The subqueries are evaluated once a statement. EXECUTE and FETCH do not say what they run, so any
 * prepared statement or cursor of the session that locks counts.
 */
const LOCKING = `coalesce(current_setting('${SETTINGS.locks}', true), '') NOT IN ('', '0')
               OR (SELECT current_query() ~* ${FOR_UPDATE})
               OR (SELECT current_query() ~* '^\\s*(execute|fetch|move)\\M')
                  AND (SELECT EXISTS (SELECT FROM pg_prepared_statements p WHERE p.statement ~* ${FOR_UPDATE})
                           OR EXISTS (SELECT FROM pg_cursors c WHERE c.statement ~* ${FOR_UPDATE}))`;

/** Columns of one balance have the function of the first of them. */
function lockedName(table: LegacyTable, balance: Balance): string {
  const group = byWallet(table.balances).find((one) => one.includes(balance));
  return `locked_${(group?.[0] ?? balance).number}`;
}

/**
 * The outer function is called STABLE, because the planner would read a view with a VOLATILE column whole. It is none: it
 * locks, and reads what is newest, by the inner one. Called twice for a row it returns the same, as the row is locked.
 */
function lockedFunctions({ s, b }: AdoptedSchema, table: LegacyTable, balance: Balance): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const types = table.key.map(
    (key) => table.columns.find(({ name }) => name === key)?.type ?? 'text',
  );
  const name = walletNameSql(balance, 'r');
  const isKey = table.key.map((key, at) => `r.${quoted(key)} = $${at + 1}`).join(' AND ');
  return [
    // The lock is granted before the cash is read, in a statement of its own.
    `CREATE FUNCTION ${s}.lock_${balance.number}(${types.join(', ')}) RETURNS numeric LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       wallet uuid;
     BEGIN
       SELECT w.id INTO wallet FROM ${table.baseSql} r
         JOIN wallet w ON w.owner_id = ${name.owner} AND w.currency = ${name.currency} AND w.name = ${name.wallet}
        WHERE ${isKey} FOR UPDATE OF w;
       RETURN ${cashSeenSql({ s }, 'wallet')};
     END $onebook$`,
    `CREATE FUNCTION ${s}.locked_${balance.number}(${types.join(', ')}) RETURNS numeric LANGUAGE plpgsql STABLE COST 10000 ${definer} AS $onebook$
     BEGIN
       RETURN ${s}.lock_${balance.number}(${types.map((_, at) => `$${at + 1}`).join(', ')});
     END $onebook$`,
  ];
}

/** SQL that gives the roles of the old system on the view what they had on the table. */
export function grantsSql({ s, b }: AdoptedSchema, table: LegacyTable): string[] {
  const readers = [
    ...new Set(
      table.grants.filter(({ privilege }) => READS.has(privilege)).map(({ grantee }) => grantee),
    ),
    table.owner,
  ];
  return [
    `ALTER VIEW ${table.sql} OWNER TO ${table.owner}`,
    ...table.grants.map(
      ({ grantee, privilege, isGrantable }) =>
        `GRANT ${privilege} ON ${table.sql} TO ${grantee}${isGrantable ? ' WITH GRANT OPTION' : ''}`,
    ),
    `GRANT USAGE ON SCHEMA ${s} TO ${readers.join(', ')}`,
    `GRANT SELECT ON ${s}.cash, ${b}.currency TO ${table.owner}`,
    `GRANT EXECUTE ON FUNCTION ${s}.statement_of, ${s}.outcome_of TO ${readers.join(', ')}`,
    ...byWallet(table.balances).map(
      ([{ number }]) => `GRANT EXECUTE ON FUNCTION ${s}.locked_${number} TO ${readers.join(', ')}`,
    ),
  ];
}

/** Privileges with which a role reads the view. PostgreSQL asks every role that reads it for the right to its functions. */
const READS: ReadonlySet<string> = new Set(['SELECT', 'UPDATE', 'DELETE']);
