import type { DataSource } from 'typeorm';
import type { LogEvent } from '../reader/index.js';

/**
 * Asks for the delivery of an event to a webhook, although its types may not name it. The sender finds it within a second. To
 * ask again changes nothing: also if it was delivered. An event of a webhook that is paused waits, and one of a webhook that
 * is deleted is never delivered.
 * @param source connections of the gateway's role
 */
export async function requestDelivery(
  source: Pick<DataSource, 'query'>,
  webhookId: string,
  event: Pick<LogEvent, 'position' | 'index' | 'commandId' | 'type'>,
): Promise<void> {
  const { position, index, commandId, type } = event;
  await source.query(
    `/* requestDelivery */
     INSERT INTO webhook_delivery (webhook_id, position, index, command_id, type, round, status, attempts, next_at)
     SELECT p.webhook_id, $2::bigint, $3::integer, $4::uuid, $5, p.round, 'PENDING', 0, now()
       FROM webhook_place p WHERE p.webhook_id = $1
     ON CONFLICT (webhook_id, position, index) DO NOTHING`,
    [webhookId, position.toString(), index, commandId, type],
  );
}
