// Columns of a batch as PostgreSQL array literals. The driver can build them from lists too, but checks every item
// for characters to escape. These values never contain one.

/** UUIDs as `{…}`. Pass only ids that this program made, never client input: nothing is escaped. */
export function uuids(values: readonly (string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** Whole numbers as `{…}`. */
export function integers(values: readonly (bigint | number)[]): string {
  return `{${values.join(',')}}`;
}

/** Timestamps as `{…}`. Formats each Date object once: nearly all rows of a batch share the commit's. */
export function timestamps(values: readonly (Date | null)[]): string {
  const texts = new Map<Date, string>();
  const textOf = (timestamp: Date): string => {
    const known = texts.get(timestamp) ?? timestamp.toISOString();
    texts.set(timestamp, known);
    return known;
  };
  return `{${values.map((value) => (value ? textOf(value) : 'NULL')).join(',')}}`;
}
