import { cashSeenSql } from '../../../ledger/index.js';
import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import {
  type Balance,
  byWallet,
  type Column,
  type LegacyTable,
  walletNameSql,
} from '../legacy-table.js';
import { minorSql, numberOf, SETTINGS, showSql, walletIdSql } from './row-sql.js';
import { closeSql, KEEP, openSql, passKeySql, rowsOf } from './rows.js';

/** The body of the trigger for INSERT that opens the wallet and brings in its balance. */
export function insertBookBody(schema: AdoptedSchema, table: LegacyTable): string {
  const { s } = schema;
  const groups = byWallet(table.balances).map((group) => {
    const [first] = group;
    const name = walletNameSql(first, 'NEW');
    const values = group.map((balance) =>
      minorSql(schema, balance, numberOf(balance, 'NEW'), 'NEW'),
    );
    const distinct = `(SELECT array_agg(DISTINCT v.minor) FROM unnest(ARRAY[${values.join(', ')}]::numeric[]) v (minor) WHERE v.minor <> 0)`;
    return `
    wallet := ${s}.open_wallet(${name.owner}, ${name.currency}, ${name.wallet});
    ${refuseSecondRow(table, first)}
    cash := ${cashSeenSql({ s }, 'wallet')};
    numbers := ${distinct};
    IF cardinality(numbers) > 1 THEN
      RAISE EXCEPTION 'the new row of % gives one balance different numbers: %', ${name.owner}, array_to_string(numbers, ' and ')
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance',
              HINT = 'These columns show one balance. Give it in one of them, or the same in all.';
    END IF;
    given := coalesce(numbers[1], 0);
    IF cash = 0 AND given <> 0 THEN
      cash := ${s}.change(wallet, ARRAY[${literal(first.name)}], given, wrote, true, false);
    ELSIF given <> 0 AND given <> cash THEN
      RAISE EXCEPTION '% has a balance of % already: a new row cannot make it %', ${name.owner},
          ${s}.money_literal(cash, ${name.currency}), ${s}.money_literal(given, ${name.currency})
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance',
              HINT = 'Insert 0 or the present balance, and change it by UPDATE.';
    END IF;${showSql(group)}`;
  });
  return `
  DECLARE
    wallet uuid;
    cash numeric;
    given numeric;
    numbers numeric[];
    wrote CONSTANT text := current_setting('${SETTINGS.statement}', true);
  BEGIN
    ${closeSql(schema)}${groups.join('')}
    RETURN NEW;
  END`;
}

/** The body of the first of the triggers for INSERT and DELETE. @param row what it hands on */
export function openBody(schema: AdoptedSchema, table: LegacyTable, row: 'NEW' | 'OLD'): string {
  return `
  BEGIN
    ${openSql(schema, table, row === 'NEW' ? "''" : passKeySql(schema, table, 'OLD'))}
    RETURN ${row};
  END`;
}

/** The body of the trigger for INSERT that writes the table. */
export function insertTableBody(schema: AdoptedSchema, table: LegacyTable): string {
  const rows = rowsOf(schema, table);
  return `
  DECLARE
    fresh ${rows}%ROWTYPE;
  BEGIN
    ${insertRow(table, rows)}
    IF NOT FOUND THEN
      ${KEEP}
    END IF;
    ${table.columns.map(({ name }) => `NEW.${quoted(name)} := fresh.${quoted(name)};`).join(' ')}
    RETURN NEW;
  END`;
}

/** A column that counts by itself does so in the table, unless the statement gives a value. */
function insertRow(table: LegacyTable, rows: string): string {
  const columns = table.columns.filter(({ isGenerated }) => !isGenerated);
  const counting = columns.filter(({ identity }) => identity !== '');
  const insert = (given: readonly Column[], overriding = ''): string => {
    const names = given.map(({ name }) => quoted(name)).join(', ');
    const values = given.map(({ name }) => `NEW.${quoted(name)}`).join(', ');
    return `INSERT INTO ${rows} AS r (${names})${overriding} VALUES (${values}) RETURNING r.* INTO fresh;`;
  };
  const [first] = counting;
  if (!first) return insert(columns);
  return `IF NEW.${quoted(first.name)} IS NULL THEN
      ${insert(columns.filter((column) => !counting.includes(column)))}
    ELSE
      ${insert(columns, ' OVERRIDING SYSTEM VALUE')}
    END IF;`;
}

/** The body of the trigger for DELETE that takes the balance away. */
export function deleteBookBody(schema: AdoptedSchema, table: LegacyTable): string {
  const { s } = schema;
  // A row of another table than the first source's takes no money with it: the owner has the same balance there.
  const groups = byWallet(table.balances.filter(({ isAuthoritative }) => isAuthoritative)).map(
    ([first]) => `
    wallet := ${walletIdSql(first, 'OLD', 'FOR UPDATE')};
    cash := ${cashSeenSql({ s }, 'wallet')};
    IF cash <> 0 THEN
      PERFORM ${s}.change(wallet, ARRAY[${literal(first.name)}], -cash, current_setting('${SETTINGS.statement}', true), true, false);
    END IF;`,
  );
  return `
  DECLARE
    wallet uuid;
    cash numeric;
  BEGIN
    ${closeSql(schema)}${groups.join('')}
    RETURN OLD;
  END`;
}

/** The body of the trigger for DELETE that writes the table. */
export function deleteTableBody(schema: AdoptedSchema, table: LegacyTable): string {
  return `
  BEGIN
    -- It has no other row than this.
    DELETE FROM ${rowsOf(schema, table)} WHERE true;
    IF NOT FOUND THEN
      ${KEEP}
    END IF;
    RETURN OLD;
  END`;
}

/** Two rows of one wallet would each show its whole balance. The wallet is locked. */
function refuseSecondRow(table: LegacyTable, balance: Balance): string {
  if (table.uniqueColumns.includes(balance.owner)) return '';
  const row = walletNameSql(balance, 'r');
  const name = walletNameSql(balance, 'NEW');
  return `IF (SELECT count(*) FROM ${table.baseSql} r
         WHERE ${row.owner} = ${name.owner} AND ${row.currency} = ${name.currency} AND ${row.wallet} = ${name.wallet}) > 1 THEN
      RAISE EXCEPTION '% has a row in % already, and each would show the whole balance', ${name.owner}, ${literal(table.sql)}
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'onebook_one_row_a_wallet', HINT = 'Update the row that is there.';
    END IF;`;
}
