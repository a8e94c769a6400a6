/** The pieces of SQL in which a semicolon ends nothing, each with how it opens. A pattern matches it to its end. */
const OPAQUE: readonly (readonly [opens: RegExp, whole: RegExp, what: string])[] = [
  [/--/y, /--[^\n]*/y, 'comment'],
  [/'/y, /'(?:[^']|'')*'/y, 'string'],
  [/"/y, /"(?:[^"]|"")*"/y, 'quoted name'],
  [/\$(?:[A-Za-z_]\w*)?\$/y, /(\$(?:[A-Za-z_]\w*)?\$)[^]*?\1/y, 'dollar-quoted string'],
];

/** A name, keyword or number. `a$b$` is a name, and no dollar-quoted string begins in it. */
const WORD = /[A-Za-z_0-9\u0080-\uffff][\w$\u0080-\uffff]*/y;

/**
 * What this splitter does not read, and a migration does not need: strings with backslashes, whose quote may be
 * escaped; comments that nest; and function bodies of bare statements, in which a semicolon does not end the function.
 */
const UNREADABLE: readonly (readonly [opens: RegExp, what: string])[] = [
  [/[eE]'/y, `a string with backslashes (E'…')`],
  [/\/\*/y, 'a comment with /* */'],
  [/BEGIN\s+ATOMIC\b/iy, 'a function body without quotes (BEGIN ATOMIC)'],
];

/**
 * The statements of an SQL text, each without its semicolon, in their order. A semicolon ends a statement unless it
 * stands in a string, a quoted name, a dollar-quoted body or a comment. Comments between statements are dropped, those
 * within a statement are kept.
 * @throws Error that names the line of what has no end or cannot be read
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let begin: number | undefined;
  for (let at = 0; at < sql.length;) {
    const { length, what } = pieceAt(sql, at);
    if (what === ';') {
      if (begin !== undefined) statements.push(sql.slice(begin, at).trimEnd());
      begin = undefined;
    } else if (what !== 'space' && what !== 'comment') begin ??= at;
    at += length;
  }
  if (begin !== undefined)
    throw new Error(`line ${lineOf(sql, begin)}: the last statement does not end with a semicolon`);
  return statements;
}

/** The piece of SQL that begins at this place. */
function pieceAt(sql: string, at: number): { length: number; what: string } {
  for (const [opens, what] of UNREADABLE)
    if (lengthOf(opens, sql, at) > 0)
      throw new Error(`line ${lineOf(sql, at)}: ${what} cannot be split into statements`);
  for (const [opens, whole, what] of OPAQUE) {
    if (lengthOf(opens, sql, at) === 0) continue;
    const length = lengthOf(whole, sql, at);
    if (length === 0) throw new Error(`line ${lineOf(sql, at)}: a ${what} has no end`);
    return { length, what };
  }
  const space = lengthOf(/\s+/y, sql, at);
  if (space > 0) return { length: space, what: 'space' };
  const word = lengthOf(WORD, sql, at);
  if (word > 0) return { length: word, what: 'word' };
  return { length: 1, what: sql.charAt(at) };
}

function lengthOf(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0].length ?? 0;
}

function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length;
}
