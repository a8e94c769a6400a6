/** Maximum length of a bad input in an error message, in UTF-16 units. */
const MAX_QUOTED_LENGTH = 40;

/** Control, format, surrogate and line-separating characters. They could forge or break a log line. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The start of a bad input, quoted and escaped, safe to print in an error message or a log line. */
export function quoteText(text: string): string {
  const start = JSON.stringify(text.slice(0, MAX_QUOTED_LENGTH)).replace(UNPRINTABLE, escaped);
  return text.length > MAX_QUOTED_LENGTH ? `${start}…` : start;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}
