import type { EntityManager, ObjectLiteral } from 'typeorm';
import { missingRowError } from './cursor.js';
import { entityRowsOf } from './entity-rows.js';
import { type FoundRow, newerParts, olderParts, type Part, placeOf } from './list-parts.js';
import { openTransactionsOf, SNAPSHOT_COLUMNS, type SnapshotColumns } from './open-transactions.js';
import { pageOf, pageRequestOf, type Page, type PageArguments, type PageRequest } from './page.js';
import type { Parameters } from './parameters.js';
import { type PositionedList, partsSql } from './parts-sql.js';
import { decodePlace, encodePlace, type Place } from './place.js';
import { searchParts } from './search.js';

const SNAPSHOT_SQL = Object.entries(SNAPSHOT_COLUMNS)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ');

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

/**
 * The nearest rows of the parts, at most one more than a page holds, in the order of the parts and each part in reading
 * order.
 */
async function readParts<Row extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  list: PositionedList<Row>,
  parts: readonly Part[],
  request: PageRequest,
): Promise<FoundRow<Row>[]> {
  const parameters = list.parameters.copy();
  const found = await foundSql(manager, list, parts, request, parameters);
  const { columnsSql, entityOf } = entityRowsOf(manager, list.entity);
  const listed = await parameters.query<SnapshotColumns & { part: number; position: string }>(
    manager,
    `/* pageByPosition */
     SELECT found.part, found.position, ${columnsSql('listed')}, ${SNAPSHOT_SQL}
       FROM ${list.table} listed JOIN (${found}) found ON found.id = listed.id`,
  );
  const rows = listed.map((row) => ({
    node: entityOf({ ...row }),
    part: row.part,
    position: row.position,
    open: openTransactionsOf(row),
  }));
  const direction = request.backwards ? 1 : -1;
  return rows.sort(
    (a, b) =>
      a.part - b.part || direction * Math.sign(Number(BigInt(a.position) - BigInt(b.position))),
  );
}

/** SQL for columns `part`, `id` and `position` of the nearest rows of the parts, at most one more than a page holds. */
async function foundSql<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: PositionedList<Row>,
  parts: readonly Part[],
  request: Pick<PageRequest, 'backwards' | 'size'>,
  parameters: Parameters,
): Promise<string> {
  if (!list.search) return partsSql(list, parts, request, parameters);
  const rows = await searchParts(manager, { ...list, search: list.search }, parts, request);
  const part = parameters.add(rows.map((row) => row.part));
  const ids = parameters.add(rows.map(({ id }) => id));
  const positions = parameters.add(rows.map(({ position }) => position));
  return `SELECT part, id, position
            FROM unnest(${part}::int[], ${ids}::uuid[], ${positions}::bigint[]) AS row (part, id, position)`;
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
    ? await foundSql(manager, list, parts, { backwards: !backwards, size: 0 }, parameters)
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
