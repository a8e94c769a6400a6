import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { type Balance, byWallet, type Column, type LegacyTable } from '../legacy-table.js';
import {
  differs,
  isKey,
  MANY,
  minorSql,
  numberOf,
  refuseOtherWallet,
  showSql,
  walletIdSql,
  WRITER,
} from './row-sql.js';
import { CLOSE, openSql, rowsOf } from './rows.js';

/**
 * The body of the first of the triggers for UPDATE. It locks the row. Balances of OLD are locked and newest. Its other columns are those of the statement's
 * snapshot, and another transaction may have changed them since. PostgreSQL would then evaluate the statement again, which a
 * trigger cannot. So it goes on only if the outcome is the same in any case.
 *
 * A join can reach a row several times. PostgreSQL then changes it once, by what it finds first, and so does this.
 */
export function updateCheckBody(schema: AdoptedSchema, table: LegacyTable): string {
  const { s } = schema;
  const others = passedThrough(table);
  const settled = others.map((column) => {
    const name = `NEW.${quoted(column.name)}`;
    const isNumber = column.isNumber && !column.isGenerated;
    const outcome = `${s}.outcome_of(${literal(table.sql)}, ${literal(column.name)}, ${differs(column, 'NEW', 'OLD')}, ${String(isNumber)}, said)`;
    return `
      IF ${differs(column, 'fresh', 'OLD')} THEN
        CASE ${outcome}
          WHEN 'keep' THEN ${name} := fresh.${quoted(column.name)};
          ${isNumber ? `WHEN 'add' THEN ${name} := fresh.${quoted(column.name)} + (${name} - OLD.${quoted(column.name)});` : ''}
          ELSE NULL;
        END CASE;
      END IF;`;
  });
  const key = table.key.map((name) => `OLD.${quoted(name)}`).join(', ');
  return `
  DECLARE
    fresh ${table.baseSql}%ROWTYPE;
    said text;
  BEGIN
    ${refuseOtherWallet(table)}
    IF ${WRITER} LIKE '%${MANY}' THEN
      INSERT INTO ${s}.reached VALUES (${WRITER}, jsonb_build_array(${key})::text) ON CONFLICT DO NOTHING;
      IF NOT FOUND THEN
        RETURN NULL;
      END IF;
    END IF;
    SELECT r.* INTO fresh FROM ${table.baseSql} r WHERE ${isKey(table, 'OLD')} FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      -- Deleted meanwhile, as far as PostgreSQL would say.
      RETURN NULL;
    END IF;
    IF ${others.map((column) => differs(column, 'fresh', 'OLD')).join(' OR ') || 'false'} THEN
      GET DIAGNOSTICS said = PG_CONTEXT;
      said := ${s}.statement_of(said, false);${settled.join('')}
    END IF;
    ${openSql(schema, table)}
    RETURN NEW;
  END`;
}

/** The body of the trigger for UPDATE that writes the table. The row is locked. */
export function updateTableBody(schema: AdoptedSchema, table: LegacyTable): string {
  const rows = rowsOf(schema, table);
  const assign = table.columns
    .filter((column) => !table.balances.some(({ column: { name } }) => name === column.name))
    .map(({ name }) => `NEW.${quoted(name)} := fresh.${quoted(name)};`);
  return `
  DECLARE
    fresh ${rows}%ROWTYPE;
  BEGIN
    SELECT r.* INTO fresh FROM ${rows} r WHERE ${isKey(table, 'OLD')};
    ${updateTable(table, rows)}
    ${CLOSE}
    ${assign.join(' ')}
    RETURN NEW;
  END`;
}

/** The last of the triggers for UPDATE: what the balance columns say goes to the book. */
export function updateBookBody(schema: AdoptedSchema, table: LegacyTable): string {
  const groups = byWallet(table.balances).map((group) => changeGroup(schema, group));
  return `
  DECLARE
    cash numeric;
    changes numeric[];
    sources text[];
  BEGIN${groups.join('')}
    RETURN NEW;
  END`;
}

/** Writes the other columns. If the table has triggers, also if none changes: what they do happens as before. */
function updateTable(table: LegacyTable, rows: string): string {
  const written = passedThrough(table).filter(({ identity }) => identity !== 'a');
  const isKeyLike = ({ name }: Column): boolean => table.keyLike.includes(name);
  const differing = (columns: readonly Column[]): string =>
    columns.map((column) => differs(column, 'NEW', 'fresh')).join(' OR ') || 'false';
  const plain = written.filter((column) => !isKeyLike(column));
  // Something has to be set, and rather a column that is no key.
  const same = quoted(
    table.columns.find((column) => !isKeyLike(column) && !column.isGenerated)?.name ??
      table.key[0] ??
      '',
  );
  const updateOf = (columns: readonly Column[]): string => {
    const set = columns.map(({ name }) => `${quoted(name)} = NEW.${quoted(name)}`).join(', ');
    return `UPDATE ${rows} r SET ${set || `${same} = r.${same}`} WHERE ${isKey(table, 'OLD')} RETURNING r.* INTO fresh`;
  };
  // Named, a column of a unique index would keep others from referring to the row, also if it stays as it is.
  const update = `IF ${differing(written.filter(isKeyLike))} THEN ${updateOf(written)}; ELSE ${updateOf(plain)}; END IF`;
  const isOther = differing(written);
  if (table.updateTriggers === 'none') return `IF ${isOther} THEN ${update}; END IF;`;
  if (table.updateTriggers === 'some') return `${update};`;
  // Name the columns that change, and no others.
  const assigned = written.map(
    (column) =>
      `CASE WHEN ${differs(column, 'NEW', 'fresh')} THEN ${literal(`${quoted(column.name)} = ($1).${quoted(column.name)}`)} END`,
  );
  const where = table.key.map((name) => `r.${quoted(name)} = ($2).${quoted(name)}`).join(' AND ');
  return `EXECUTE ${literal(`UPDATE ${rows} r SET `)}
        || coalesce(nullif(concat_ws(', ', ${assigned.join(', ')}), ''), ${literal(`${same} = r.${same}`)})
        || ${literal(` WHERE ${where} RETURNING r.*`)} INTO fresh USING NEW, OLD;`;
}

function changeGroup(schema: AdoptedSchema, group: readonly [Balance, ...Balance[]]): string {
  const changed = group.map(
    ({ column }) => `NEW.${quoted(column.name)} IS DISTINCT FROM OLD.${quoted(column.name)}`,
  );
  const each = group.map(
    (balance, at) => `
      IF ${changed[at] ?? ''} THEN
        changes := changes || ${minorSql(schema, balance, `${numberOf(balance, 'NEW')} - ${numberOf(balance, 'OLD')}`, 'NEW')};
        sources := sources || ${literal(balance.name)}::text;
      END IF;`,
  );
  return `
    IF ${changed.join(' OR ')} THEN
      changes := '{}';
      sources := '{}';${each.join('')}
      cash := ${schema.s}.change_alike(${walletIdSql(group[0], 'NEW')}, sources, changes);${showSql(group)}
    END IF;`;
}

/** The columns that the table behind has as they are written. */
function passedThrough(table: LegacyTable): Column[] {
  const balances = new Set(table.balances.map(({ column }) => column.name));
  return table.columns.filter(({ name, isGenerated }) => !isGenerated && !balances.has(name));
}
