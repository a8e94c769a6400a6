/** A local date such as `2026-11-01`. It stands for its first moment in a time zone. */
export interface LocalDate {
  /** ISO 8601; a date that exists. */
  readonly localDate: string;
}

/** The beginning or the end of a period: a moment, or a date in the time zone of the period. */
export type PeriodBound = Date | LocalDate;

const IANA_NAME = /^[A-Za-z][A-Za-z0-9_+-]*\/[A-Za-z0-9_+/-]{1,80}$/;

/**
 * Whether this names a time zone of the IANA database, such as `Europe/Berlin`, or `UTC`. Other names are refused although
 * JavaScript knows some of them: PostgreSQL takes `CET` for an abbreviation without summer time.
 */
export function isZoneName(name: string): boolean {
  if (name !== 'UTC' && !IANA_NAME.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false; // a RangeError says that it does not exist
  }
}
