import { cashSeenSql } from '../../../ledger/index.js';
import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import { byWallet, type Column, type LegacyTable, walletNameSql } from '../legacy-table.js';
import { isKey, minorSql, numberOf, SETTINGS, showSql, walletIdSql } from './row-sql.js';

export function insertBody(schema: AdoptedSchema, table: LegacyTable): string {
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
    cash := ${cashSeenSql({ s }, 'wallet')};
    numbers := ${distinct};
    IF cardinality(numbers) > 1 THEN
      RAISE EXCEPTION 'the new row of % gives one balance different numbers: %', ${name.owner}, array_to_string(numbers, ' and ')
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance',
              HINT = 'These columns show one balance. Give it in one of them, or the same in all.';
    END IF;
    given := coalesce(numbers[1], 0);
    IF cash = 0 AND given <> 0 THEN
      cash := ${s}.change(wallet, ARRAY[${literal(first.name)}], given, wrote, false);
    ELSIF given <> 0 AND given <> cash THEN
      RAISE EXCEPTION '% has a balance of % already: a new row cannot make it %', ${name.owner},
          ${s}.money_literal(cash, ${name.currency}), ${s}.money_literal(given, ${name.currency})
        USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance',
              HINT = 'Insert 0 or the present balance, and change it by UPDATE.';
    END IF;${showSql(group)}`;
  });
  return `
  DECLARE
    fresh ${table.baseSql}%ROWTYPE;
    wallet uuid;
    cash numeric;
    given numeric;
    numbers numeric[];
    wrote CONSTANT text := current_setting('${SETTINGS.statement}', true);
  BEGIN
    PERFORM set_config('${SETTINGS.through}', '${table.number}', true);
    ${insertRow(table)}
    PERFORM set_config('${SETTINGS.through}', '', true);
    IF fresh IS NULL THEN
      RETURN NULL;
    END IF;
    ${table.columns.map(({ name }) => `NEW.${quoted(name)} := fresh.${quoted(name)};`).join(' ')}${groups.join('')}
    RETURN NEW;
  END`;
}

/** A column that counts by itself does so in the table, unless the statement gives a value. */
function insertRow(table: LegacyTable): string {
  const columns = table.columns.filter(({ isGenerated }) => !isGenerated);
  const counting = columns.filter(({ identity }) => identity !== '');
  const insert = (given: readonly Column[], overriding = ''): string => {
    const names = given.map(({ name }) => quoted(name)).join(', ');
    const values = given.map(({ name }) => `NEW.${quoted(name)}`).join(', ');
    return `INSERT INTO ${table.baseSql} AS r (${names})${overriding} VALUES (${values}) RETURNING r.* INTO fresh;`;
  };
  const [first] = counting;
  if (!first) return insert(columns);
  return `IF NEW.${quoted(first.name)} IS NULL THEN
      ${insert(columns.filter((column) => !counting.includes(column)))}
    ELSE
      ${insert(columns, ' OVERRIDING SYSTEM VALUE')}
    END IF;`;
}

export function deleteBody(schema: AdoptedSchema, table: LegacyTable): string {
  const { s } = schema;
  // A row of another table than the first source's takes no money with it: the owner has the same balance there.
  const groups = byWallet(table.balances.filter(({ isAuthoritative }) => isAuthoritative)).map(
    ([first]) => `
    wallet := ${walletIdSql(first, 'OLD')};
    PERFORM FROM wallet w WHERE w.id = wallet FOR UPDATE;
    cash := ${cashSeenSql({ s }, 'wallet')};
    IF cash <> 0 THEN
      PERFORM ${s}.change(wallet, ARRAY[${literal(first.name)}], -cash, current_setting('${SETTINGS.statement}', true), false);
    END IF;`,
  );
  return `
  DECLARE
    wallet uuid;
    cash numeric;
  BEGIN
    PERFORM set_config('${SETTINGS.through}', '${table.number}', true);
    DELETE FROM ${table.baseSql} r WHERE ${isKey(table, 'OLD')};
    IF NOT FOUND THEN
      PERFORM set_config('${SETTINGS.through}', '', true);
      RETURN NULL;
    END IF;
    PERFORM set_config('${SETTINGS.through}', '', true);${groups.join('')}
    RETURN OLD;
  END`;
}
