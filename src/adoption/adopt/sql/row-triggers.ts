import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import type { LegacyTable } from '../legacy-table.js';
import { deleteBody, insertBody } from './insert-and-delete-bodies.js';
import { updateBody } from './update-body.js';

/**
 * SQL of the triggers by which writes to a view go on: balance columns to the book, everything else to the table behind.
 */
export function rowTriggersSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const { s, b } = schema;
  const { number, sql } = table;
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  const rowFunction = (event: string, body: string): string[] => [
    `CREATE FUNCTION ${s}.${event}_${number}() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$${body} $onebook$`,
    `CREATE TRIGGER onebook_${event} INSTEAD OF ${event.toUpperCase()} ON ${sql} FOR EACH ROW EXECUTE FUNCTION ${s}.${event}_${number}()`,
  ];
  return [
    ...rowFunction('insert', insertBody(schema, table)),
    ...rowFunction('update', updateBody(schema, table)),
    ...rowFunction('delete', deleteBody(schema, table)),
    ...['INSERT', 'UPDATE', 'DELETE'].flatMap((event) => [
      `CREATE TRIGGER onebook_before_${event.toLowerCase()} BEFORE ${event} ON ${sql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.before_statement(${number}, ${literal(oneRowPattern(table))})`,
      `CREATE TRIGGER onebook_after_${event.toLowerCase()} AFTER ${event} ON ${sql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.after_statement()`,
    ]),
  ];
}

/** A pattern of statements that reach one row at most: they compare a unique column with a value. */
function oneRowPattern({ uniqueColumns }: LegacyTable): string {
  const names = uniqueColumns.map((name) => name.replace(/[^\w]/g, '.'));
  return names.length === 0 ? '' : `\\m(${names.join('|')})"?\\s*=`;
}
