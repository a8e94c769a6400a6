import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import {
  type Balance,
  byWallet,
  type Column,
  inUnitSql,
  type LegacyTable,
  scaleSql,
  walletNameSql,
} from '../legacy-table.js';

/** Settings of a session, which last as long as a statement. */
export const SETTINGS = {
  /** The text of the statement that writes an adopted view. */
  statement: 'onebook.statement',
  /** The ids of the running statements that write adopted views, the innermost first. */
  writers: 'onebook.writers',
  /** The passes of the triggers that write to tables behind views, the innermost first. */
  passes: 'onebook.passes',
  /**
   * Above zero while an UPDATE or DELETE of an adopted view runs: reads of the views lock. A function in SQL that reads with FOR UPDATE
   * has it set for itself (ALTER FUNCTION … SET "onebook.locks" = 1).
   */
  locks: 'onebook.locks',
} as const;

/** SQL of how many of them run. A setting that is no such number counts as none. */
export const LOCK_DEPTH = `coalesce(substring(current_setting('${SETTINGS.locks}', true) FROM '^[0-9]{1,6}$')::integer, 0)`;

/** The SQL types of the key columns. */
export function keyTypes({ key, columns }: LegacyTable): string[] {
  return key.map((one) => columns.find(({ name }) => name === one)?.type ?? 'text');
}

export function isKey({ key }: LegacyTable, row: string): string {
  return key.map((column) => `r.${quoted(column)} = ${row}.${quoted(column)}`).join(' AND ');
}

export function differs({ name, isComparable }: Column, a: string, b: string): string {
  const cast = isComparable ? '' : '::text';
  return `${a}.${quoted(name)}${cast} IS DISTINCT FROM ${b}.${quoted(name)}${cast}`;
}

/** The id of the wallet of a row's balance. @param lock such as FOR UPDATE */
export function walletIdSql(balance: Balance, row: string, lock: '' | 'FOR UPDATE' = ''): string {
  const name = walletNameSql(balance, row);
  return `(SELECT w.id FROM wallet w WHERE w.owner_id = ${name.owner} AND w.currency = ${name.currency} AND w.name = ${name.wallet} ${lock})`;
}

/** Minor units of a number in the unit of a column. Raises if they are not whole. */
export function minorSql(
  { s }: AdoptedSchema,
  balance: Balance,
  number: string,
  row: string,
): string {
  const { owner } = walletNameSql(balance, row);
  return `${s}.minor_of(${number}, ${scaleSql(balance, row)}, ${literal(balance.name)}, ${owner})`;
}

export function numberOf({ column }: Balance, row: string): string {
  return `coalesce(${row}.${quoted(column.name)}::numeric, 0)`;
}

/** Sets the balance columns of NEW to what the book has now. */
export function showSql(group: readonly Balance[]): string {
  return group
    .map(
      (balance) =>
        `\n      NEW.${quoted(balance.column.name)} := (${inUnitSql(balance, 'cash', 'NEW')})::${balance.column.type};`,
    )
    .join('');
}

/** The end of the id of a statement that may reach a row more than once. */
export const MANY = '+';

/** SQL of the id of the running statement. */
export const WRITER = `split_part(coalesce(current_setting('${SETTINGS.writers}', true), ''), ',', 1)`;

/** A row stays with its wallet: another owner would take the balance of the one for that of the other. */
export function refuseOtherWallet(table: LegacyTable): string {
  return byWallet(table.balances)
    .map(([balance]) => {
      const old = walletNameSql(balance, 'OLD');
      const fresh = walletNameSql(balance, 'NEW');
      return `IF (${old.owner}, ${old.currency}, ${old.wallet}) IS DISTINCT FROM (${fresh.owner}, ${fresh.currency}, ${fresh.wallet}) THEN
      RAISE EXCEPTION 'the row of % in % cannot become that of %: its balance stays with its owner', ${old.owner}, ${literal(table.sql)}, ${fresh.owner}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_row_keeps_its_wallet',
              HINT = 'Insert a row for the other owner, and move the money by changing both balances.';
    END IF;`;
    })
    .join('\n    ');
}

/** A column that is NOT NULL stays so: the table behind keeps its own number, and does not see what a statement sets. */
export function refuseNull(table: LegacyTable): string {
  return table.balances
    .filter(({ column }) => column.isNotNull)
    .map(
      ({ column: { name } }) => `IF NEW.${quoted(name)} IS NULL THEN
      RAISE not_null_violation USING MESSAGE = ${literal(`null value in column "${name}" of relation "${table.name}" violates not-null constraint`)},
        SCHEMA = ${literal(table.schema)}, TABLE = ${literal(table.name)}, COLUMN = ${literal(name)};
    END IF;`,
    )
    .join('\n    ');
}
