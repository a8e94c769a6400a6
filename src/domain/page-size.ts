/** Maximum number of items in a page of a list. */
export const MAX_PAGE_SIZE = 200;

/** Number of items in a page if the client names no size. */
export const DEFAULT_PAGE_SIZE = 20;
