import type { EntityManager } from 'typeorm';
import { decodeCursor, encodeCursor } from '../pages/cursor.js';
import { InputError } from '../pages/page.js';
import { idOfCommand } from './command-id.js';
import { readCommandAt } from './commands.js';
import type { EventPlace, LogEvent } from './log-event.js';

/** The cursor of an event. It names its command, so that one of a book that was restored without it is refused. */
export function eventCursor({ position, index, commandId }: LogEvent): string {
  return encodeCursor('events', [position.toString(), index.toString(), commandId]);
}

const CURSOR = [/^[1-9][0-9]{0,18}$/, /^(0|[1-9][0-9]{0,5})$/, /^[0-9a-f-]{36}$/];

/**
 * The place that a cursor names.
 * @throws InputError if it is no cursor of events, or its event is not in the book
 */
export async function readEventPlace(manager: EntityManager, cursor: string): Promise<EventPlace> {
  const [position = '', index = '', commandId = ''] = decodeCursor('events', cursor, CURSOR);
  const row = await readCommandAt(manager, BigInt(position));
  if (!row || idOfCommand(row) !== commandId)
    throw new InputError(
      'The event of this cursor is not in the book, which was restored from an older backup. Read the events again from their start.',
    );
  return { position: BigInt(position), index: Number(index) };
}
