import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** A Relay connection's arguments: `first`/`after` forwards or `last`/`before` backwards. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** One page. Its edges keep the list's order, for `first` and for `last`. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The input of a read is wrong: a page, cursor, id or time. The message says what to send instead. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Checked page arguments: direction, number of items and start. */
export interface PageRequest {
  readonly backwards: boolean;
  readonly size: number;
  /** The cursor to start after; undefined starts at the list's first item, or backwards at its last. */
  readonly cursor: string | undefined;
}

/** Checks page arguments. @throws InputError if they contradict each other or ask for more than a page may hold */
export function pageRequestOf(page: PageArguments): PageRequest {
  const backwards = page.last != null || (page.before != null && page.first == null);
  if (page.first != null && page.last != null)
    throw new InputError(
      'first and last cannot be used together: use first with after, or last with before.',
    );
  if (backwards ? page.after != null : page.before != null)
    throw new InputError(
      'This pair of arguments does not fit: use after with first, or before with last.',
    );
  const size = (backwards ? page.last : page.first) ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw new InputError(`${backwards ? 'last' : 'first'} must be from 1 to ${MAX_PAGE_SIZE}.`);
  return { backwards, size, cursor: (backwards ? page.before : page.after) ?? undefined };
}

/**
 * Makes a page from rows in reading order. A page without rows has no edge that a client could continue from, so it
 * says that nothing is on either side.
 * @param rows up to one row more than the page holds, to show whether there are more
 * @param hasOtherSide whether there is a row on the other side of the page's first row, from where the page was read;
 * false without a cursor, because the page then begins where the list does
 */
export function pageOf<T>(
  request: PageRequest,
  rows: readonly { readonly cursor: string; readonly node: T }[],
  hasOtherSide: boolean,
): Page<T> {
  const more = rows.length > request.size;
  const shown = rows.slice(0, request.size);
  const edges = request.backwards ? shown.reverse() : shown;
  const other = edges.length > 0 && hasOtherSide;
  return {
    edges,
    pageInfo: {
      hasNextPage: request.backwards ? other : more,
      hasPreviousPage: request.backwards ? more : other,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
