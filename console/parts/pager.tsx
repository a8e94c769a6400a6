import { useState } from 'react';

export interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The arguments of a Relay list. */
export type PageArguments =
  | { readonly first: number; readonly after?: string }
  | { readonly last: number; readonly before: string };

/**
 * The page of a list that is shown, for `Pager`.
 * @param size of a page
 * @param of what the list depends on, such as a filter as text: another one begins at the first page
 */
export function usePages(size: number, of = '') {
  const [shown, setShown] = useState<{ of: string; page: PageArguments }>();
  const page: PageArguments = shown?.of === of ? shown.page : { first: size };
  return {
    page,
    isFirst: shown?.of !== of || !('after' in page || 'before' in page),
    toFirst: () => setShown(undefined),
    toNext: (after: string) => setShown({ of, page: { first: size, after } }),
    toPrevious: (before: string) => setShown({ of, page: { last: size, before } }),
  };
}

/** Buttons to the other pages of a list. Nothing if there is one page only. */
export function Pager(props: {
  readonly pages: ReturnType<typeof usePages>;
  readonly info: PageInfo | undefined;
  /** What the list holds, such as "wallets". */
  readonly what: string;
}) {
  const { pages, info, what } = props;
  if (!info || (!info.hasNextPage && !info.hasPreviousPage && pages.isFirst)) return null;
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = info;
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <button type="button" disabled={pages.isFirst} onClick={pages.toFirst}>
        First
      </button>
      <button
        type="button"
        disabled={!hasPreviousPage || startCursor === null}
        onClick={() => startCursor !== null && pages.toPrevious(startCursor)}
      >
        Previous
      </button>
      <button
        type="button"
        disabled={!hasNextPage || endCursor === null}
        onClick={() => endCursor !== null && pages.toNext(endCursor)}
      >
        Next
      </button>
    </nav>
  );
}
