import { type RowChange, rowChangesIn } from './assignments.js';
import { dynamicSqlIn } from './dynamic.js';
import { argumentsAt } from './expressions.js';
import type { TriggerContext } from './render.js';
import { type Write, writesIn, type WrittenName } from './statements.js';
import { HOLE, isSign, lineAt, type Token, tokensOf } from './tokens.js';

/** A statement that writes, with the line that says so. */
export interface FoundWrite extends Write {
  readonly evidence: string;
}

export interface Call {
  readonly called: WrittenName;
  readonly argumentCount: number;
  /** The words of constants among its arguments, which a function may take as names. */
  readonly words: readonly string[];
  readonly evidence: string;
}

export interface FoundRowChange extends RowChange {
  readonly evidence: string;
}

/** What the source of a function, a rule or a job says that it does. */
export interface Body {
  /** Names in them hold HOLE where only the run time knows. */
  readonly writes: readonly FoundWrite[];
  readonly calls: readonly Call[];
  readonly rowChanges: readonly FoundRowChange[];
  /** The line that executes a text of which not even the first word is known. */
  readonly unreadable: string | undefined;
  /** All names, and all words of constants. */
  readonly words: ReadonlySet<string>;
  /** Not as PostgreSQL's lexer reads it: names are compared in small letters, and comments are read too. */
  readonly isLoose: boolean;
}

export interface BodyOptions {
  readonly isSql: boolean;
  readonly executors: ReadonlySet<string>;
  readonly context?: TriggerContext | undefined;
}

/** Reads a source. `lexerReady` must have been awaited. */
export function readBody(text: string, options: BodyOptions): Body {
  const tokens = tokensOf(text, options.isSql);
  const evidence = (start: number): string => lineAt(text, start);
  const found = {
    writes: writesIn(tokens).map((write) => ({ ...write, evidence: evidence(write.start) })),
    calls: callsIn(tokens, text),
  };
  const blocks = anonymousBlocks(tokens);
  let unreadable = options.isSql ? undefined : unreadVerb(tokens, found.writes, text);
  for (const { sql, start } of options.isSql
    ? dynamicSqlIn(tokens, options.executors, options.context)
    : []) {
    if (new RegExp(`(^|;)\\s*"?${HOLE}`).test(sql)) unreadable ??= evidence(start);
    const inner = tokensOf(sql);
    blocks.push(...anonymousBlocks(inner));
    found.writes.push(...writesIn(inner).map((write) => ({ ...write, evidence: evidence(start) })));
    found.calls.push(
      ...callsIn(inner, sql).map((call) => ({ ...call, evidence: evidence(start) })),
    );
  }
  for (const block of blocks) {
    const inner = readBody(block, options);
    found.writes.push(...inner.writes);
    found.calls.push(...inner.calls);
  }
  return {
    ...found,
    rowChanges: rowChangesIn(tokens).map((one) => ({ ...one, evidence: evidence(one.start) })),
    unreadable,
    words: wordsOf(tokens, options.context),
    isLoose: !options.isSql,
  };
}

const VERBS = new Set(['update', 'insert', 'merge', 'delete', 'truncate']);

/** In another language, a statement can be put together in ways that are not known here. */
function unreadVerb(
  tokens: readonly Token[],
  writes: readonly Write[],
  text: string,
): string | undefined {
  const unread = tokens.find(
    ({ word, start }) => VERBS.has(word) && !writes.some((write) => write.start === start),
  );
  return unread && lineAt(text, unread.start);
}

/** The sources of DO statements. */
function anonymousBlocks(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ word }, at) => {
    const next = tokens[at + 1];
    return word === 'do' && next?.kind === 'string' ? [next.value] : [];
  });
}

/** In INSERT INTO name (…) and the like the parentheses hold columns. */
const BEFORE_A_TABLE = new Set(['into', 'table', 'update', 'copy', 'as']);

function callsIn(tokens: readonly Token[], text: string): Call[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'name' || !isSign(tokens[at + 1], '(')) return [];
    const isQualified = isSign(tokens[at - 1], '.') && tokens[at - 2]?.kind === 'name';
    const before = tokens[at - (isQualified ? 3 : 1)];
    if (token.isReserved || BEFORE_A_TABLE.has(before?.word ?? '')) return [];
    const args = argumentsAt(tokens, at + 1);
    return [
      {
        called: {
          schema: isQualified ? tokens[at - 2]?.value : undefined,
          name: token.value,
        },
        argumentCount: args.length,
        words: args.flat().flatMap((one) => (one.kind === 'string' ? wordsIn(one.value) : [])),
        evidence: lineAt(text, token.start),
      },
    ];
  });
}

function wordsOf(tokens: readonly Token[], context: TriggerContext | undefined): Set<string> {
  const words = new Set<string>();
  for (const { kind, value } of tokens)
    if (kind === 'name') words.add(value);
    else if (kind === 'string') for (const word of wordsIn(value)) words.add(word);
  for (const arg of context?.args ?? []) for (const word of wordsIn(arg)) words.add(word);
  const usesOwnTable = ['tg_table_name', 'tg_relname', 'tg_relid'].some((name) => words.has(name));
  if (context && usesOwnTable) words.add(context.table);
  return words;
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
