import { InputError } from './page.js';

/** The content of a cursor: the list that it belongs to, and a position in that list. */
interface CursorContent {
  readonly list: string;
  readonly at: readonly string[];
}

/**
 * Encodes a cursor. It names its list, so that `decodeCursor` refuses the cursor of another list, such as another
 * wallet's entries, instead of reading it as a position here.
 */
export function encodeCursor(list: string, at: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...at])).toString('base64url');
}

/**
 * Decodes a cursor to the parts of its position.
 * @param patterns one for each part
 * @throws InputError for anything that `encodeCursor` did not make for this list
 */
export function decodeCursor(
  list: string,
  cursor: string,
  patterns: readonly RegExp[],
): readonly string[] {
  const content = parse(cursor);
  const isOurs =
    content?.list === list &&
    content.at.length === patterns.length &&
    patterns.every((pattern, index) => pattern.test(content.at[index] ?? '')) &&
    encodeCursor(list, content.at) === cursor;
  if (!isOurs) throw invalidCursorError();
  return content.at;
}

/** The error for a cursor that does not belong to the list. */
export function invalidCursorError(): InputError {
  return new InputError(
    'This cursor does not belong to this list: use endCursor with after, or startCursor with before, from a page of it.',
  );
}

function parse(cursor: string): CursorContent | undefined {
  if (cursor.length > 1_000) return undefined;
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(content) || !content.every((part) => typeof part === 'string'))
      return undefined;
    const [list, ...at] = content;
    return list === undefined ? undefined : { list, at };
  } catch {
    return undefined; // not JSON: the caller refuses the cursor
  }
}
