import { type OpenTransactions, without } from './open-transactions.js';
import { type Place, placeAtTop } from './place.js';

/** A row of the list in reading order, with the snapshot in which it was read. */
export interface FoundRow<Row> {
  readonly node: Row;
  readonly position: string;
  /** Index of the part that it is in. */
  readonly part: number;
  readonly open: OpenTransactions;
}

/** A part of a list: the rows between two positions. */
export interface Part {
  /** The position that all are above. Undefined: none. */
  readonly above?: string;
  /** The position that all are below. Undefined: none. */
  readonly below?: string;
  /** Only what these transactions wrote. Undefined: whatever wrote it. */
  readonly of?: OpenTransactions;
  /** Without what these transactions wrote. */
  readonly without?: OpenTransactions;
  /** The place of a row that was found in the part. */
  readonly place: (row: FoundRow<{ id: string }>) => Place;
}

export function placeOf(row: FoundRow<{ id: string }>, parts: readonly Part[]): Place {
  const part = parts[row.part];
  if (!part) throw new Error('a row of a page is in none of its parts');
  return part.place(row);
}

/** The rows after a place: older ones, of the list as it was when the client got the place. */
export function olderParts(start: Place | undefined): Part[] {
  return [
    {
      ...(start && { below: start.position, without: start.hidden }),
      place: ({ node, position, open }) => placeAtTop(node.id, position, start?.hidden ?? open),
    },
  ];
}

/**
 * The rows before a place, in the order in which they are read: everything that the client has not been given. That is
 * what became visible since, up to the top, and everything past the top.
 */
export function newerParts(start: Place | undefined): Part[] {
  const newest: Part = {
    ...(start && { above: start.top }),
    place: ({ node, position, open }) => placeAtTop(node.id, position, open),
  };
  if (!start) return [newest];
  // The row at the top was given, so it is in none of these parts.
  const { position: own, top, hidden, rest } = start;
  return [
    {
      above: own,
      below: top,
      of: rest,
      place: ({ node, position }) => ({ id: node.id, position, top, hidden, rest }),
    },
    {
      below: top,
      of: hidden,
      place: ({ node, position, open }) => ({
        id: node.id,
        position,
        top,
        hidden: open,
        rest: without(hidden, open),
      }),
    },
    newest,
  ];
}
