import { ReadUnavailableError } from '../read-book.js';
import { InputError } from './page.js';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The length of the longest cursor, in characters. Nearly all have fewer than 200. A cursor of a list of transactions or
 * wallets names the transactions that were open in the database, about 7 characters for each.
 */
const MAX_CURSOR_LENGTH = 20_000;

/** The content of a cursor: the list that it belongs to, and a position in that list. */
interface CursorContent {
  readonly list: string;
  readonly at: readonly string[];
}

/**
 * Encodes a cursor. It names its list, so that `decodeCursor` refuses the cursor of another list, such as another
 * wallet's entries, instead of reading it as a position here.
 * @throws ReadUnavailableError if `decodeCursor` would refuse it as too long
 */
export function encodeCursor(list: string, at: readonly string[]): string {
  const cursor = encoded(list, at);
  if (cursor.length > MAX_CURSOR_LENGTH)
    throw new ReadUnavailableError({
      isUnreachable: false,
      message:
        'Too many transactions are open on the database server for a cursor of this list. Send the query again later.',
    });
  return cursor;
}

function encoded(list: string, at: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...at])).toString('base64url');
}

/**
 * Decodes a cursor to the parts of its position.
 * @param forms the forms that a position can have: in each, one pattern for each part
 * @throws InputError for anything that `encodeCursor` did not make for this list
 */
export function decodeCursor(
  list: string,
  cursor: string,
  ...forms: readonly (readonly RegExp[])[]
): readonly string[] {
  const content = parse(cursor);
  const isOurs =
    content?.list === list &&
    forms.some((patterns) => fits(content.at, patterns)) &&
    encoded(list, content.at) === cursor;
  if (!isOurs) throw invalidCursorError();
  return content.at;
}

/** Whether a cursor names this list, be it one that `encodeCursor` made or not. */
export function isCursorOf(list: string, cursor: string): boolean {
  return parse(cursor)?.list === list;
}

function fits(at: readonly string[], patterns: readonly RegExp[]): boolean {
  return (
    at.length === patterns.length &&
    patterns.every((pattern, index) => pattern.test(at[index] ?? ''))
  );
}

/** The error for a cursor that does not belong to the list. */
export function invalidCursorError(): InputError {
  return new InputError(
    'This cursor does not belong to this list: use endCursor with after, or startCursor with before, from a page of it.',
  );
}

/** The error for a cursor of a row that the book does not have. */
export function missingRowError(): InputError {
  return new InputError(
    'The row of this cursor is not in the book, which was restored from an older backup. Read the list again from its start.',
  );
}

function parse(cursor: string): CursorContent | undefined {
  if (cursor.length > MAX_CURSOR_LENGTH) return undefined;
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
