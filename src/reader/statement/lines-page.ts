import type { EntityManager } from 'typeorm';
import { justBefore, readChainHeadsAt } from '../chain-heads-at.js';
import { decodeBookCursor, encodeBookCursor } from '../history/history-cursor.js';
import {
  type HistoryLine,
  isSameLine,
  type Line,
  type LineKey,
  totalOf,
  withBalances,
} from '../history/lines.js';
import { invalidCursorError } from '../pages/cursor.js';
import { type Page, type PageArguments, pageOf, pageRequestOf } from '../pages/page.js';
import { LinesBetween } from './lines-between.js';
import { balancesOfHeads, type ChainRange } from './ranges.js';
import type { Statement } from './statement.js';

/** Where a page begins to read, and `Balance.total` there. */
interface Start {
  readonly ranges: readonly ChainRange[];
  readonly total: bigint;
}

/** A page of the lines of a statement, oldest first. Its cursors are those of the wallet's history. */
export async function readStatementPage(
  manager: EntityManager,
  statement: Statement,
  page: PageArguments,
): Promise<Page<HistoryLine>> {
  const request = pageRequestOf(page);
  const position = positionIn(statement, request.cursor);
  const direction = request.backwards ? 'older' : 'newer';
  const start = await readStart(manager, statement, direction, position);
  const between = new LinesBetween(start.ranges, direction);
  const { lines, passed } = await readLines(manager, between, request.size, position);
  const rows = withBalances(start.total, lines, { backwards: direction === 'newer' });
  return pageOf(
    request,
    rows
      .slice(passed, passed + request.size + 1)
      .map((node) => ({ node, cursor: encodeBookCursor(statement.walletId, node) })),
    position !== undefined,
  );
}

function positionIn(
  { walletId, from, to }: Statement,
  cursor: string | undefined,
): LineKey | undefined {
  if (cursor === undefined) return undefined;
  const position = decodeBookCursor(walletId, cursor);
  if (position.at < from || position.at >= to) throw invalidCursorError();
  return position;
}

/** With a cursor, it begins at the edge of the cursor's millisecond, whose lines are read whole. */
async function readStart(
  manager: EntityManager,
  { walletId, ranges, opening, closing }: Statement,
  direction: 'newer' | 'older',
  position: LineKey | undefined,
): Promise<Start> {
  if (!position) return { ranges, total: (direction === 'newer' ? opening : closing).total };
  const at = direction === 'newer' ? justBefore(position.at) : position.at;
  const heads = await readChainHeadsAt(manager, [walletId], at);
  const seqs = new Map(heads.map(({ accountId, seq }) => [accountId, seq]));
  return {
    ranges: ranges.map((range) => {
      const seq = seqs.get(range.accountId) ?? 0;
      return direction === 'newer' ? { ...range, low: seq } : { ...range, high: seq };
    }),
    total: totalOf(balancesOfHeads(heads)),
  };
}

/** Lines from the start until they cover the page and one more line, and how many of them lie at or before the cursor. */
async function readLines(
  manager: EntityManager,
  between: LinesBetween,
  size: number,
  position: LineKey | undefined,
): Promise<{ readonly lines: readonly Line[]; readonly passed: number }> {
  const lines: Line[] = [];
  let passed = position ? undefined : 0;
  for (;;) {
    const next = await between.next(manager, 2 * (size + 1));
    lines.push(...next);
    if (position && passed === undefined) {
      const index = lines.findIndex((line) => isSameLine(line, position));
      if (index >= 0) passed = index + 1;
      // The cursor's millisecond comes first. A line that is missing from the whole of it does not exist.
      else throw invalidCursorError();
    }
    if (next.length === 0 || lines.length - (passed ?? 0) > size)
      return { lines, passed: passed ?? 0 };
  }
}
