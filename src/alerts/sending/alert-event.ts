import type { DataSource } from 'typeorm';
import { alertKey, MONITORS } from '../../domain/index.js';
import { idOfCommand, type LogEvent } from '../../reader/index.js';
import type { DueNotification } from './due-notifications.js';

/** The event `alert.raised` of an alert: the only one of the command that raised it. */
export async function eventOfAlert(
  source: DataSource,
  { monitorId, crossing }: Pick<DueNotification, 'monitorId' | 'crossing'>,
): Promise<Pick<LogEvent, 'position' | 'index' | 'commandId' | 'type'>> {
  const key = alertKey(monitorId, crossing);
  const [row] = await source.query<{ position: string }[]>(
    '/* commandOfAlert */ SELECT position FROM command WHERE caller = $1 AND key = $2',
    [MONITORS, key],
  );
  if (!row) throw new Error(`the log has no command ${key}`);
  const commandId = idOfCommand({ caller: MONITORS, key });
  return { position: BigInt(row.position), index: 0, commandId, type: 'alert.raised' };
}
