import type { EntityManager } from 'typeorm';
import { Alert } from '../../entities/index.js';
import type { Page, PageArguments } from '../pages/page.js';
import { Parameters } from '../pages/parameters.js';
import { pageByPosition } from '../pages/position-pages.js';

/** Which alerts to list; an undefined field matches all. */
export interface AlertFilter {
  readonly acknowledged?: boolean | undefined;
  readonly monitorId?: string | undefined;
  readonly walletId?: string | undefined;
}

/** A message of an alert to a channel of its monitor. */
export interface Notification {
  /** The place of the channel in the list. */
  readonly channel: number;
  readonly webhookId: string | null;
  readonly email: string | null;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly givenUpAt: Date | null;
  readonly error: string | null;
  /** Whether its alert is acknowledged. */
  readonly acknowledged: boolean;
}

/** Alerts by id. Leaves out ids that do not exist. */
export async function readAlerts(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Alert>> {
  const alerts = await manager
    .createQueryBuilder(Alert, 'alert')
    .where('alert.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(alerts.map((alert) => [alert.id, alert]));
}

/** A page of alerts, newest first. */
export function readAlertsPage(
  manager: EntityManager,
  { acknowledged, monitorId, walletId }: AlertFilter,
  page: PageArguments,
): Promise<Page<Alert>> {
  const parameters = new Parameters();
  const conditions = [
    ...(acknowledged === undefined
      ? []
      : [`t.acknowledged_at IS ${acknowledged ? 'NOT ' : ''}NULL`]),
    ...(monitorId === undefined ? [] : [`t.monitor_id = ${parameters.add(monitorId)}`]),
    ...(walletId === undefined ? [] : [`t.wallet_id = ${parameters.add(walletId)}`]),
  ];
  const name = ['alerts', acknowledged, monitorId, walletId].map((part) => part ?? '').join(' ');
  return pageByPosition(
    manager,
    { name, entity: Alert, table: 'alert', conditions, parameters },
    page,
  );
}

/** The messages of each alert, in the order of the channels. */
export async function readNotifications(
  manager: EntityManager,
  alertIds: readonly string[],
): Promise<Map<string, Notification[]>> {
  const rows = await manager.query<(Notification & { alertId: string })[]>(
    `/* notifications */
     SELECT n.alert_id AS "alertId", n.channel, n.webhook_id AS "webhookId", n.email, n.due_at AS "dueAt", n.attempts,
            n.sent_at AS "sentAt", n.given_up_at AS "givenUpAt", n.error, a.acknowledged_at IS NOT NULL AS acknowledged
       FROM notification n JOIN alert a ON a.id = n.alert_id
      WHERE n.alert_id = ANY($1::uuid[])
      ORDER BY n.alert_id, n.channel`,
    [alertIds],
  );
  const found = new Map<string, Notification[]>();
  for (const { alertId, ...notification } of rows)
    found.set(alertId, [...(found.get(alertId) ?? []), notification]);
  return found;
}
