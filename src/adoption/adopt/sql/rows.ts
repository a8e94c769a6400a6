import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import type { LegacyTable } from '../legacy-table.js';
import { keyTypes, SETTINGS, WRITER } from './row-sql.js';

/** The view through which the triggers write the table behind. */
export function rowsOf({ rows }: AdoptedSchema, { number }: LegacyTable): string {
  return `${rows}.rows_${number}`;
}

/**
 * SQL of the passes with which the triggers of a view write the table behind. A pass is good for one row of one table, or for one new row, in one
 * transaction of one session. It cannot be made without the secret, so nothing else writes there. In the setting it is followed by the
 * statement that it belongs to, by the key of the row and by what is to be written.
 */
export function passFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const passes = `coalesce(current_setting('${SETTINGS.passes}', true), '')`;
  return [
    `CREATE TABLE ${s}.secret (secret text NOT NULL)`,
    `INSERT INTO ${s}.secret VALUES (gen_random_uuid()::text || gen_random_uuid()::text)`,
    `CREATE FUNCTION ${s}.pass_of(relation integer, key text) RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     BEGIN
       RETURN (SELECT encode(sha256(convert_to(concat_ws('/', k.secret, relation, pg_current_xact_id(), pg_backend_pid(), key), 'UTF8')), 'hex')
                 FROM ${s}.secret k);
     END $onebook$`,
    `CREATE FUNCTION ${s}.has_pass(relation integer, key text) RETURNS boolean LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     DECLARE
       given CONSTANT text := split_part(${passes}, ':', 1);
     BEGIN
       RETURN given <> '' AND given = ${s}.pass_of(relation, key);
     END $onebook$`,
    // The key of the row that the pass is for.
    `CREATE FUNCTION ${s}.passed(relation integer) RETURNS jsonb LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     DECLARE
       key CONSTANT text := split_part(split_part(${passes}, ',', 1), ':', 3);
     BEGIN
       IF key <> '' AND ${s}.has_pass(relation, key) THEN
         RETURN convert_from(decode(key, 'hex'), 'UTF8')::jsonb;
       END IF;
       RETURN NULL;
     END $onebook$`,
    // Those of the running statement. A trigger that keeps its row as it is leaves one.
    `CREATE FUNCTION ${s}.close_passes() RETURNS void LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       given CONSTANT text := ${passes};
       kept text := given;
     BEGIN
       WHILE kept <> '' AND split_part(split_part(kept, ',', 1), ':', 2) = ${WRITER} LOOP
         kept := coalesce(substring(kept FROM ',(.*)$'), '');
       END LOOP;
       IF kept <> given THEN
         PERFORM set_config('${SETTINGS.passes}', kept, true);
       END IF;
     END $onebook$`,
    `CREATE FUNCTION ${s}.open_pass(relation integer, key text, written text) RETURNS void LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     BEGIN
       PERFORM ${s}.close_passes();
       PERFORM set_config('${SETTINGS.passes}', concat(${s}.pass_of(relation, key), ':', ${WRITER}, ':', key, ':', written, ',', ${passes}), true);
     END $onebook$`,
  ];
}

/** SQL of the key of a row, as a pass has it. @param row OLD or NEW */
export function passKeySql({ s }: AdoptedSchema, table: LegacyTable, row: string): string {
  return `${s}.pass_key_${table.number}(${table.key.map((name) => `${row}.${quoted(name)}`).join(', ')})`;
}

/** SQL that begins to write the table behind, in a trigger with the rights of the book's owner. @param key SQL; '' for a new row */
export function openSql(
  { s }: AdoptedSchema,
  { number }: LegacyTable,
  key: string,
  written = "''",
): string {
  return `PERFORM ${s}.open_pass(${number}, ${key}, ${written});`;
}

/** SQL that ends it, in the next trigger of that kind. */
export function closeSql({ s }: AdoptedSchema): string {
  return `PERFORM ${s}.close_passes();`;
}

/**
 * SQL that says that there is nothing to write, in the trigger between. It runs with the search path of the role that sent the statement, so it
 * names the schema of all that it calls: a role could have a function or an operator of the same name.
 */
export const KEEP = `PERFORM pg_catalog.set_config('${SETTINGS.passes}', pg_catalog.regexp_replace(pg_catalog.current_setting('${SETTINGS.passes}', true), '^[^,]*,', ''), true);
      RETURN NULL;`;

/** SQL of what the pass says is to be written. */
export const WRITTEN = `pg_catalog.split_part(pg_catalog.split_part(pg_catalog.current_setting('${SETTINGS.passes}', true), ',', 1), ':', 4)`;

/**
 * SQL of the view through which the triggers write the table behind. They run as the role of the statement, because the
 * table's own triggers do what they do with its rights and its search path. PostgreSQL asks for that role's rights on this view, which all
 * have, and for those of the view's owner on the table. So the rights on the adopted view decide alone.
 *
 * A security barrier, because the planner would else call operators of any role on the statistics of the table.
 */
export function rowsViewSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const view = rowsOf(schema, table);
  const { s, b } = schema;
  const { number, key } = table;
  const columns = table.columns.map(({ name }) => `r.${quoted(name)}`).join(', ');
  const types = keyTypes(table);
  // A key is written and read alike, whatever the session has set.
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET timezone = 'UTC' SET extra_float_digits = 3`;
  const isPassed = key.map(
    (name, at) => `r.${quoted(name)} = (SELECT ${s}.passed_${number}_${at + 1}())`,
  );
  return [
    `CREATE FUNCTION ${s}.pass_key_${number}(${types.join(', ')}) RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     BEGIN
       RETURN encode(convert_to(jsonb_build_array(${key.map((_, at) => `$${at + 1}::text`).join(', ')})::text, 'UTF8'), 'hex');
     END $onebook$`,
    ...types.map(
      (
        type,
        at,
      ) => `CREATE FUNCTION ${s}.passed_${number}_${at + 1}() RETURNS ${type} LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     BEGIN
       RETURN (${s}.passed(${number}) ->> ${at})::${type};
     END $onebook$`,
    ),
    `CREATE VIEW ${view} WITH (security_barrier = true) AS SELECT ${columns} FROM ${table.baseSql} r WHERE ${isPassed.join(' AND ')}`,
    `COMMENT ON VIEW ${view} IS ${literal(`The triggers of ${table.sql} write ${table.baseSql} through it. It shows the row that they have a pass for, and else nothing.`)}`,
  ];
}
