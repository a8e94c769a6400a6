import { column, insertOf, type Statement } from '../database/index.js';
import type { Alert, Monitor } from '../entities/index.js';
import type { NewNotification } from './pending-writes.js';

export const INSERT_MONITORS = insertOf<Monitor>({
  name: 'insertMonitors',
  table: 'monitor',
  columns: [
    column('id', 'uuid', (row) => row.id),
    column('name', 'text', (row) => row.name),
    column('watches', 'text', (row) => row.watches),
    column('wallet_id', 'uuid', (row) => row.walletId),
    column('currency', 'text', (row) => row.currency),
    column('amount', 'numeric', (row) => row.amount?.toString() ?? null),
    column('seconds', 'numeric', (row) => row.seconds),
    column('channels', 'jsonb', (row) => JSON.stringify(row.channels)),
    column('created_by', 'text', (row) => row.createdBy),
    column('created_at', 'timestamptz', (row) => row.createdAt),
    column('status', 'text', (row) => row.status),
  ],
  ending: 'RETURNING id',
});

export const INSERT_ALERTS = insertOf<Alert>({
  name: 'insertAlerts',
  table: 'alert',
  columns: [
    column('id', 'uuid', (row) => row.id),
    column('monitor_id', 'uuid', (row) => row.monitorId),
    column('crossing', 'text', (row) => row.crossing),
    column('wallet_id', 'uuid', (row) => row.walletId),
    column('transaction_id', 'uuid', (row) => row.transactionId),
    column('summary', 'text', (row) => row.summary),
    column('data', 'jsonb', (row) => JSON.stringify(row.data)),
    column('happened_at', 'timestamptz', (row) => row.happenedAt),
    column('raised_at', 'timestamptz', (row) => row.raisedAt),
    column('acknowledged_by', 'text', (row) => row.acknowledgedBy),
    column('acknowledged_at', 'timestamptz', (row) => row.acknowledgedAt),
    column('note', 'text', (row) => row.note),
    column('ended_at', 'timestamptz', (row) => row.endedAt),
  ],
  ending: 'RETURNING id',
});

export const INSERT_NOTIFICATIONS = insertOf<NewNotification>({
  name: 'insertNotifications',
  table: 'notification',
  columns: [
    column('alert_id', 'uuid', (row) => row.alertId),
    column('channel', 'smallint', (row) => row.channel),
    column('webhook_id', 'uuid', (row) => row.webhookId),
    column('email', 'text', (row) => row.email),
    column('due_at', 'timestamptz', (row) => row.dueAt),
  ],
  ending: 'RETURNING channel',
});

/** Updates each monitor to its last state in the batch. */
export function updateOfMonitors(rows: readonly Monitor[]): Statement[] {
  if (rows.length === 0) return [];
  return [
    (manager) =>
      manager.query(UPDATE_MONITORS, [
        rows.map((row) => row.id),
        rows.map((row) => row.status),
        rows.map((row) => row.changedBy),
        rows.map((row) => row.changedAt),
        rows.map((row) => row.alerts),
        rows.map((row) => row.currentAlert),
      ]),
  ];
}

const UPDATE_MONITORS = `/* updateMonitors */
     UPDATE monitor m
        SET status = changed.status, changed_by = changed.by, changed_at = changed.at, alerts = changed.alerts,
            current_alert = changed.current_alert
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::uuid[])
              AS changed (id, status, by, at, alerts, current_alert)
      WHERE m.id = changed.id`;

/** Updates each alert to its last state in the batch. */
export function updateOfAlerts(rows: readonly Alert[]): Statement[] {
  if (rows.length === 0) return [];
  return [
    (manager) =>
      manager.query(UPDATE_ALERTS, [
        rows.map((row) => row.id),
        rows.map((row) => row.acknowledgedBy),
        rows.map((row) => row.acknowledgedAt),
        rows.map((row) => row.note),
        rows.map((row) => row.endedAt),
      ]),
  ];
}

const UPDATE_ALERTS = `/* updateAlerts */
     UPDATE alert a
        SET acknowledged_by = changed.by, acknowledged_at = changed.at, note = changed.note, ended_at = changed.ended_at
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::timestamptz[])
              AS changed (id, by, at, note, ended_at)
      WHERE a.id = changed.id`;
