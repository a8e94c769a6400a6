import type { EntityManager } from 'typeorm';
import { Webhook } from '../../entities/index.js';
import type { Page, PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';
import { pageByPosition } from '../pages/position-pages.js';

/** Webhooks by id, also deleted ones. Leaves out ids that do not exist. */
export async function readWebhooks(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Webhook>> {
  const webhooks = await manager
    .createQueryBuilder(Webhook, 'webhook')
    .where('webhook.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(webhooks.map((webhook) => [webhook.id, webhook]));
}

/** A page of the webhooks that are not deleted, newest first. */
export function readWebhooksPage(
  manager: EntityManager,
  page: PageArguments,
): Promise<Page<Webhook>> {
  return pageByPosition(
    manager,
    {
      name: 'webhooks',
      entity: Webhook,
      table: 'webhook',
      conditions: [`t.status <> 'DELETED'`],
      parameters: new Parameters(),
    },
    page,
  );
}
