import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** A Relay connection's arguments: `first`/`after` forwards or `last`/`before` backwards, see `pageRequestOf`. */
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

/**
 * Checks page arguments. If `first` and `last` are both given, the cursor decides which one counts: `last` with `before`,
 * otherwise `first`. Relay sends both if a fragment declares a default for one of them, and with `before` it means the
 * items right before the cursor; GraphQL's connection specification would count them from the start of the list.
 * @throws InputError if they contradict each other or ask for more than a page may hold
 */
export function pageRequestOf({ first, after, last, before }: PageArguments): PageRequest {
  refuseUnlessPageSize('first', first);
  refuseUnlessPageSize('last', last);
  if (after != null && before != null)
    throw new InputError(
      'after and before cannot be used together: use after with first, or before with last.',
    );
  if (
    after == null ? before != null && first != null && last == null : last != null && first == null
  )
    throw new InputError(
      'This pair of arguments does not fit: use after with first, or before with last.',
    );
  const backwards = after == null && (before != null || (last != null && first == null));
  const size = (backwards ? last : first) ?? DEFAULT_PAGE_SIZE;
  return { backwards, size, cursor: (backwards ? before : after) ?? undefined };
}

function refuseUnlessPageSize(name: string, size: number | null | undefined): void {
  if (size != null && !(Number.isInteger(size) && size >= 1 && size <= MAX_PAGE_SIZE))
    throw new InputError(`${name} must be from 1 to ${MAX_PAGE_SIZE}.`);
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
