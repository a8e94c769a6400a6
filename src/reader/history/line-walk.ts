import { invalidCursorError } from '../pages/cursor.js';
import type { PageRequest } from '../pages/page.js';
import { isSameLine, type Line, type LineKey, linesOf } from './lines.js';
import type { PostedEntries } from './posted-entries.js';

export interface Walked {
  /** In reading order. */
  readonly lines: readonly Line[];
  /** How many of them lie at or before the cursor: those are not on the page. */
  readonly passed: number;
}

/**
 * Lines in the order of the book, from where the reading of the entries starts, until those that are wanted cover the page
 * and one more line.
 * @param position of the cursor, whose whole millisecond the reading begins with
 * @throws InputError if the book does not have the line of the cursor
 */
export async function walkLines(
  posted: PostedEntries,
  { backwards, size }: Pick<PageRequest, 'backwards' | 'size'>,
  position: LineKey | undefined,
  isWanted: (line: Line) => boolean = () => true,
): Promise<Walked> {
  for (let length = firstLength(posted, size); ; length = posted.nextLength(length)) {
    await posted.read(length);
    const lines = linesOf(posted.complete);
    if (backwards) lines.reverse();
    const passed = position ? lines.findIndex((line) => isSameLine(line, position)) + 1 : 0;
    if (position && passed === 0) {
      // The cursor's millisecond comes first. A line that is missing from the whole of it does not exist.
      const last = lines.at(-1);
      if (posted.isExhausted || (last && last.at.getTime() !== position.at.getTime()))
        throw invalidCursorError();
    } else if (posted.isExhausted || lines.slice(passed).filter(isWanted).length > size)
      return { lines, passed };
  }
}

/**
 * How many entries of each chain probably make the page and one line more. A wallet of one chain has no holds, so each
 * entry is a line; the last one shows that the line before it is complete.
 */
function firstLength({ chains }: PostedEntries, size: number): number {
  return chains === 1 ? size + 2 : 2 * (size + 1);
}
