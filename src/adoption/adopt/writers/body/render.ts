import { argumentsAt, beginsStatement, closeOf, type Expression } from './expressions.js';
import { HOLE, isSign, type Token } from './tokens.js';

/** What a trigger gives to its function. */
export interface TriggerContext {
  readonly schema: string;
  readonly table: string;
  readonly args: readonly string[];
}

/** Renders expressions of text in PL/pgSQL as far as their source tells. */
export class Renderer {
  readonly #variables: ReadonlyMap<string, readonly Expression[]>;
  /** Those that are being rendered, against assignments to themselves. */
  readonly #open = new Set<string>();

  constructor(
    body: readonly Token[],
    private readonly context: TriggerContext | undefined,
  ) {
    this.#variables = variablesOf(body);
  }

  /** A whole statement. A variable gives all that is ever assigned to it, one after the other. */
  whole(expression: Expression): string {
    const [only] = expression;
    if (expression.length !== 1 || only?.kind !== 'name') return this.render(expression);
    return this.#assigned(only.value, (name, parts) =>
      parts
        .map((part) => {
          const isAppended = part[0]?.value === name && isSign(part[1], '||');
          return isAppended ? this.render(part.slice(2)) : `;${this.render(part)}`;
        })
        .join('')
        .replace(/^;/, ''),
    );
  }

  render(expression: Expression): string {
    let text = '';
    let isGlued = true;
    for (let at = 0; at < expression.length; at += 1) {
      const token = expression[at];
      if (isSign(token, '||')) isGlued = true;
      if (!token || isSign(token, '||') || isSign(token, '(') || isSign(token, ')')) continue;
      if (isSign(token, '::')) {
        at = endOfName(expression, at + 1);
        continue;
      }
      const piece = this.#piece(expression, at);
      at = piece.end;
      if (piece.text === undefined) continue;
      text += (isGlued ? '' : ' ') + piece.text;
      isGlued = false;
    }
    return text;
  }

  /** What stands here, and its last token. */
  #piece(all: Expression, at: number): { text: string | undefined; end: number } {
    const token = all[at];
    if (token?.kind !== 'name') return { text: constantOf(token), end: at };
    const end = endOfName(all, at);
    if (BRANCHES.has(token.word)) return { text: ' ; ', end: at };
    const called = all[end]?.value ?? '';
    if (isSign(all[end + 1], '(')) return this.#call(all, called, end + 1);
    if (token.word === 'tg_argv' && isSign(all[at + 1], '['))
      return { text: this.#argument(all[at + 2]), end: at + 3 };
    if (end > at) return { text: HOLE, end };
    return { text: this.#name(token), end };
  }

  #argument(index: Token | undefined): string {
    return this.context?.args[Number(index?.value)] ?? HOLE;
  }

  #name({ value, word }: Token): string {
    if (word === 'tg_table_name' || word === 'tg_relname') return this.context?.table ?? HOLE;
    if (word === 'tg_table_schema') return this.context?.schema ?? HOLE;
    return this.#assigned(value, (_, [first, ...others]) =>
      first && others.length === 0 ? this.render(first) : HOLE,
    );
  }

  #assigned(name: string, render: (name: string, parts: readonly Expression[]) => string): string {
    const parts = this.#variables.get(name);
    if (!parts || this.#open.has(name)) return HOLE;
    this.#open.add(name);
    const text = render(name, parts);
    this.#open.delete(name);
    return text;
  }

  #call(all: Expression, name: string, open: number): { text: string | undefined; end: number } {
    const end = closeOf(all, open);
    const parts = argumentsAt(all, open).map((part) => this.render(part));
    const text = RENDERED_CALLS[name]?.(parts) ?? `${HOLE} ${parts.join(' ')}`;
    return { text, end };
  }
}

function constantOf(token: Token | undefined): string {
  const isKnown = token?.kind === 'string' || /^\d/.test(token?.value ?? '');
  return isKnown && token ? token.value : HOLE;
}

/** They part the branches of a CASE. */
const BRANCHES = new Set(['case', 'when', 'then', 'else', 'end']);

const RENDERED_CALLS: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  format: ([template = '', ...parts]) => format(template, parts),
  quote_ident: ([text = '']) => identifier(text),
  quote_literal: ([text = '']) => constant(text),
  quote_nullable: ([text = '']) => constant(text),
  concat: (parts) => parts.join(''),
  concat_ws: ([separator = '', ...parts]) => parts.join(separator),
  coalesce: ([first = '']) => first,
  btrim: ([text = '']) => text,
  lower: ([text = '']) => text.toLowerCase(),
};

function format(template: string, parts: readonly string[]): string {
  let next = 0;
  return template.replaceAll(
    /%(?:(\d+)\$)?-?(?:\d+)?([sIL%])/g,
    (_, place: string | undefined, type: string) => {
      if (type === '%') return '%';
      if (place !== undefined) next = Number(place) - 1;
      const text = parts[next] ?? HOLE;
      next += 1;
      if (type === 'I') return identifier(text);
      return type === 'L' ? constant(text) : text;
    },
  );
}

function identifier(text: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

function constant(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The last token of a name with dots. */
function endOfName(tokens: Expression, at: number): number {
  let end = at;
  while (isSign(tokens[end + 1], '.') && tokens[end + 2]?.kind === 'name') end += 2;
  return end;
}

/** What is assigned to each variable, in the order of the source: a := x, a text DEFAULT x, SELECT x INTO a. */
function variablesOf(body: readonly Token[]): Map<string, Expression[]> {
  const found = new Map<string, Expression[]>();
  for (const [at, token] of body.entries()) {
    if (token.kind !== 'name' || !beginsStatement(body, at)) continue;
    const end = body.findIndex((one, place) => place >= at && isSign(one, ';'));
    const statement = body.slice(at, end < 0 ? undefined : end);
    const assignment = token.word === 'select' ? selected(statement) : assigned(statement);
    if (assignment === undefined) continue;
    found.set(assignment.name, [...(found.get(assignment.name) ?? []), assignment.expression]);
  }
  return found;
}

type Assignment = { readonly name: string; readonly expression: Expression } | undefined;

function assigned(statement: Expression): Assignment {
  const sign = statement.findIndex(
    (one, at) => isSign(one, ':=') || one.word === 'default' || (isSign(one, '=') && at < 4),
  );
  const name = statement[0]?.value;
  if (sign < 1 || name === undefined || isSign(statement[1], '.')) return undefined;
  return { name, expression: statement.slice(sign + 1) };
}

function selected(statement: Expression): Assignment {
  const into = statement.findIndex(({ word }) => word === 'into');
  if (into < 0) return undefined;
  const at = into + (statement[into + 1]?.word === 'strict' ? 2 : 1);
  const name = statement[at]?.value;
  if (name === undefined) return undefined;
  const from = statement.findIndex(({ word }, place) => place > at && word === 'from');
  const before = statement.slice(1, into);
  const expression =
    before.length > 0 ? before : statement.slice(at + 1, from < 0 ? undefined : from);
  return { name, expression };
}
