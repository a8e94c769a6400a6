/**
 * Sorts rows that another commit may insert too. If two commits insert the same unique rows in one order, the second
 * waits for the first, and they never deadlock.
 */
export function inOneOrder<T>(rows: readonly T[], name: (row: T) => string): T[] {
  return rows
    .map((row) => ({ row, text: name(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}
