/** The most items that a page of a list can hold. */
export const MAX_PAGE_SIZE = 200;

/** Items in a page if the client names no size. */
export const DEFAULT_PAGE_SIZE = 20;
