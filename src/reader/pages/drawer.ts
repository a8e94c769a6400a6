/**
 * A drawer holds 2^13 positions. The indexes for finding begin with the number of the drawer, `position >> 13` in
 * migrations/book.sql, so each finds what matches within one drawer, whatever the rest of the book holds.
 */
export const DRAWER_BITS = 13n;
export const DRAWER_SIZE = 1 << Number(DRAWER_BITS);

/** SQL for the number of the drawer of a row `t`. It is spelled as the indexes spell it. */
export const DRAWER = `(t.position >> ${DRAWER_BITS})`;

/** SQL for the condition that a row `t` is in a drawer, as an index of the kind GIN answers it. */
export function inDrawerOfGin(drawer: string): string {
  return `ARRAY[t.position >> ${DRAWER_BITS}] @> ARRAY[${drawer}]`;
}

/** A condition that an index answers within a drawer. */
export interface DrawerIndex {
  /** SQL for the condition on a row `t`. @param drawer SQL of the drawer's number */
  readonly inDrawer: (drawer: string) => string;
  /** SQL for the conditions on a row `t` that the index does not answer. */
  readonly others: readonly string[];
}
