import type { EntityManager } from 'typeorm';
import { Schedule } from '../../entities/index.js';
import { type BookClock, readBookTime } from '../book-clock.js';

/** A schedule whose next moment has come. */
export type DueSchedule = Schedule & { readonly nextAt: Date };

/** What is due is divided into sixteen parts, by the last digit of the id. */
const PARTS = [...'0123456789abcdef'];

/** The parts that have something due, and the time of the book at which they do. */
export interface DueParts {
  readonly now: Date;
  readonly parts: readonly string[];
}

/** The time is a parameter, read before, so the index is read only up to the first moment that is not due. */
const DUE_PARTS = `/* dueParts */
     SELECT part FROM unnest($1::text[]) AS p (part)
      WHERE EXISTS (SELECT FROM schedule s
                     WHERE s.status = 'ACTIVE' AND right(s.id::text, 1) = p.part AND s.next_at <= $2::timestamptz)`;

export async function readDueParts(manager: EntityManager, clock: BookClock): Promise<DueParts> {
  const now = await readBookTime(manager, clock);
  const rows = await manager.query<{ part: string }[]>(DUE_PARTS, [PARTS, now]);
  return { now, parts: rows.map(({ part }) => part) };
}

/**
 * A page of the schedules of a part that were due at a time, in the order of their moments.
 * @param after the last schedule of the previous page
 */
export async function readDueSchedules(
  manager: EntityManager,
  {
    part,
    now,
    after,
    limit,
  }: { part: string; now: Date; after: DueSchedule | undefined; limit: number },
): Promise<DueSchedule[]> {
  const found = await manager
    .createQueryBuilder(Schedule, 'schedule')
    .where(`schedule.status = 'ACTIVE' AND right(schedule.id::text, 1) = :part`, { part })
    .andWhere('schedule.nextAt <= :now', { now })
    .andWhere('(schedule.nextAt, schedule.id) > (:from, :id)', {
      from: after?.nextAt ?? new Date(0),
      id: after?.id ?? '00000000-0000-0000-0000-000000000000',
    })
    .orderBy('schedule.nextAt')
    .addOrderBy('schedule.id')
    .limit(limit)
    .getMany();
  return found.flatMap((schedule) =>
    schedule.nextAt ? [{ ...schedule, nextAt: schedule.nextAt }] : [],
  );
}
