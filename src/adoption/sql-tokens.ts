/* Regular expressions of PostgreSQL for parts of a statement's text, for scanners that are functions of the database. */

/** A comment to the end of its line. */
export const LINE_COMMENT = String.raw`--[^\n\r]*`;

/** A comment without one in it, whole or cut. */
export const BLOCK_COMMENT = String.raw`/\*(?:[^*]|\*+[^*/])*(?:\*+/|$)`;

/** A string without escapes, whole or cut. */
export const STRING = String.raw`'(?:[^']|'')*(?:'|$)`;

const ESCAPED = String.raw`'(?:[^'\\]|''|\\.)*(?:'|$)`;

/** A string with escapes, whole or cut. It goes on behind a line break, with escapes. */
export const ESCAPED_STRING = String.raw`[eE]${ESCAPED}(?:[ \t]*(?:${LINE_COMMENT})?[\n\r]\s*${ESCAPED})*`;
