import { quoted } from '../../../reader/index.js';
import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import type { LegacyTable } from '../legacy-table.js';
import { SETTINGS } from './row-sql.js';

/** The view through which the triggers write the table behind. */
export function rowsOf({ rows }: AdoptedSchema, { number }: LegacyTable): string {
  return `${rows}.rows_${number}`;
}

/**
 * SQL of the passes with which the triggers of a view write the table behind. A pass is good for one table, in one transaction
 * of one session, and cannot be made without the secret, so nothing else writes there.
 */
export function passFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [
    `CREATE TABLE ${s}.secret (secret text NOT NULL)`,
    `INSERT INTO ${s}.secret VALUES (gen_random_uuid()::text || gen_random_uuid()::text)`,
    `CREATE FUNCTION ${s}.pass_of(relation integer) RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     BEGIN
       RETURN (SELECT encode(sha256(convert_to(concat_ws('/', k.secret, relation, pg_current_xact_id(), pg_backend_pid()), 'UTF8')), 'hex')
                 FROM ${s}.secret k);
     END $onebook$`,
    `CREATE FUNCTION ${s}.has_pass(relation integer) RETURNS boolean LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     DECLARE
       given CONSTANT text := split_part(coalesce(current_setting('${SETTINGS.passes}', true), ''), ',', 1);
     BEGIN
       RETURN given <> '' AND given = ${s}.pass_of(relation);
     END $onebook$`,
  ];
}

/** SQL that begins to write the table behind, in a trigger with the rights of the book's owner. */
export function openSql({ s }: AdoptedSchema, { number }: LegacyTable): string {
  return `PERFORM set_config('${SETTINGS.passes}', ${s}.pass_of(${number}) || ',' || coalesce(current_setting('${SETTINGS.passes}', true), ''), true);`;
}

/** SQL that ends it. */
export const CLOSE = `PERFORM set_config('${SETTINGS.passes}', substring(current_setting('${SETTINGS.passes}', true) FROM ',(.*)$'), true);`;

/**
 * SQL of the view through which the triggers write the table behind. They run as the role of the statement, because the
 * table's own triggers do what they do with its rights and its search path. PostgreSQL asks for that role's rights on this view, which all
 * have, and for those of the view's owner on the table. So the rights on the adopted view decide alone.
 *
 * A security barrier, because the planner would else call operators of any role on the statistics of the table.
 */
export function rowsViewSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const view = rowsOf(schema, table);
  const columns = table.columns.map(({ name }) => `r.${quoted(name)}`).join(', ');
  return [
    `CREATE VIEW ${view} WITH (security_barrier = true) AS SELECT ${columns} FROM ${table.baseSql} r WHERE (SELECT ${schema.s}.has_pass(${table.number}))`,
    `COMMENT ON VIEW ${view} IS ${literal(`The triggers of ${table.sql} write ${table.baseSql} through it. Without a pass of theirs it shows nothing.`)}`,
  ];
}
