import { quoted } from '../../../reader/index.js';
import { cashSeenSql } from '../../../ledger/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { type Balance, byWallet, inUnitSql, type LegacyTable } from '../legacy-table.js';
import { keyTypes, LOCK_DEPTH, walletIdSql } from './row-sql.js';

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
    return `${s}.balance_${balance.number}(${key}, ${MODE(schema, table)})::${column.type} AS ${name}`;
  });
  return [
    ...table.balances.flatMap((balance) => balanceFunctions(schema, table, balance)),
    ...freeFunctions(schema, table),
    allowedMode(schema, table),
    `CREATE VIEW ${table.sql} AS SELECT ${columns.join(',\n       ')}\n  FROM ${table.baseSql} r
  WHERE CASE WHEN ${MODE(schema, table)} <> '' THEN ${s}.is_free_${table.number}(${key}, ${MODE(schema, table)}) ELSE true END`,
    ...table.columns.flatMap((column) => {
      if (column.default === null) return [];
      return [
        `ALTER VIEW ${table.sql} ALTER COLUMN ${quoted(column.name)} SET DEFAULT ${column.default}`,
      ];
    }),
  ];
}

/** How a read locks. PostgreSQL evaluates each subquery once a statement. In a view current_user is the role that reads it. */
const MODE = ({ s }: AdoptedSchema, { number }: LegacyTable): string =>
  `CASE WHEN ${LOCK_DEPTH} > 0 THEN (SELECT ${s}.allowed_mode_${number}('wait', current_user))
        ELSE (SELECT ${s}.allowed_mode_${number}(${s}.lock_mode(), current_user)) END`;

/**
 * The mode for a role that may lock rows. As on a table, the right to read is not enough: it takes the right to UPDATE or DELETE, on the view or on one
 * that reads it.
 */
function allowedMode({ s, b, rows }: AdoptedSchema, { number, baseSql }: LegacyTable): string {
  return `CREATE FUNCTION ${s}.allowed_mode_${number}(mode text, caller name) RETURNS text LANGUAGE plpgsql STABLE
   SECURITY DEFINER SET search_path = ${b}, pg_temp AS $onebook$
     BEGIN
       IF mode = '' THEN
         RETURN '';
       END IF;
       RETURN (
         WITH RECURSIVE reading (oid) AS (
           SELECT ${literal(baseSql)}::regclass::oid
            UNION
           SELECT w.ev_class FROM reading r
             JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = r.oid AND d.classid = 'pg_rewrite'::regclass
             JOIN pg_rewrite w ON w.oid = d.objid
             JOIN pg_class c ON c.oid = w.ev_class AND c.relkind = 'v'
            WHERE c.oid <> ${literal(`${rows}.rows_${number}`)}::regclass)
         SELECT CASE WHEN EXISTS (SELECT FROM reading r WHERE has_table_privilege(caller, r.oid, 'UPDATE, DELETE')
                                                           OR has_any_column_privilege(caller, r.oid, 'UPDATE')) THEN mode ELSE '' END);
     END $onebook$`;
}

/**
 * The function that the view calls is STABLE, because the planner would read a view with a VOLATILE column whole. If it has to lock, it
 * calls one that is VOLATILE, which reads the newest balance. The row stays locked, so a second call for it returns the same.
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

/**
 * Locks the wallets of a row that a statement reads to lock it, also if it reads no balance: the planner drops columns that a statement does not
 * use. Returns false if SKIP LOCKED finds one locked.
 */
function freeFunctions({ s, b }: AdoptedSchema, table: LegacyTable): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const { types, isKey, mode, values } = keyArguments(table);
  const { number } = table;
  const each = byWallet(table.balances).map(
    ([balance]) => `
       wallet := (SELECT ${walletIdSql(balance, 'r')} FROM ${table.baseSql} r WHERE ${isKey});
       IF ${mode} = 'skip' THEN
         PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE SKIP LOCKED;
         IF wallet IS NOT NULL AND NOT FOUND THEN
           RETURN false;
         END IF;
       ELSIF ${mode} = 'nowait' THEN
         PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE NOWAIT;
       ELSE
         PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE;
       END IF;`,
  );
  return [
    `CREATE FUNCTION ${s}.free_${number}(${types}, text) RETURNS boolean LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       wallet uuid;
     BEGIN${each.join('')}
       RETURN true;
     END $onebook$`,
    `CREATE FUNCTION ${s}.is_free_${number}(${types}, text) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 ${definer} AS $onebook$
     BEGIN
       RETURN ${s}.free_${number}(${values}, ${mode});
     END $onebook$`,
  ];
}

/** SQL about the arguments of a function that gets the key of a row, and then how it locks. */
function keyArguments(table: LegacyTable): {
  readonly types: string;
  readonly values: string;
  readonly isKey: string;
  readonly mode: string;
} {
  const { key } = table;
  return {
    types: keyTypes(table).join(', '),
    values: key.map((_, at) => `$${at + 1}`).join(', '),
    isKey: key.map((column, at) => `r.${quoted(column)} = $${at + 1}`).join(' AND '),
    mode: `$${key.length + 1}`,
  };
}
