import { literal } from '../../shadow/shadowed-table.js';
import type { AdoptedSchema } from '../adopted-schema.js';
import type { LegacyTable } from '../legacy-table.js';
import {
  deleteBookBody,
  deleteTableBody,
  insertBookBody,
  insertTableBody,
  openBody,
} from './insert-and-delete-bodies.js';
import { updateBookBody, updateCheckBody, updateTableBody } from './update-body.js';

/**
 * SQL of the triggers by which writes to a view go on: balance columns to the book, everything else to the table behind.
 */
export function rowTriggersSql(schema: AdoptedSchema, table: LegacyTable): string[] {
  const { s, b } = schema;
  const { number, sql } = table;
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  // In the order of their names; each gets the row as the one before left it.
  const steps = (event: string, bodies: readonly (readonly [string, string])[]): string[] =>
    bodies.flatMap(([rights, body], at) => {
      const name = `${event}_${number}_${at + 1}`;
      return [
        `CREATE FUNCTION ${s}.${name}() RETURNS trigger LANGUAGE plpgsql ${rights} AS $onebook$${body} $onebook$`,
        `CREATE TRIGGER onebook_${at + 1}_${event} INSTEAD OF ${event.toUpperCase()} ON ${sql} FOR EACH ROW EXECUTE FUNCTION ${s}.${name}()`,
      ];
    });
  // The table is written with the rights and the search path of the old system, as its own triggers need them.
  const invoker = '';
  return [
    ...steps('insert', [
      [definer, openBody(schema, table, 'NEW')],
      [invoker, insertTableBody(schema, table)],
      [definer, insertBookBody(schema, table)],
    ]),
    ...steps('update', [
      [definer, updateCheckBody(schema, table)],
      [invoker, updateTableBody(schema, table)],
      [definer, updateBookBody(schema, table)],
    ]),
    ...steps('delete', [
      [definer, openBody(schema, table, 'OLD')],
      [invoker, deleteTableBody(schema, table)],
      [definer, deleteBookBody(schema, table)],
    ]),
    ...['INSERT', 'UPDATE', 'DELETE'].flatMap((event) => [
      `CREATE TRIGGER onebook_before_${event.toLowerCase()} BEFORE ${event} ON ${sql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.before_statement(${number}, ${literal(oneRowPattern(table))})`,
      `CREATE TRIGGER onebook_after_${event.toLowerCase()} AFTER ${event} ON ${sql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.after_statement()`,
    ]),
  ];
}

/**
 * A pattern of what is behind WHERE in statements that reach one row at most: they compare a unique column with a value, on either side. Strings
 * are taken out of it.
 */
function oneRowPattern({ uniqueColumns }: LegacyTable): string {
  if (uniqueColumns.length === 0) return '';
  const column = `"?\\m(?:${uniqueColumns.map((name) => name.replace(/[^\w]/g, '.')).join('|')})\\M"?`;
  const value = String.raw`(?:^|\mand\M|\()\s*(?:\$?\d+\s*)?(?:::\s*\w+\s*)?`;
  return String.raw`${column}\s*=(?!\s*(?:any|some|all)\M)|${value}=\s*(?:"?\w+"?\s*\.\s*)*${column}`;
}
