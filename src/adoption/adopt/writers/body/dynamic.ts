import { argumentsAt, type Expression } from './expressions.js';
import { Renderer, type TriggerContext } from './render.js';
import { isSign, type Token } from './tokens.js';

/** SQL that a function makes at run time, as far as its source tells. */
export interface DynamicSql {
  /** With HOLE in place of what is not known. */
  readonly sql: string;
  readonly start: number;
}

/**
 * Finds what a body executes as SQL: EXECUTE in all its forms, and the arguments of functions that execute a text.
 * @param executors names of such functions
 */
export function dynamicSqlIn(
  tokens: readonly Token[],
  executors: ReadonlySet<string>,
  context: TriggerContext | undefined,
): DynamicSql[] {
  const renderer = new Renderer(tokens, context);
  return tokens.flatMap((token, at) => {
    if (token.word === 'execute' && !NO_DYNAMIC.has(tokens[at + 1]?.word ?? ''))
      return [{ sql: renderer.whole(executed(tokens, at + 1)), start: token.start }];
    if (!executors.has(token.value) || !isSign(tokens[at + 1], '(')) return [];
    return argumentsAt(tokens, at + 1).map((argument) => ({
      sql: renderer.whole(argument),
      start: token.start,
    }));
  });
}

/** GRANT EXECUTE ON, and EXECUTE FUNCTION of a trigger. */
const NO_DYNAMIC = new Set(['on', 'function', 'procedure']);

function executed(tokens: readonly Token[], from: number): Expression {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    const ends = isSign(token, ';') || ['using', 'into', 'loop'].includes(token?.word ?? '');
    if (depth < 0 || (depth === 0 && ends)) return tokens.slice(from, at);
  }
  return tokens.slice(from);
}
