import { useState } from 'react';
import type { PageInfo } from '../../parts/pager.js';

/**
 * The page of a list that is read forwards only, for `ForwardPager`.
 * @param of what the list depends on, as text: another one begins at the first page
 */
export function useForwardPages(size: number, of: string) {
  const [shown, setShown] = useState<{ readonly of: string; readonly after: string }>();
  const after = shown?.of === of ? shown.after : undefined;
  return {
    page: after === undefined ? { first: size } : { first: size, after },
    isFirst: after === undefined,
    toFirst: () => setShown(undefined),
    toNext: (next: string) => setShown({ of, after: next }),
  };
}

/** Buttons to the first and to the next page. Nothing if there is one page only. */
export function ForwardPager(props: {
  readonly pages: ReturnType<typeof useForwardPages>;
  readonly info: Pick<PageInfo, 'hasNextPage' | 'endCursor'>;
  /** What the list holds, such as "runs". */
  readonly what: string;
}) {
  const { pages, info, what } = props;
  const { hasNextPage, endCursor } = info;
  if (!hasNextPage && pages.isFirst) return null;
  return (
    <nav className="pager" aria-label={`Pages of ${what}`}>
      <button type="button" disabled={pages.isFirst} onClick={pages.toFirst}>
        First
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
