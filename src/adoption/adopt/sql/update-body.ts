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
  refuseNull,
  refuseOtherWallet,
  showSql,
  walletIdSql,
  WRITER,
} from './row-sql.js';
import { closeSql, KEEP, openSql, passKeySql, rowsOf, WRITTEN } from './rows.js';

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
  // Whether each column changes. The next trigger runs with another search path, where = may be anything.
  const written = writtenColumns(table);
  const changes = `concat(${written.map((column) => `CASE WHEN ${differs(column, 'NEW', 'fresh')} THEN '1' ELSE '0' END`).join(', ') || "''"})`;
  const given = table.columns
    .filter(({ isGenerated, identity }) => isGenerated || identity === 'a')
    .map(({ name }) => `\n    NEW.${quoted(name)} := fresh.${quoted(name)};`);
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
    ${refuseNull(table)}
    ${openSql(schema, table, passKeySql(schema, table, 'OLD'), changes)}${given.join('')}
    RETURN NEW;
  END`;
}

/**
 * The body of the trigger for UPDATE that writes the table. The row is locked. As it runs with the search path of the role that sent the
 * statement, all that it calls is named with its schema, and what cannot be is in the pass.
 */
export function updateTableBody(schema: AdoptedSchema, table: LegacyTable): string {
  const rows = rowsOf(schema, table);
  const assign = table.columns
    .filter(({ name }) => !table.balances.some(({ column }) => column.name === name))
    .map(({ name }) => `NEW.${quoted(name)} := fresh.${quoted(name)};`);
  return `
  DECLARE
    fresh ${rows}%ROWTYPE;
    written CONSTANT text := ${WRITTEN};
    found_rows bigint := 0;
  BEGIN
    ${updateTable(table, rows)}
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    IF found_rows OPERATOR(pg_catalog.=) 0 THEN
      -- A trigger of the table keeps the row as it is.
      ${KEEP}
    END IF;
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
  BEGIN
    ${closeSql(schema)}${groups.join('')}
    RETURN NEW;
  END`;
}

/** Writes the other columns. If the table has triggers, also if none changes: what they do happens as before. */
function updateTable(table: LegacyTable, rows: string): string {
  const written = writtenColumns(table);
  const changes = ({ name }: Column): string =>
    `pg_catalog.substr(written, ${written.findIndex((one) => one.name === name) + 1}, 1) OPERATOR(pg_catalog.=) '1'`;
  const isKeyLike = ({ name }: Column): boolean => table.keyLike.includes(name);
  const anyOf = (columns: readonly Column[]): string =>
    columns.map(changes).join(' OR ') || 'false';
  const plain = written.filter((column) => !isKeyLike(column));
  // Something has to be set, and rather a column that is no key.
  const same = quoted(
    table.columns.find((column) => !isKeyLike(column) && !column.isGenerated)?.name ??
      table.key[0] ??
      '',
  );
  const updateOf = (columns: readonly Column[]): string => {
    const set = columns.map(({ name }) => `${quoted(name)} = NEW.${quoted(name)}`).join(', ');
    return `UPDATE ${rows} r SET ${set || `${same} = r.${same}`} WHERE true RETURNING r.* INTO fresh`;
  };
  // Named, a column of a unique index would keep others from referring to the row, also if it stays as it is.
  const update = `IF ${anyOf(written.filter(isKeyLike))} THEN ${updateOf(written)}; ELSE ${updateOf(plain)}; END IF;`;
  if (table.updateTriggers === 'none')
    return `IF NOT (${anyOf(written)}) THEN RETURN NEW; END IF; ${update}`;
  if (table.updateTriggers === 'some') return update;
  // Name the columns that change, and no others.
  const assigned = written.map(
    (column) =>
      `CASE WHEN ${changes(column)} THEN ${literal(`${quoted(column.name)} = ($1).${quoted(column.name)}`)} END`,
  );
  const names = `pg_catalog.concat_ws(', ', ${assigned.join(', ') || 'NULL'})`;
  return `EXECUTE pg_catalog.concat(${literal(`UPDATE ${rows} r SET `)},
        CASE WHEN ${anyOf(written)} THEN ${names} ELSE ${literal(`${same} = r.${same}`)} END,
        ' WHERE true RETURNING r.*') INTO fresh USING NEW;`;
}

/** The columns that a statement writes to the table behind. */
function writtenColumns(table: LegacyTable): Column[] {
  return passedThrough(table).filter(({ identity }) => identity !== 'a');
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
