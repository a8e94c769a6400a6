import { z } from 'zod';

export const postgresUrl = z
  .string()
  .refine(
    (s) => /^postgres(ql)?:\/\//.test(s) && URL.canParse(s),
    'must be a URL such as postgres://user:password@host:5432/database',
  )
  .refine(
    (s) => !URL.canParse(s) || !new URL(s).searchParams.has('options'),
    'must not have the parameter options, which poolers refuse: use ALTER ROLE … SET for settings of the login',
  );
export const httpUrl = z
  .string()
  .refine((s) => /^https?:\/\//.test(s) && URL.canParse(s), 'must be an http(s) URL');

// An offset such as +01:00 knows no daylight saving, and PostgreSQL reads its sign the other way round; it takes CET for an
// abbreviation, which knows none either.
export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be a time zone of the IANA database such as Europe/Berlin');

function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z][A-Za-z0-9_+-]*\/[A-Za-z0-9_+/-]{1,80}$/.test(name))
    return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false; // a RangeError says that it does not exist
  }
}
