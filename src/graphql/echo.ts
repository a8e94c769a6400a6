/** How much of a bad input an error message repeats, in UTF-16 units. */
const LONGEST_ECHO = 40;

/** Control, format, surrogate and line-separating characters, which have no business in a log line. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The start of a bad input, quoted and escaped so that it can break neither a line nor a log. */
export function echo(value: unknown): string {
  if (typeof value !== 'string') return kindOf(value);
  const start = JSON.stringify(value.slice(0, LONGEST_ECHO)).replace(UNPRINTABLE, escaped);
  return value.length > LONGEST_ECHO ? `${start}…` : start;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
