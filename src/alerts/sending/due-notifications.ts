import type { DataSource } from 'typeorm';
import type { MonitorKind } from '../../domain/index.js';

/** A message that is to be sent, with the alert that it is about. */
export interface DueNotification {
  readonly alertId: string;
  readonly channel: number;
  readonly webhookId: string | null;
  readonly email: string | null;
  /** How often it is tried, with this time. */
  readonly attempt: number;
  readonly monitorId: string;
  readonly monitorName: string;
  /** What the command that raised the alert names it by. */
  readonly crossing: string;
  readonly kind: MonitorKind;
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly summary: string;
  readonly happenedAt: Date;
  readonly raisedAt: Date;
  readonly endedAt: Date | null;
}

/** Which message, and the attempt: a gateway that was away too long does not speak for a later attempt. */
type Attempt = Pick<DueNotification, 'alertId' | 'channel' | 'attempt'>;

/** Gives up the messages that are due of alerts which were acknowledged. */
export async function cancelAcknowledged(source: DataSource): Promise<void> {
  await source.query(
    `/* cancelNotifications */
     UPDATE notification n SET given_up_at = now()
       FROM alert a
      WHERE a.id = n.alert_id AND a.acknowledged_at IS NOT NULL
        AND n.due_at <= now() AND n.sent_at IS NULL AND n.given_up_at IS NULL`,
  );
}

/**
 * Takes messages that are due, the longest first. No other gateway takes them within `leaseMs`; if this one is killed, another
 * one tries again after that.
 */
export async function takeDue(
  source: DataSource,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<DueNotification[]> {
  return returned<DueNotification>(
    await source.query(
      `/* takeNotifications */
       WITH due AS (
         SELECT alert_id, channel FROM notification
          WHERE due_at <= now() AND sent_at IS NULL AND given_up_at IS NULL
          ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       UPDATE notification n SET due_at = now() + $2 * interval '1 millisecond', attempts = n.attempts + 1
         FROM due JOIN alert a ON a.id = due.alert_id JOIN monitor m ON m.id = a.monitor_id
        WHERE n.alert_id = due.alert_id AND n.channel = due.channel AND a.acknowledged_at IS NULL
       RETURNING n.alert_id AS "alertId", n.channel, n.webhook_id AS "webhookId", n.email, n.attempts AS attempt,
                 m.id AS "monitorId", m.name AS "monitorName", a.crossing, m.watches AS kind, a.wallet_id AS "walletId",
                 a.transaction_id AS "transactionId", a.summary, a.happened_at AS "happenedAt", a.raised_at AS "raisedAt",
                 a.ended_at AS "endedAt"`,
      [limit, leaseMs],
    ),
  );
}

/** TypeORM answers an UPDATE with its rows and their number. */
function returned<Row>(answer: unknown): Row[] {
  return (answer as [Row[], number])[0];
}

/** Notes that a message was handed over. */
export async function noteSent(
  source: DataSource,
  { alertId, channel, attempt }: Attempt,
): Promise<void> {
  await source.query(
    `/* notificationSent */
     UPDATE notification SET sent_at = now(), error = NULL
      WHERE alert_id = $1 AND channel = $2 AND attempts = $3 AND sent_at IS NULL AND given_up_at IS NULL`,
    [alertId, channel, attempt],
  );
}

/** Notes that a message could not be sent. @param againMs after which time it is tried again; undefined: not any more */
export async function noteFailed(
  source: DataSource,
  { alertId, channel, attempt }: Attempt,
  error: string,
  againMs: number | undefined,
): Promise<void> {
  await source.query(
    `/* notificationFailed */
     UPDATE notification
        SET error = $4, due_at = now() + coalesce($5::bigint, 0) * interval '1 millisecond',
            given_up_at = CASE WHEN $5::bigint IS NULL THEN now() END
      WHERE alert_id = $1 AND channel = $2 AND attempts = $3 AND sent_at IS NULL AND given_up_at IS NULL`,
    [alertId, channel, attempt, error, againMs ?? null],
  );
}
