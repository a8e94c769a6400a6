import { loadModule, scanSync } from 'libpg-query';

/** Stands for what only the run time knows. A word, so that it can be a name or a value. */
export const HOLE = 'onebook_hole';

/** A word, a constant or a sign of a source text. Comments are left out. */
export interface Token {
  readonly kind: 'name' | 'string' | 'other';
  /** What a name means, or what a string holds. Otherwise as written. */
  readonly value: string;
  /** A name as it would be a keyword: in small letters, and empty if it is quoted. */
  readonly word: string;
  /** Whether a reserved word, which names nothing unless a dot is before it. */
  readonly isReserved: boolean;
  /** Where it begins in the text. */
  readonly start: number;
}

/** To be awaited once, before `tokensOf` is called. */
export const lexerReady: () => Promise<void> = loadModule;

/**
 * Splits SQL or PL/pgSQL as PostgreSQL's own lexer does. A text that it does not take, and one in another language, is split
 * at its words, as if it had neither strings nor comments.
 */
export function tokensOf(text: string, isSql = true): Token[] {
  if (!isSql) return looseTokensOf(text);
  if (text.trim() === '') return [];
  try {
    return exactTokensOf(text);
  } catch {
    // Unterminated strings and the like. PostgreSQL would not run it either, except in another language.
    return looseTokensOf(text);
  }
}

function exactTokensOf(text: string): Token[] {
  // The lexer counts bytes.
  const bytes = Buffer.from(text);
  const isAscii = bytes.length === text.length;
  const tokens: Token[] = [];
  let byte = 0;
  let char = 0;
  for (const one of scanSync(text).tokens) {
    if (!isAscii) char += bytes.toString('utf8', byte, one.start).length;
    byte = one.start;
    const start = isAscii ? byte : char;
    const token = tokenOf(one.text, one.tokenName, one.keywordName, start);
    if (token) tokens.push(token);
  }
  return tokens;
}

function tokenOf(raw: string, type: string, keyword: string, start: number): Token | undefined {
  if (type === 'SQL_COMMENT' || type === 'C_COMMENT') return undefined;
  if (type === 'SCONST' || type === 'USCONST')
    return { kind: 'string', value: contentOf(raw), word: '', isReserved: false, start };
  if (/^([uU]&)?"/.test(raw)) {
    const value = raw.slice(raw.indexOf('"') + 1, -1).replaceAll('""', '"');
    return { kind: 'name', value, word: '', isReserved: false, start };
  }
  if (type === 'IDENT' || keyword !== 'NO_KEYWORD') {
    const value = raw.toLowerCase();
    return {
      ...{ kind: 'name', value, word: value, start },
      isReserved: keyword === 'RESERVED_KEYWORD',
    };
  }
  return { kind: 'other', value: raw, word: '', isReserved: false, start };
}

/** What a string constant holds. Of the escapes only those that matter to names and statements. */
function contentOf(raw: string): string {
  const dollar = /^\$[^$]*\$/.exec(raw)?.[0];
  if (dollar !== undefined) return raw.slice(dollar.length, -dollar.length);
  const quote = raw.indexOf("'");
  const inner = raw
    .slice(quote + 1, -1)
    // Constants on two lines are one.
    .replaceAll(/(?<!')'\s*\n\s*'(?!')/g, '')
    .replaceAll("''", "'");
  if (!/^[eE]/.test(raw)) return inner;
  return inner.replaceAll(/\\([\s\S])/g, (_, sign: string) => (/[nrt]/.test(sign) ? ' ' : sign));
}

function looseTokensOf(text: string): Token[] {
  return Array.from(text.matchAll(LOOSE), (match) => {
    const [raw, hole, name] = match;
    const word = hole === undefined ? (name?.toLowerCase() ?? '') : HOLE;
    return {
      kind: word === '' ? 'other' : 'name',
      value: word === '' ? raw : word,
      word,
      isReserved: RESERVED.has(word),
      start: match.index,
    };
  });
}

/** What other languages put a variable's text in for, a word, or a sign that is no quote. */
const LOOSE = /((?<![>}\])\w])\$?\{\w*\}|%[sIL]\b)|([\p{L}_][\p{L}\p{N}_$]*)|[^\s'"`\\]/gu;

/** Those that follow the name of a table in a statement, or stand in its place. */

const RESERVED = new Set(
  'select from where set values returning on using when then else end as into with order group limit only default and or not null'.split(
    ' ',
  ),
);

/** The line of a text at a place of it. */
export function lineAt(text: string, start: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', start);
  return text.slice(from, to < 0 ? undefined : to).trim();
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'other' && token.value === sign;
}
