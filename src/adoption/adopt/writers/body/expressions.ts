import { isSign, type Token } from './tokens.js';

export type Expression = readonly Token[];

/** The expressions between the parentheses that open here. */
export function argumentsAt(tokens: readonly Token[], open: number): Expression[] {
  const found: Expression[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isSign(token, ';')) break;
    if (isSign(token, '(') || isSign(token, '[')) depth += 1;
    if (isSign(token, ')') || isSign(token, ']')) depth -= 1;
    if (depth > 1 || (depth === 1 && !isSign(token, ','))) continue;
    if (at > from) found.push(tokens.slice(from, at));
    from = at + 1;
    if (depth === 0) break;
  }
  return found;
}

/** Where the parentheses that open here are closed. */
export function closeOf(tokens: Expression, open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isSign(tokens[at], '(')) depth += 1;
    if (isSign(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

const OPENERS = new Set(['begin', 'then', 'else', 'loop', 'declare']);

/** The words that open a list of statements, and what ends one: behind them, PL/pgSQL begins a statement. */
export function beginsStatement(tokens: Expression, at: number): boolean {
  const before = tokens[at - 1];
  return (
    before === undefined || OPENERS.has(before.word) || isSign(before, ';') || isSign(before, '>>')
  );
}
