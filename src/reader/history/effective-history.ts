import type { EntityManager } from 'typeorm';
import { readChainHeadsAt } from '../chain-heads-at.js';
import { invalidCursorError } from '../pages/cursor.js';
import {
  pageOf,
  pageRequestOf,
  type Page,
  type PageArguments,
  type PageRequest,
} from '../pages/page.js';
import { readBackdatedLines } from './backdated-lines.js';
import { readStarts } from './history.js';
import { decodeEffectiveCursor, encodeEffectiveCursor } from './history-cursor.js';
import { walkLines } from './line-walk.js';
import { type EffectiveLine, isBackdated, type Line, type HistoryLine } from './lines.js';
import { PostedEntries } from './posted-entries.js';
import { readWholeLines } from './whole-lines.js';

/**
 * A page of the changes of a wallet's money by the moments at which they took effect, newest first; those of one moment in the
 * order of the book. So a line that took effect before the book knew of it comes before all other lines of its moment.
 *
 * It is merged from two lists: the lines that took effect as they were written, in the order of the book, and the
 * backdated ones, which an index has in the order of their moments. Neither is read further than the page.
 */
export async function readEffectiveHistoryPage(
  manager: EntityManager,
  walletId: string,
  page: PageArguments,
): Promise<Page<HistoryLine>> {
  const request = pageRequestOf(page);
  const start =
    request.cursor === undefined ? undefined : decodeEffectiveCursor(walletId, request.cursor);
  const backdated = await readBackdatedLines(manager, walletId, request, start);
  const plain = await readPlainLines(manager, walletId, request, start);
  const keys = merged(plain, backdated, request).slice(0, request.size + 1);
  const rows = await readWholeLines(manager, walletId, keys);
  return pageOf(
    request,
    rows.map(({ key, line }) => ({ node: line, cursor: encodeEffectiveCursor(walletId, key) })),
    // The cursor's own line: one of the two lists has it, and lines stay.
    start !== undefined,
  );
}

/** The nearest lines that took effect as they were written, in reading order: at least one more than a page, or all. */
async function readPlainLines(
  manager: EntityManager,
  walletId: string,
  request: PageRequest,
  start: EffectiveLine | undefined,
): Promise<EffectiveLine[]> {
  const position = start && !isBackdated(start) ? start : undefined;
  const starts =
    start && !position
      ? await readChainHeadsAt(manager, [walletId], start.effectiveAt)
      : await readStarts(manager, walletId, request, position);
  const posted = new PostedEntries(manager, starts, request.backwards ? 'newer' : 'older', 'apart');
  const isPlain = (line: Line): boolean => !line.entries.some((entry) => posted.isBackdated(entry));
  const { lines, passed } = await walkLines(posted, request, position, isPlain);
  if (position && !lines.slice(passed - 1, passed).every(isPlain)) throw invalidCursorError();
  return lines
    .slice(passed)
    .filter(isPlain)
    .map((line) => ({ ...line, effectiveAt: line.at }));
}

/** Both lists in one, in reading order. Of one moment, backdated lines are newer: they were written later. */
function merged(
  plain: readonly EffectiveLine[],
  backdated: readonly EffectiveLine[],
  { backwards }: PageRequest,
): EffectiveLine[] {
  const lines: EffectiveLine[] = [];
  let next = 0;
  for (const line of backdated) {
    const comesFirst = (one: EffectiveLine): boolean =>
      backwards ? one.effectiveAt <= line.effectiveAt : one.effectiveAt > line.effectiveAt;
    for (let one = plain[next]; one && comesFirst(one); one = plain[next]) {
      lines.push(one);
      next += 1;
    }
    lines.push(line);
  }
  return [...lines, ...plain.slice(next)];
}
