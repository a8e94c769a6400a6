import { quoted } from '../../../reader/index.js';
import { cashSeenSql } from '../../../ledger/index.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { type Balance, byWallet, inUnitSql, type LegacyTable } from '../legacy-table.js';
import { SETTINGS, walletIdSql } from './row-sql.js';

/**
 * SQL of the view that takes the place of a table: the same columns in the same order, with the same types and defaults. A
 * balance column reads the book.
 *
 * A plain SELECT reads it in its own snapshot. An UPDATE, a DELETE or a SELECT … FOR UPDATE waits for the wallet of each row that it
 * reaches, and then reads the newest balance, as PostgreSQL does for rows of a table in READ COMMITTED. So two statements
 * that spend the same money at once are decided one after the other.
 *
 * It reads the book by functions alone. PostgreSQL asks each role that reads it for the right to call them, so all have that right; but
 * none can name them, as their schema is closed. So it is the rights on the view that decide. A relation of the book in the view
 * would be readable for the owner of the table, and LOCK TABLE would lock it.
 */
export function viewSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const { s } = schema;
  const key = table.key.map((column) => `r.${quoted(column)}`).join(', ');
  const columns = table.columns.map((column) => {
    const name = quoted(column.name);
    const balance = table.balances.find((one) => one.column.name === column.name);
    if (!balance) return `r.${name}`;
    return `${s}.balance_${balance.number}(${key}, ${MODE(schema)})::${column.type} AS ${name}`;
  });
  return [
    ...table.balances.flatMap((balance) => balanceFunctions(schema, table, balance)),
    ...freeFunctions(schema, table),
    `CREATE VIEW ${table.sql} AS SELECT ${columns.join(',\n       ')}\n  FROM ${table.baseSql} r
  WHERE CASE WHEN ${MODE(schema)} = 'skip' THEN ${s}.is_free_${table.number}(${key}) ELSE true END`,
    ...table.columns.flatMap((column) => {
      if (column.default === null) return [];
      return [
        `ALTER VIEW ${table.sql} ALTER COLUMN ${quoted(column.name)} SET DEFAULT ${column.default}`,
      ];
    }),
  ];
}

/** How a read locks. PostgreSQL evaluates the subquery once a statement. */
const MODE = ({ s }: AdoptedSchema): string =>
  `CASE WHEN coalesce(current_setting('${SETTINGS.locks}', true), '') NOT IN ('', '0') THEN 'wait' ELSE (SELECT ${s}.lock_mode()) END`;

/**
 * The function that the view calls is STABLE, because the planner would read a view with a VOLATILE column whole. It is none if
 * it locks: then the inner one reads what is newest. Called twice for a row it returns the same, as the row is locked.
 */
function balanceFunctions({ s, b }: AdoptedSchema, table: LegacyTable, balance: Balance): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const { types, isKey, mode, values } = keyArguments(table);
  const { number } = balance;
  const shown = `SELECT ${inUnitSql(balance, cashSeenSql({ s }, 'w.id'), 'r')}
                FROM ${table.baseSql} r CROSS JOIN LATERAL ${walletIdSql(balance, 'r')} w (id) WHERE ${isKey}`;
  return [
    // The lock is granted before the cash is read, in a statement of its own.
    `CREATE FUNCTION ${s}.lock_${number}(${types}, text) RETURNS numeric LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       wallet CONSTANT uuid := (SELECT ${walletIdSql(balance, 'r')} FROM ${table.baseSql} r WHERE ${isKey});
     BEGIN
       IF ${mode} = 'nowait' THEN
         PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE NOWAIT;
       ELSE
         PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE;
       END IF;
       RETURN (${shown});
     END $onebook$`,
    `CREATE FUNCTION ${s}.balance_${number}(${types}, text) RETURNS numeric LANGUAGE plpgsql STABLE COST 10000 ${definer} AS $onebook$
     BEGIN
       IF ${mode} = '' THEN
         RETURN (${shown});
       END IF;
       RETURN ${s}.lock_${number}(${values}, ${mode});
     END $onebook$`,
  ];
}

/** Whether SELECT … SKIP LOCKED finds the wallets of a row free. It locks them. */
function freeFunctions({ s, b }: AdoptedSchema, table: LegacyTable): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const { types, isKey, values } = keyArguments(table);
  const { number } = table;
  const each = byWallet(table.balances).map(
    ([balance]) => `
       wallet := (SELECT ${walletIdSql(balance, 'r')} FROM ${table.baseSql} r WHERE ${isKey});
       PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE SKIP LOCKED;
       IF wallet IS NOT NULL AND NOT FOUND THEN
         RETURN false;
       END IF;`,
  );
  return [
    `CREATE FUNCTION ${s}.free_${number}(${types}) RETURNS boolean LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       wallet uuid;
     BEGIN${each.join('')}
       RETURN true;
     END $onebook$`,
    `CREATE FUNCTION ${s}.is_free_${number}(${types}) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 ${definer} AS $onebook$
     BEGIN
       RETURN ${s}.free_${number}(${values});
     END $onebook$`,
  ];
}

/** SQL about the arguments of a function that gets the key of a row, and then how it locks. */
function keyArguments({ key, columns }: LegacyTable): {
  readonly types: string;
  readonly values: string;
  readonly isKey: string;
  readonly mode: string;
} {
  const typeOf = (one: string): string => columns.find(({ name }) => name === one)?.type ?? 'text';
  return {
    types: key.map(typeOf).join(', '),
    values: key.map((_, at) => `$${at + 1}`).join(', '),
    isKey: key.map((column, at) => `r.${quoted(column)} = $${at + 1}`).join(' AND '),
    mode: `$${key.length + 1}`,
  };
}
