/** How much of a bad input an error message repeats, in UTF-16 units. */
const LONGEST_ECHO = 40;

/** Control, format, surrogate and line-separating characters, which have no business in a log line. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The start of a bad input, quoted and escaped so that it can break neither a line nor a log. */
export function quoteText(text: string): string {
  const start = JSON.stringify(text.slice(0, LONGEST_ECHO)).replace(UNPRINTABLE, escaped);
  return text.length > LONGEST_ECHO ? `${start}…` : start;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}
