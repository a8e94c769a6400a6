import { InputError } from './page.js';

/** What every cursor must say of itself: which list it is of, and where in it. */
interface CursorContent {
  readonly list: string;
  readonly at: readonly string[];
}

/**
 * A cursor names its list, so that one of another list (another wallet's entries, say) is refused
 * rather than read as a place that it never was.
 */
export function encodeCursor(list: string, at: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...at])).toString('base64url');
}

/**
 * @param forms what each part of the place looks like: as many parts as there are forms
 * @throws InputError for anything that `encodeCursor` did not make for this list
 */
export function decodeCursor(
  list: string,
  cursor: string,
  forms: readonly RegExp[],
): readonly string[] {
  const content = parse(cursor);
  const ours =
    content?.list === list &&
    content.at.length === forms.length &&
    forms.every((form, index) => form.test(content.at[index] ?? '')) &&
    encodeCursor(list, content.at) === cursor;
  if (!ours) throw foreignCursor();
  return content.at;
}

/** For a cursor that is not one of the list's. */
export function foreignCursor(): InputError {
  return new InputError(
    'This cursor is not one of this list: use endCursor with after, or startCursor with before, from a page of it.',
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
    return undefined; // not JSON: not ours, which the caller says
  }
}
