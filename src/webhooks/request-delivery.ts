import type { DataSource } from 'typeorm';
import type { LogEvent } from '../reader/index.js';

/**
 * Asks for the delivery of an event to a webhook, although its types may not name it. The sender finds it within a second. To
 * ask again changes nothing: also if it was delivered. An event of a webhook that is paused waits.
 * @param source connections of the gateway's role
 * @returns false: there is no such webhook, or it was deleted
 */
export async function requestDelivery(
  source: Pick<DataSource, 'query'>,
  webhookId: string,
  event: Pick<LogEvent, 'position' | 'index' | 'commandId' | 'type'>,
): Promise<boolean> {
  const { position, index, commandId, type } = event;
  const [asked] = await source.query<{ exists: boolean }[]>(
    `/* requestDelivery */
     WITH place AS (
       SELECT p.webhook_id, p.round FROM webhook_place p JOIN webhook w ON w.id = p.webhook_id
        WHERE w.id = $1 AND w.status <> 'DELETED'),
     added AS (
     INSERT INTO webhook_delivery (webhook_id, position, index, command_id, type, round, status, attempts, next_at)
     SELECT p.webhook_id, $2::bigint, $3::integer, $4::uuid, $5, p.round, 'PENDING', 0, now()
       FROM place p
     ON CONFLICT (webhook_id, position, index) DO NOTHING)
     SELECT EXISTS (SELECT FROM place) AS exists`,
    [webhookId, position.toString(), index, commandId, type],
  );
  return asked?.exists === true;
}
