import type { EntityManager, ObjectLiteral } from 'typeorm';
import { DRAWER_BITS, DRAWER_SIZE, type DrawerIndex } from './drawer.js';
import type { Part } from './list-parts.js';
import { InputError } from './page.js';
import { conditionsOfPart, ofSourcesSql, type PositionedList } from './parts-sql.js';

/** Drawers of one statement: at first, by how much more in the next one, and at most. */
const FIRST_DRAWERS = 2;
const MORE_DRAWERS = 8;
const MOST_DRAWERS = 1_024;

/** Most rows that a statement takes, unless that is not even one drawer. */
const MOST_AT_ONCE = DRAWER_SIZE / 4;
/** Most rows that one page looks at in drawers before it gives up, in some tens of milliseconds. */
const MOST_CANDIDATES = 4 * DRAWER_SIZE;

/** A row that was found, and its place in the book's order. */
export interface FoundPosition {
  readonly id: string;
  readonly position: string;
}

/**
 * The nearest rows of a part, at most `wanted`, in reading order. Reads the part's drawers from the nearest one on, some in
 * each statement, until there are enough. A statement looks at no more rows than a drawer holds.
 * @throws InputError if more rows match what the index answers than a page may look at
 */
export async function findInDrawers<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: PositionedList<Row>,
  index: DrawerIndex,
  part: Part,
  { extent, backwards, wanted }: { extent: Extent; backwards: boolean; wanted: number },
): Promise<FoundPosition[]> {
  const { first, last } = extentOf(part, extent);
  const lowest = first >> DRAWER_BITS;
  const highest = last >> DRAWER_BITS;
  const found: FoundPosition[] = [];
  let candidates = 0;
  let count = FIRST_DRAWERS;
  let limit = MOST_AT_ONCE;
  for (let near = backwards ? lowest : highest; backwards ? near <= highest : near >= lowest;) {
    const looked = await lookInto(manager, list, index, part, {
      from: near,
      to: backwards
        ? min(highest, near + BigInt(count - 1))
        : max(lowest, near - BigInt(count - 1)),
      backwards,
      limit,
      wanted: wanted - found.length,
    });
    found.push(...looked.found);
    if (found.length >= wanted) break;
    candidates += looked.candidates;
    if (candidates > MOST_CANDIDATES) throw tooManyError(list);
    const next = BigInt(looked.end) + (backwards ? 1n : -1n);
    // A drawer that holds more is read alone and whole.
    const isFull = next === near;
    count = isFull ? 1 : nextCount(count, looked.candidates);
    limit = isFull ? DRAWER_SIZE : MOST_AT_ONCE;
    near = next;
  }
  return found;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The lowest and the highest position of a book's rows. */
export interface Extent {
  readonly first: bigint;
  readonly last: bigint;
}

/** The lowest and the highest position that a row of the part can have. */
export function extentOf({ above, below }: Part, { first, last }: Extent): Extent {
  const lowest = above === undefined ? first : BigInt(above) + 1n;
  const highest = below === undefined ? last : BigInt(below) - 1n;
  return { first: max(lowest, first), last: min(highest, last) };
}

/** How many drawers the next statement probably can read: more if these held few rows that match. */
function nextCount(count: number, candidates: number): number {
  if (candidates * MORE_DRAWERS <= MOST_AT_ONCE)
    return Math.min(MOST_DRAWERS, count * MORE_DRAWERS);
  return candidates < MOST_AT_ONCE ? count : FIRST_DRAWERS;
}

/** The error for a filter that an index answers with too many rows that do not match the rest of it. */
export function tooManyError({
  search,
}: Pick<PositionedList<ObjectLiteral>, 'search'>): InputError {
  return new InputError(
    `This filter would read too much of the book. ${search?.advice ?? 'Ask for less.'}`,
  );
}

interface Look {
  /** The nearest drawer, and the furthest. */
  readonly from: bigint;
  readonly to: bigint;
  readonly backwards: boolean;
  /** The most candidates to take. */
  readonly limit: number;
  readonly wanted: number;
}

interface Looked {
  /** How many rows match what the index answers. */
  readonly candidates: number;
  /** The last drawer that was read whole. */
  readonly end: string;
  readonly found: readonly FoundPosition[];
}

/** Looks into drawers, one after another in reading order, until it has as many rows as it may take. */
async function lookInto<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: PositionedList<Row>,
  { inDrawer, others }: DrawerIndex,
  part: Part,
  { from, to, backwards, limit, wanted }: Look,
): Promise<Looked> {
  const parameters = list.parameters.copy();
  const order = backwards ? 'ASC' : 'DESC';
  // In this order: to compare a wallet or a position takes less time than any other condition.
  const fits = [...ofSourcesSql(list), ...conditionsOfPart(part, parameters), ...others];
  // The drawers come in their order, so PostgreSQL reads no further than to the limit. Beyond it the last drawer may not be
  // whole, and is left for the next statement.
  const [row] = await parameters.query<Looked>(
    manager,
    `/* findInDrawers */
     WITH candidate AS MATERIALIZED (
       SELECT drawer.number, t.id, t.position, ${fits.map((condition) => `(${condition})`).join(' AND ')} AS fits
         FROM (SELECT number
                 FROM generate_series(${parameters.add(from)}::bigint, ${parameters.add(to)}::bigint, ${backwards ? '1' : '-1'})
                        AS number
                ORDER BY number ${order}) drawer
        CROSS JOIN LATERAL (SELECT * FROM ${list.table} t WHERE ${inDrawer('drawer.number')} OFFSET 0) t
        ORDER BY drawer.number ${order} LIMIT ${limit + 1}),
     looked AS (
       SELECT count(*)::int AS candidates,
              CASE WHEN count(*) > ${limit} THEN ${backwards ? 'max(number) - 1' : 'min(number) + 1'}
                   ELSE ${parameters.add(to)}::bigint END AS "end"
         FROM candidate),
     nearest AS (
       SELECT id, position FROM candidate
        WHERE fits AND number ${backwards ? '<=' : '>='} (SELECT "end" FROM looked)
        ORDER BY position ${order} LIMIT ${wanted})
     SELECT candidates, "end",
            (SELECT coalesce(json_agg(json_build_object('id', id, 'position', position::text)
                                      ORDER BY position ${order}), '[]') FROM nearest) AS found
       FROM looked`,
  );
  if (!row) throw new Error('PostgreSQL returned no row for the drawers');
  return row;
}
