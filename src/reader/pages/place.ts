import { decodeCursor, encodeCursor, UUID } from './cursor.js';
import {
  decodeOpenTransactions,
  encodeOpenTransactions,
  NO_TRANSACTIONS,
  OPEN_TRANSACTIONS,
  type OpenTransactions,
} from './open-transactions.js';

/**
 * The place of a row in a list that a client reads, with all that it needs to read on. The client has been given, of
 * the rows that the list's filter takes, exactly
 *
 * - those up to `position`, without what the transactions in `hidden` wrote;
 * - those after `position` up to `top`, without what the transactions in `hidden` or in `rest` wrote.
 *
 * A row at the front of the list is its own top, and `rest` is empty. If the client then reads on, rows can have become
 * visible up to that top: late rows. They come first, and each has that top. See docs/decisions/19-order.md.
 */
export interface Place {
  /** Of the row. */
  readonly id: string;
  /** Of the row. A bigint as text. */
  readonly position: string;
  /** The highest position that the client has been given. A bigint as text. */
  readonly top: string;
  readonly hidden: OpenTransactions;
  readonly rest: OpenTransactions;
}

export function placeAtTop(id: string, position: string, hidden: OpenTransactions): Place {
  return { id, position, top: position, hidden, rest: NO_TRANSACTIONS };
}

/** Within the range of bigint. */
const POSITION = /^[1-9]\d{0,17}$/;
const PARTS = [UUID, POSITION, POSITION, OPEN_TRANSACTIONS, OPEN_TRANSACTIONS];

/** A cursor of the place. Places at the top, nearly all, leave out what follows from that. */
export function encodePlace(list: string, { id, position, top, hidden, rest }: Place): string {
  const open = encodeOpenTransactions(hidden);
  if (top === position && rest.ranges.length === 0)
    return encodeCursor(list, open === '' ? [id, position] : [id, position, open]);
  return encodeCursor(list, [id, position, top, open, encodeOpenTransactions(rest)]);
}

/** @throws InputError for anything that `encodePlace` did not make for this list */
export function decodePlace(list: string, cursor: string): Place {
  const parts = decodeCursor(
    list,
    cursor,
    PARTS.slice(0, 2),
    [...PARTS.slice(0, 2), OPEN_TRANSACTIONS],
    PARTS,
  );
  const [id = '', position = ''] = parts;
  if (parts.length < PARTS.length)
    return placeAtTop(id, position, decodeOpenTransactions(parts[2] ?? ''));
  const [, , top = '', hidden = '', rest = ''] = parts;
  return {
    id,
    position,
    top,
    hidden: decodeOpenTransactions(hidden),
    rest: decodeOpenTransactions(rest),
  };
}
