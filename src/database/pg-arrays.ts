// Columns of a batch as the texts of PostgreSQL arrays. The driver would make them of lists as well, looking at
// each item for what must be escaped; in these there is nothing to escape.

/** Ids of ours: hexadecimal digits and hyphens. Never what a client wrote. */
export function uuids(values: readonly (string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** Whole numbers. */
export function integers(values: readonly (bigint | number)[]): string {
  return `{${values.join(',')}}`;
}

/** Moments, of which a batch has few: nearly all are the commit's. */
export function moments(values: readonly (Date | null)[]): string {
  const texts = new Map<Date, string>();
  const textOf = (moment: Date): string => {
    const known = texts.get(moment) ?? moment.toISOString();
    texts.set(moment, known);
    return known;
  };
  return `{${values.map((value) => (value ? textOf(value) : 'NULL')).join(',')}}`;
}
