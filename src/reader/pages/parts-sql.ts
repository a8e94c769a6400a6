import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Part } from './list-parts.js';
import { notWrittenBySql, type OpenTransactions, writtenBySql } from './open-transactions.js';
import type { PageRequest } from './page.js';
import type { Parameters } from './parameters.js';

/** A list in the book's order, newest first: the rows of a table that match a filter. */
export interface PositionedList<Row extends ObjectLiteral> {
  /** Its name in cursors. */
  readonly name: string;
  /** Class and table of its rows. */
  readonly entity: EntityTarget<Row>;
  readonly table: string;
  /** SQL for the conditions of the filter on a row `t`. */
  readonly conditions: readonly string[];
  /** The values in the SQL of this list. */
  readonly parameters: Parameters;
  /**
   * For lists whose rows no single index has in the list's order. `from` is SQL for rows `source (id)`. A row `t` is in the
   * list if one of the columns has one of those ids, and each column has an index of itself and the position.
   */
  readonly sources?: { readonly from: string; readonly columns: readonly string[] };
}

/** SQL for columns `part`, `id` and `position` of the nearest rows of the parts, at most one more than a page holds. */
export function partsSql<Row extends ObjectLiteral>(
  list: PositionedList<Row>,
  parts: readonly Part[],
  { backwards, size }: Pick<PageRequest, 'backwards' | 'size'>,
  parameters: Parameters,
): string {
  const order = backwards ? 'ASC' : 'DESC';
  const limit = `LIMIT ${size + 1}`;
  const selects = parts.flatMap((part, index) => {
    if (part.of?.ranges.length === 0) return [];
    const rows = part.of
      ? rowsWrittenBySql(list, part, part.of, parameters)
      : rowsSql(list, part, { order, limit }, parameters);
    return `(SELECT ${index} AS part, t.id, t.position FROM (${rows}) t ORDER BY t.position ${order} ${limit})`;
  });
  return `SELECT part, id, position FROM (${selects.join(' UNION ALL ')}) nearest
           ORDER BY part, position ${order} ${limit}`;
}

/**
 * SQL for the rows of a part, or at least the nearest of each source.
 * @param order direction of reading
 */
function rowsSql<Row extends ObjectLiteral>(
  list: PositionedList<Row>,
  part: Part,
  { order, limit }: { readonly order: string; readonly limit: string },
  parameters: Parameters,
): string {
  const conditions = [
    ...list.conditions,
    part.without ? notWrittenBySql(part.without, parameters) : 'true',
  ].join(' AND ');
  const select = `SELECT t.id, t.position FROM ${list.table} t WHERE ${conditions}`;
  if (!list.sources) {
    const range = boundsSql(part, (position) => position, 't.position', parameters);
    return `${select} AND ${range} ORDER BY t.position ${order} ${limit}`;
  }
  // Ranges that only an index of the column and the position can answer. With an equation the planner would know that the
  // rows are in the order of positions, and at times read the whole table in that order to find a few.
  const ofSource = list.sources.columns.map((column) => {
    const range = boundsSql(
      part,
      (position) => `(source.id, ${position})`,
      `(t.${column}, t.position)`,
      parameters,
    );
    return `(${select} AND ${range} AND t.${column} >= source.id AND t.${column} <= source.id
              ORDER BY t.${column} ${order}, t.position ${order} ${limit})`;
  });
  return `SELECT DISTINCT t.id, t.position FROM ${list.sources.from} CROSS JOIN LATERAL (${ofSource.join(' UNION ALL ')}) t`;
}

/** SQL for the condition that a value is within the bounds of a part. @param bound SQL of a bound, from its position */
function boundsSql(
  { above, below }: Part,
  bound: (position: string) => string,
  value: string,
  parameters: Parameters,
): string {
  return [
    above === undefined ? 'true' : `${value} > ${bound(`${parameters.add(above)}::bigint`)}`,
    below === undefined ? 'true' : `${value} < ${bound(`${parameters.add(below)}::bigint`)}`,
  ].join(' AND ');
}

/** SQL for the rows of a part that some transactions wrote. They are few, so the other conditions need no index. */
function rowsWrittenBySql<Row extends ObjectLiteral>(
  list: PositionedList<Row>,
  part: Part,
  open: OpenTransactions,
  parameters: Parameters,
): string {
  const written = writtenBySql(open, list.table, parameters);
  const range = boundsSql(part, (position) => position, 't.position', parameters);
  const conditions = [written.where, range, ...list.conditions];
  if (list.sources) {
    const columns = list.sources.columns.map((column) => `t.${column}`).join(', ');
    conditions.push(`EXISTS (SELECT FROM ${list.sources.from} WHERE source.id IN (${columns}))`);
  }
  return `SELECT t.id, t.position FROM ${written.from} WHERE ${conditions.join(' AND ')}`;
}
