import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../domain/index.js';

/** A Relay connection's arguments: `first`/`after` forwards or `last`/`before` backwards. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** One page in the list's own order, whichever way it was asked for. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What was asked cannot be read: a wrong page, cursor, id or moment. The message says what would be right. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Which way to walk a list, how far, and from where. */
export interface Walk {
  readonly backwards: boolean;
  readonly size: number;
  /** The cursor to start behind; undefined starts at the end of the list. */
  readonly cursor: string | undefined;
}

/** @throws InputError where the arguments contradict each other or ask for more than a page holds */
export function walkOf(page: PageArguments): Walk {
  const backwards = page.last != null || (page.before != null && page.first == null);
  if (page.first != null && page.last != null)
    throw new InputError(
      'first and last cannot be used together: use first with after, or last with before.',
    );
  if (backwards ? page.after != null : page.before != null)
    throw new InputError('after goes with first, and before with last.');
  const size = (backwards ? page.last : page.first) ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw new InputError(`${backwards ? 'last' : 'first'} must be from 1 to ${MAX_PAGE_SIZE}.`);
  return { backwards, size, cursor: (backwards ? page.before : page.after) ?? undefined };
}

/**
 * Cuts what a walk read (one row more than the page, in walking order) into a page in list order.
 * @param started whether the walk began at a cursor: then there is at least one item behind it
 */
export function pageOf<T>(walk: Walk, walked: readonly { cursor: string; node: T }[]): Page<T> {
  const more = walked.length > walk.size;
  const kept = walked.slice(0, walk.size);
  const edges = walk.backwards ? kept.reverse() : kept;
  const started = walk.cursor !== undefined;
  return {
    edges,
    pageInfo: {
      hasNextPage: walk.backwards ? started : more,
      hasPreviousPage: walk.backwards ? more : started,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
