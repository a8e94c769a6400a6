/**
 * Characters that show nothing, or that only change how others are shown: Unicode's Default_Ignorable_Code_Point (zero
 * widths, fillers, bidirectional controls, variation selectors, tags …), and those that are drawn as nothing although
 * Unicode does not say so (U+2800 braille blank, U+FFF9 to U+FFFC annotations, U+13430 to U+13442 of hieroglyphs,
 * U+1D159 null notehead). A list of our own, because a regular expression's `\p{…}` changes with the version of Node.
 * The SQL domain `owner_id` in migrations/book.sql states it again, and a test compares the two.
 */
const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F' +
  '\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFC\\u{13430}-\\u{13442}\\u{1BCA0}-\\u{1BCA3}' +
  '\\u{1D159}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}';

/** C0 and C1, the separators of lines and paragraphs, and lone surrogates, which are no characters. */
const CONTROL = '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u{D800}-\\u{DFFF}';

/** Unicode's White_Space without the control characters among them. */
const BLANK = ' \\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000';

const VISIBLE = new RegExp(`[^${BLANK}${CONTROL}${INVISIBLE}\\p{M}]`, 'u');
const HIDDEN = new RegExp(`[${CONTROL}${INVISIBLE}]`, 'u');
const AT_AN_END = new RegExp(`^[${BLANK}]|[${BLANK}]$`, 'u');

/**
 * Whether a reader sees nothing: the text has only white space, control characters, invisible characters, and combining
 * marks without a letter to combine with.
 */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** The first control or invisible character as its code point, such as U+200B; undefined if there is none. */
export function hiddenCharacterIn(text: string): string | undefined {
  const point = HIDDEN.exec(text)?.[0].codePointAt(0);
  return point === undefined ? undefined : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether the text begins or ends with white space. */
export function hasOuterBlank(text: string): boolean {
  return AT_AN_END.test(text);
}

/**
 * The number of characters: code points, as PostgreSQL counts them. Stops counting beyond `max`, because a text may
 * be as long as a request.
 */
export function lengthUpTo(max: number, text: string): number {
  // A character takes at most two UTF-16 units.
  return text.length > 2 * max ? max + 1 : Array.from(text).length;
}
