import type { EntityManager } from 'typeorm';
import { Schedule } from '../../entities/index.js';
import type { Page, PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';
import { pageByPosition } from '../pages/position-pages.js';

/** Schedules by id. Leaves out ids that do not exist. */
export async function readSchedules(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Schedule>> {
  const schedules = await manager
    .createQueryBuilder(Schedule, 'schedule')
    .where('schedule.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(schedules.map((schedule) => [schedule.id, schedule]));
}

/** A page of schedules, newest first. @param createdBy undefined: those of all callers */
export function readSchedulesPage(
  manager: EntityManager,
  createdBy: string | undefined,
  page: PageArguments,
): Promise<Page<Schedule>> {
  const parameters = new Parameters();
  return pageByPosition(
    manager,
    {
      name: createdBy === undefined ? 'schedules' : `schedules of ${createdBy}`,
      entity: Schedule,
      table: 'schedule',
      conditions: createdBy === undefined ? [] : [`t.created_by = ${parameters.add(createdBy)}`],
      parameters,
    },
    page,
  );
}
