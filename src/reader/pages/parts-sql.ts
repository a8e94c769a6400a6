import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { DrawerIndex } from './drawer.js';
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
   * For lists whose rows no single index has in the list's order. `ids` is SQL for an array. A row `t` is in the list if one
   * of the columns has one of those ids, and each column has an index of itself and the position.
   */
  readonly sources?: Sources;
  /** For lists with conditions on which the order of reading does not depend: how to find the few among many. */
  readonly search?: Search;
}

export interface Sources {
  readonly ids: string;
  /** How many ids there are. */
  readonly count: number;
  readonly columns: readonly string[];
  /** A row `t` is in the list as well if `listed.column` is an array that has one of the ids. */
  readonly listed?: ListedSource;
}

/** An array column of a list's table, and the table in which each of its items has a row with the position. */
export interface ListedSource {
  readonly column: string;
  readonly table: string;
  /** The column of that table that has the item. It has an index of this column and the position. */
  readonly item: string;
}

/** What a SELECT of rows `t` of one source returns, and under which conditions. */
interface RowsOfSource {
  readonly returns: string;
  readonly table: string;
  /** Absent: none, and no more than the position is returned. */
  readonly conditions?: string;
  readonly order: string;
  readonly limit: string;
}

/** How a list is searched beyond the nearest rows of the book, or of its sources (search.ts). */
export interface Search {
  /** How many of those are read first, before any index is asked. */
  readonly nearest: number;
  /** The index that finds the rows further on; undefined: none has any condition of the list. */
  readonly index: DrawerIndex | undefined;
  /** The positions that all rows of the list are between. Absent: any. */
  readonly within?: { readonly above: string; readonly below: string };
  /** A sentence that tells the client what to add to a filter that no index answers. */
  readonly advice: string;
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
    // IS TRUE keeps the planner from taking another index for a condition that is searched.
    ...list.conditions.map((condition) => (list.search ? `(${condition}) IS TRUE` : condition)),
    part.without ? notWrittenBySql(part.without, parameters) : 'true',
  ].join(' AND ');
  const select = `SELECT t.id, t.position FROM ${list.table} t WHERE ${conditions}`;
  if (!list.sources) {
    const range = boundsSql(part, (position) => position, 't.position', parameters);
    return `${select} AND ${range} ORDER BY t.position ${order} ${limit}`;
  }
  const ofSources = rangesOfSourcesSql(
    list.sources,
    part,
    { returns: 't.id, t.position', table: list.table, conditions, order, limit },
    parameters,
  );
  return `SELECT DISTINCT t.id, t.position FROM ${ofSources}`;
}

/** Above every position that a sequence can draw. */
export const LAST_POSITION = String(2n ** 63n - 1n);

/** SQL for rows `t` of each source within a part's bounds, of each column in the order of positions. */
export function rangesOfSourcesSql(
  { ids, columns, listed }: Sources,
  part: Pick<Part, 'above' | 'below'>,
  { returns, table, conditions, order, limit }: RowsOfSource,
  parameters: Parameters,
): string {
  // Ranges that only an index of the column and the position can answer. With an equation the planner would know that the
  // rows are in the order of positions, and at times read the whole table in that order to find a few. Both bounds name
  // the position: beside `wallet_id <= …`, PostgreSQL would read from the end of the wallet up to the cursor.
  const { above = '0', below = LAST_POSITION } = part;
  const ofSource = (from: string, row: string, column: string, where: string): string => {
    const range = boundsSql(
      { above, below },
      (position) => `(source.id, ${position})`,
      `(${row}.${column}, ${row}.position)`,
      parameters,
    );
    // An index of a column that can be null has the others alone.
    return `(SELECT ${returns} FROM ${from} WHERE ${where} AND ${range} AND ${row}.${column} IS NOT NULL
              ORDER BY ${row}.${column} ${order}, ${row}.position ${order} ${limit})`;
  };
  const selects = columns.map((column) =>
    ofSource(`${table} t`, 't', column, conditions ?? 'true'),
  );
  if (listed) {
    // OFFSET makes the planner look up each row of the list, in the list's order. The conditions are within it,
    // so that the planner does not sort the whole list because it takes few of the rows to match.
    const rowsWith = (where: string): string =>
      `${listed.table} listed CROSS JOIN LATERAL (
         SELECT * FROM ${table} t WHERE t.position = listed.position AND ${where} OFFSET 0) t`;
    selects.push(
      conditions === undefined
        ? ofSource(`${listed.table} t`, 't', listed.item, 'true')
        : ofSource(rowsWith(conditions), 'listed', listed.item, 'true'),
    );
  }
  return `unnest(${ids}) AS source (id) CROSS JOIN LATERAL (${selects.join(' UNION ALL ')}) t`;
}

/** SQL for the conditions on a row `t` of a part: its bounds, and without what it leaves out. */
export function conditionsOfPart(part: Part, parameters: Parameters): string[] {
  return [
    boundsSql(part, (position) => position, 't.position', parameters),
    ...(part.without ? [notWrittenBySql(part.without, parameters)] : []),
  ];
}

/** SQL for the condition that a row `t` is of one of the list's sources; none if it has no sources. */
export function ofSourcesSql({
  sources,
}: Pick<PositionedList<ObjectLiteral>, 'sources'>): string[] {
  if (!sources) return [];
  const { ids, columns, listed } = sources;
  const all = columns.map((column) => `t.${column} = ANY(${ids})`);
  if (listed) all.push(`t.${listed.column} && ${ids}`);
  return [all.join(' OR ')];
}

/** SQL for the condition that a value is within the bounds of a part. @param bound SQL of a bound, from its position */
function boundsSql(
  { above, below }: Pick<Part, 'above' | 'below'>,
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
  const conditions = [written.where, range, ...list.conditions, ...ofSourcesSql(list)];
  return `SELECT t.id, t.position FROM ${written.from} WHERE (${conditions.join(') AND (')})`;
}
