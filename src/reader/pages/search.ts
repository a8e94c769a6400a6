import type { EntityManager, ObjectLiteral } from 'typeorm';
import {
  type Extent,
  extentOf,
  findInDrawers,
  type FoundPosition,
  tooManyError,
} from './drawers.js';
import type { Part } from './list-parts.js';
import type { PageRequest } from './page.js';
import {
  partsSql,
  type PositionedList,
  rangesOfSourcesSql,
  type Search,
  type Sources,
} from './parts-sql.js';

interface SearchedList<Row extends ObjectLiteral> extends PositionedList<Row> {
  readonly search: Search;
}

/** A row of one of the parts. */
export interface PartPosition extends FoundPosition {
  /** Index of the part. */
  readonly part: number;
}

/**
 * The nearest rows of the parts, at most one more than a page holds, of a list whose conditions its order does not answer.
 * It reads the nearest rows of the book, or of the list's sources, and takes what matches: that is enough for what many
 * rows have, and for a wallet with few rows. Only if the page is not full then, an index finds the rest, drawer by drawer.
 * So the work is bounded, whatever the book holds.
 * @throws InputError if no index finds the rest, or one finds too much
 */
export async function searchParts<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: SearchedList<Row>,
  parts: readonly Part[],
  request: Pick<PageRequest, 'backwards' | 'size'>,
): Promise<PartPosition[]> {
  const { backwards, size } = request;
  const extent = await readExtent(manager, list);
  // The other parts are what a few transactions wrote. The last one has no end.
  const others = parts.slice(0, -1);
  const last = narrowed(parts.at(-1) ?? failure(), list.search);
  const end = extent && (await nearEnd(manager, list, last, { extent, backwards }));
  const [near, far] = backwards
    ? [{ below: after(end, 1n) }, { above: end }]
    : [{ above: after(end, -1n) }, { below: end }];
  const found = await readNear(manager, list, [...others, within(last, near)], request);
  const wanted = size + 1 - found.length;
  if (extent === undefined || end === undefined || wanted <= 0) return found;
  const { index } = list.search;
  if (!index) throw tooManyError(list);
  const rest = await findInDrawers(manager, list, index, within(last, far), {
    extent,
    backwards,
    wanted,
  });
  return [...found, ...rest.map((row) => ({ ...row, part: parts.length - 1 }))];
}

function failure(): never {
  throw new Error('a page has at least one part');
}

function after(end: string | undefined, step: bigint): string | undefined {
  return end === undefined ? undefined : String(BigInt(end) + step);
}

/** The part within the positions that all rows of the list are between. */
function narrowed(part: Part, search: Search): Part {
  return search.within ? within(part, search.within) : part;
}

/** The part within narrower bounds as well. */
function within(
  part: Part,
  bounds: { readonly above?: string | undefined; readonly below?: string | undefined },
): Part {
  const above = [part.above, bounds.above].filter((one) => one !== undefined).map(BigInt);
  const below = [part.below, bounds.below].filter((one) => one !== undefined).map(BigInt);
  const highest = above.reduce<bigint | undefined>(
    (a, b) => (a !== undefined && a > b ? a : b),
    undefined,
  );
  const lowest = below.reduce<bigint | undefined>(
    (a, b) => (a !== undefined && a < b ? a : b),
    undefined,
  );
  return {
    ...part,
    ...(highest !== undefined && { above: String(highest) }),
    ...(lowest !== undefined && { below: String(lowest) }),
  };
}

/** The lowest and the highest position of the table's rows; undefined if it has none. */
async function readExtent<Row extends ObjectLiteral>(
  manager: EntityManager,
  { table }: PositionedList<Row>,
): Promise<Extent | undefined> {
  const [row] = await manager.query<{ first: string | null; last: string | null }[]>(
    `/* extent */ SELECT min(position) AS first, max(position) AS last FROM ${table}`,
  );
  if (row?.first == null || row.last === null) return undefined;
  return { first: BigInt(row.first), last: BigInt(row.last) };
}

/** The position at which the nearest rows of a part end, itself among them; undefined if the part has no others. */
async function nearEnd<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: SearchedList<Row>,
  part: Part,
  { extent, backwards }: { extent: Extent; backwards: boolean },
): Promise<string | undefined> {
  const { nearest } = list.search;
  if (list.sources) return nearEndOfSources(manager, list, part, backwards);
  const { first, last } = extentOf(part, extent);
  const end = backwards ? first + BigInt(nearest) : last - BigInt(nearest);
  return (backwards ? end < last : end > first) ? String(end) : undefined;
}

/** The same for rows of sources: each has its share of the nearest rows, and all are read up to the nearest end. */
async function nearEndOfSources<Row extends ObjectLiteral>(
  manager: EntityManager,
  { sources, table, search, parameters: own }: SearchedList<Row>,
  part: Part,
  backwards: boolean,
): Promise<string | undefined> {
  if (!sources || sources.count === 0) return undefined;
  const share = Math.ceil(search.nearest / rangesIn(sources));
  const parameters = own.copy();
  // With both bounds the planner would take the range for small, and sort it.
  const { above, below } = part;
  const from = backwards ? { ...(above && { above }) } : { ...(below && { below }) };
  const ranges = rangesOfSourcesSql(
    sources,
    from,
    {
      ...{ returns: 't.position', table },
      order: backwards ? 'ASC' : 'DESC',
      limit: `OFFSET ${share} LIMIT 1`,
    },
    parameters,
  );
  const [row] = await parameters.query<{ end: string | null }>(
    manager,
    `/* nearEnd */ SELECT ${backwards ? 'min' : 'max'}(t.position) AS "end" FROM ${ranges}`,
  );
  const end = row?.end ?? undefined;
  if (end === undefined) return undefined;
  const isWithin = backwards
    ? below === undefined || BigInt(end) + 1n < BigInt(below)
    : above === undefined || BigInt(end) - 1n > BigInt(above);
  return isWithin ? end : undefined;
}

/** How many ranges the rows of sources are in. */
function rangesIn({ count, columns, listed }: Sources): number {
  return count * (columns.length + (listed ? 1 : 0));
}

async function readNear<Row extends ObjectLiteral>(
  manager: EntityManager,
  list: PositionedList<Row>,
  parts: readonly Part[],
  request: Pick<PageRequest, 'backwards' | 'size'>,
): Promise<PartPosition[]> {
  const parameters = list.parameters.copy();
  const sql = partsSql(list, parts, request, parameters);
  return parameters.query<PartPosition>(manager, `/* nearRows */ ${sql}`);
}
