import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { missingRowError } from './cursor.js';
import {
  notWrittenBySql,
  openTransactionsOf,
  type OpenTransactions,
  SNAPSHOT_COLUMNS,
  type SnapshotColumns,
  without,
  writtenBySql,
} from './open-transactions.js';
import { pageOf, pageRequestOf, type Page, type PageArguments, type PageRequest } from './page.js';
import type { Parameters } from './parameters.js';
import { decodePlace, encodePlace, type Place, placeAtTop } from './place.js';

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

/** A row of the list in reading order, with the snapshot in which it was read. */
interface FoundRow<Row> {
  readonly node: Row;
  readonly position: string;
  /** Index of the part that it is in. */
  readonly part: number;
  readonly open: OpenTransactions;
}

/** A part of a list: the rows between two positions. */
interface Part {
  /** The position that all are above. Undefined: none. */
  readonly above?: string;
  /** The position that all are below. Undefined: none. */
  readonly below?: string;
  /** Only what these transactions wrote. Undefined: whatever wrote it. */
  readonly of?: OpenTransactions;
  /** Without what these transactions wrote. */
  readonly without?: OpenTransactions;
  /** The place of a row that was found in the part. */
  readonly place: (row: FoundRow<{ id: string }>) => Place;
}

/** A page of a list in the book's order. @throws InputError for a wrong page or cursor */
export async function pageByPosition<Row extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  list: PositionedList<Row>,
  page: PageArguments,
): Promise<Page<Row>> {
  const request = pageRequestOf(page);
  const start = request.cursor === undefined ? undefined : decodePlace(list.name, request.cursor);
  const parts = request.backwards ? newerParts(start) : olderParts(start);
  const found = await readParts(manager, list, parts, request);
  const rows = found.map((row) => ({ place: placeOf(row, parts), node: row.node }));
  return pageOf(
    request,
    rows.map(({ place, node }) => ({ cursor: encodePlace(list.name, place), node })),
    start !== undefined && (await hasOtherSide(manager, list, start, rows[0]?.place, request)),
  );
}

function placeOf(row: FoundRow<{ id: string }>, parts: readonly Part[]): Place {
  const part = parts[row.part];
  if (!part) throw new Error('a row of a page is in none of its parts');
  return part.place(row);
}

/** The rows after a place: older ones, of the list as it was when the client got the place. */
function olderParts(start: Place | undefined): Part[] {
  return [
    {
      ...(start && { below: start.position, without: start.hidden }),
      place: ({ node, position, open }) => placeAtTop(node.id, position, start?.hidden ?? open),
    },
  ];
}

/**
 * The rows before a place, in the order in which they are read: everything that the client has not been given. That is
 * what became visible since, up to the top, and everything past the top.
 */
function newerParts(start: Place | undefined): Part[] {
  const newest: Part = {
    ...(start && { above: start.top }),
    place: ({ node, position, open }) => placeAtTop(node.id, position, open),
  };
  if (!start) return [newest];
  // The row at the top was given, so it is in none of these parts.
  const { position: own, top, hidden, rest } = start;
  return [
    {
      ...{ above: own, below: top, of: rest },
      place: ({ node, position }) => ({ id: node.id, position, top, hidden, rest }),
    },
    {
      ...{ below: top, of: hidden },
      place: ({ node, position, open }) => ({
        ...{ id: node.id, position, top },
        hidden: open,
        rest: without(hidden, open),
      }),
    },
    newest,
  ];
}

/** The nearest rows of the parts, at most `limit`, in the order of the parts and each part in reading order. */
async function readParts<Row extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  list: PositionedList<Row>,
  parts: readonly Part[],
  request: PageRequest,
): Promise<FoundRow<Row>[]> {
  const parameters = list.parameters.copy();
  const found = partsSql(list, parts, request, parameters);
  const query = manager
    .createQueryBuilder(list.entity, 'listed')
    .innerJoin(`(${found})`, 'found', 'found.id = listed.id')
    .addSelect('found.part', 'part')
    .addSelect('found.position', 'position')
    .setParameters(parameters.values);
  for (const [name, sql] of Object.entries(SNAPSHOT_COLUMNS)) query.addSelect(sql, name);
  const { entities, raw } = await query.getRawAndEntities<
    SnapshotColumns & { part: number; position: string }
  >();
  const rows = entities.flatMap((node, index) => {
    const columns = raw[index];
    return columns ? { node, ...columns, open: openTransactionsOf(columns) } : [];
  });
  const direction = request.backwards ? 1 : -1;
  return rows.sort(
    (a, b) =>
      a.part - b.part || direction * Math.sign(Number(BigInt(a.position) - BigInt(b.position))),
  );
}

/** SQL for columns `part`, `id` and `position` of the nearest rows of the parts, at most one more than a page holds. */
function partsSql<Row extends ObjectLiteral>(
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

/**
 * Whether the list has a row on the other side of the first row that was read from a place.
 * @param first place of that row; undefined: no row was found
 * @throws InputError if the book does not have the row of the cursor
 */
async function hasOtherSide<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: PositionedList<Row>,
  start: Place,
  first: Place | undefined,
  { backwards }: PageRequest,
): Promise<boolean> {
  const parameters = list.parameters.copy();
  const parts = first ? (backwards ? olderParts(first) : newerParts(first)) : [];
  const others = first
    ? partsSql(list, parts, { backwards: !backwards, size: 0 }, parameters)
    : 'SELECT WHERE false';
  const { id, position } = start;
  const known = `SELECT FROM ${list.table} WHERE id = ${parameters.add(id)} AND position = ${parameters.add(position)}`;
  const [row] = await parameters.query<{ known: boolean; others: boolean }>(
    manager,
    `SELECT EXISTS (${known}) AS known, EXISTS (${others}) AS others`,
  );
  if (!row?.known) throw missingRowError();
  return row.others;
}
