import type { EntityManager } from 'typeorm';
import { Monitor } from '../../entities/index.js';
import type { Page, PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';
import { pageByPosition } from '../pages/position-pages.js';

/** Monitors by id, deleted ones too. Leaves out ids that do not exist. */
export async function readMonitors(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Monitor>> {
  const monitors = await manager
    .createQueryBuilder(Monitor, 'monitor')
    .where('monitor.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(monitors.map((monitor) => [monitor.id, monitor]));
}

/** A page of monitors that were not deleted, newest first. */
export function readMonitorsPage(
  manager: EntityManager,
  page: PageArguments,
): Promise<Page<Monitor>> {
  const parameters = new Parameters();
  return pageByPosition(
    manager,
    {
      ...{ name: 'monitors', entity: Monitor, table: 'monitor', parameters },
      conditions: [`t.status <> 'DELETED'`],
    },
    page,
  );
}
