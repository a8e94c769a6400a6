import type { EntityManager } from 'typeorm';
import type { PeriodBound } from '../domain/index.js';

/**
 * The moment at which a local date begins in a time zone, as SQL: its first, if the clocks show midnight twice (Havana), and
 * the first after the gap, if they leave midnight out (Santiago).
 * @param midnight SQL of a timestamp without time zone
 * @param zone SQL of the name of the zone
 */
export function startOfDateSql(midnight: string, zone: string): string {
  // PostgreSQL takes the later one of two.
  const later = `((${midnight}) AT TIME ZONE ${zone})`;
  const anHourBefore = `(${later} - interval '1 hour')`;
  return `CASE WHEN (${anHourBefore} AT TIME ZONE ${zone}) = (${midnight}) THEN ${anHourBefore} ELSE ${later} END`;
}

/**
 * The moments of these bounds, in order. A date stands for its first moment in the time zone.
 * @param timeZone the name of a time zone (`isZoneName`)
 */
export async function readMoments(
  manager: EntityManager,
  bounds: readonly PeriodBound[],
  timeZone: string,
): Promise<Date[]> {
  const dates = bounds.map((bound) => (bound instanceof Date ? null : bound.localDate));
  if (dates.every((date) => date === null))
    return bounds.flatMap((bound) => (bound instanceof Date ? bound : []));
  const rows = await manager.query<{ moment: Date | null }[]>(
    `/* startsOfDates */
     SELECT ${startOfDateSql('local.midnight::timestamp', '$2')} AS moment
       FROM unnest($1::date[]) WITH ORDINALITY AS local (midnight, place) ORDER BY local.place`,
    [dates, timeZone],
  );
  return bounds.map((bound, index) => {
    const moment = bound instanceof Date ? bound : rows[index]?.moment;
    if (!moment) throw new Error('the database returned no moment for a date');
    return moment;
  });
}
