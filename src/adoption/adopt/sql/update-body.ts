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
import { differs, isKey, minorSql, numberOf, showSql, walletIdSql } from './row-sql.js';

/**
 * The body of the trigger for UPDATE. Balances of OLD are locked and newest. Its other columns are those of the statement's
 * snapshot, and another transaction may have changed them since. PostgreSQL would then evaluate the statement again, which a
 * trigger cannot. So it goes on only if the outcome is the same in any case.
 */
export function updateBody(schema: AdoptedSchema, table: LegacyTable): string {
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
  const assign = table.columns
    .filter((column) => !table.balances.some(({ column: { name } }) => name === column.name))
    .map(({ name }) => `NEW.${quoted(name)} := fresh.${quoted(name)};`);
  return `
  DECLARE
    fresh ${table.baseSql}%ROWTYPE;
    said text;
    cash numeric;
    changes numeric[];
    sources text[];
  BEGIN
    ${refuseOtherWallet(table)}
    SELECT r.* INTO fresh FROM ${table.baseSql} r WHERE ${isKey(table, 'OLD')} FOR UPDATE;
    IF NOT FOUND THEN
      -- Deleted meanwhile, as far as PostgreSQL would say.
      RETURN NULL;
    END IF;
    IF ${others.map((column) => differs(column, 'fresh', 'OLD')).join(' OR ') || 'false'} THEN
      GET DIAGNOSTICS said = PG_CONTEXT;
      said := ${s}.statement_of(said, false);${settled.join('')}
    END IF;
    ${updateTable(table, others)}
    ${assign.join(' ')}${byWallet(table.balances)
      .map((group) => changeGroup(schema, group))
      .join('')}
    RETURN NEW;
  END`;
}

/** A row stays with its wallet: another owner would take the balance of the one for that of the other. */
function refuseOtherWallet(table: LegacyTable): string {
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

/** Writes the other columns. If the table has triggers, also if none changes: what they do happens as before. */
function updateTable(table: LegacyTable, others: readonly Column[]): string {
  const written = others.filter(({ identity }) => identity !== 'a');
  const key = quoted(table.key[0] ?? '');
  const set =
    written.map(({ name }) => `${quoted(name)} = NEW.${quoted(name)}`).join(', ') ||
    `${key} = r.${key}`;
  const update = `UPDATE ${table.baseSql} r SET ${set} WHERE ${isKey(table, 'OLD')} RETURNING r.* INTO fresh`;
  const isOther = written.map((column) => differs(column, 'NEW', 'fresh')).join(' OR ') || 'false';
  if (table.updateTriggers === 'none') return `IF ${isOther} THEN ${update}; END IF;`;
  if (table.updateTriggers === 'some') return `${update};`;
  // Name the columns that change, and no others.
  const assigned = written.map(
    (column) =>
      `CASE WHEN ${differs(column, 'NEW', 'fresh')} THEN ${literal(`${quoted(column.name)} = ($1).${quoted(column.name)}`)} END`,
  );
  const where = table.key.map((name) => `r.${quoted(name)} = ($2).${quoted(name)}`).join(' AND ');
  return `EXECUTE ${literal(`UPDATE ${table.baseSql} r SET `)}
        || coalesce(nullif(concat_ws(', ', ${assigned.join(', ')}), ''), ${literal(`${key} = r.${key}`)})
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
