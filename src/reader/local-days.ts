import type { EntityManager } from 'typeorm';
import { startOfDateSql } from './local-dates.js';
import { InputError } from './pages/page.js';

/** A period, and the time zone of its days. */
export interface LocalPeriod {
  /** The moments from which and before which. */
  readonly from: Date;
  readonly to: Date;
  /** The name of a time zone in the IANA database. */
  readonly timeZone: string;
}

/** A local day, or the part of it that a period has. */
export interface LocalDay {
  /** In the form YYYY-MM-DD. */
  readonly date: string;
  /** The moments from which and before which. */
  readonly from: Date;
  readonly to: Date;
}

/**
 * The local days of a period, in order. They meet, and the first and the last can be parts of a day. A day that a zone leaves
 * out (Apia, 30 December 2011) is none.
 * @param most the most days that there may be
 * @throws InputError if there are more
 */
export async function readLocalDays(
  manager: EntityManager,
  { from, to, timeZone }: LocalPeriod,
  most: number,
): Promise<LocalDay[]> {
  const local = (moment: string): string => `date_trunc('day', ${moment} AT TIME ZONE $3)`;
  const days = await manager.query<LocalDay[]>(
    `/* localDays */
     SELECT to_char(day.midnight, 'YYYY-MM-DD') AS date, day.start AS "from", day.finish AS "to"
       FROM (
         SELECT midnight, greatest($1::timestamptz, ${startOfDateSql('midnight', '$3')}) AS start,
                least($2::timestamptz, ${startOfDateSql(`midnight + interval '1 day'`, '$3')}) AS finish
           FROM generate_series(${local('$1::timestamptz')}, ${local('$2::timestamptz')}, interval '1 day') AS midnight
          LIMIT ${most + 2}) day
      WHERE day.start < day.finish
      ORDER BY day.start`,
    [from, to, timeZone],
  );
  // The series has one row more if the period ends at midnight, and one for a day that the zone leaves out.
  if (days.length > most)
    throw new InputError(
      `The period has more than ${most} days. Ask for a shorter one, or for several that follow each other.`,
    );
  return days;
}
