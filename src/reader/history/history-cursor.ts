import {
  decodeCursor,
  encodeCursor,
  invalidCursorError,
  isCursorOf,
  UUID,
} from '../pages/cursor.js';
import { InputError } from '../pages/page.js';
import type { EffectiveLine, LineKey } from './lines.js';

/** The order of a history: in which the book learned of the lines, or in which they took effect. */
export type HistoryOrder = 'BOOK' | 'EFFECTIVE_AT';

/** The name of each list in its cursors. */
const LISTS: Readonly<Record<HistoryOrder, string>> = {
  BOOK: 'history',
  EFFECTIVE_AT: 'history by effect',
};

function listOf(order: HistoryOrder, walletId: string): string {
  return `${LISTS[order]} ${walletId}`;
}

/** The parts of a cursor that identify a line: a time in milliseconds, a transaction, a phase. */
const LINE = [/^\d{1,15}$/, UUID, /^(POST|REVERT)$/];
/** In the order of effect, the moment of effect comes before them. */
const EFFECTIVE_LINE = [/^-?\d{1,15}$/, ...LINE];

function partsOf({ at, transactionId, phase }: LineKey): string[] {
  return [String(at.getTime()), transactionId, phase];
}

function lineOf([time, transactionId = '', phase]: readonly string[]): LineKey {
  const at = new Date(Number(time));
  return { at, transactionId, phase: phase === 'REVERT' ? 'REVERT' : 'POST' };
}

export function encodeBookCursor(walletId: string, line: LineKey): string {
  return encodeCursor(listOf('BOOK', walletId), partsOf(line));
}

/** @throws InputError if the cursor does not belong to this history in the order of the book */
export function decodeBookCursor(walletId: string, cursor: string): LineKey {
  return lineOf(decode('BOOK', walletId, cursor, LINE));
}

export function encodeEffectiveCursor(walletId: string, line: EffectiveLine): string {
  const effect = String(line.effectiveAt.getTime());
  return encodeCursor(listOf('EFFECTIVE_AT', walletId), [effect, ...partsOf(line)]);
}

/** @throws InputError if the cursor does not belong to this history in the order of effect */
export function decodeEffectiveCursor(walletId: string, cursor: string): EffectiveLine {
  const [effect, ...parts] = decode('EFFECTIVE_AT', walletId, cursor, EFFECTIVE_LINE);
  const line = { ...lineOf(parts), effectiveAt: new Date(Number(effect)) };
  if (line.effectiveAt > line.at) throw invalidCursorError();
  return line;
}

function decode(
  order: HistoryOrder,
  walletId: string,
  cursor: string,
  form: readonly RegExp[],
): readonly string[] {
  const other = order === 'BOOK' ? 'EFFECTIVE_AT' : 'BOOK';
  if (isCursorOf(listOf(other, walletId), cursor))
    throw new InputError(
      `This cursor belongs to the order ${other} of this history. Use it with orderBy: ${other}, or read the order ${order} from its start.`,
    );
  return decodeCursor(listOf(order, walletId), cursor, form);
}
