import { beginsStatement } from './expressions.js';
import { isSign, type Token } from './tokens.js';

/** A statement of a trigger function that changes the row which is about to be written. */
export interface RowChange {
  /** The column; undefined if the whole row is replaced. */
  readonly column: string | undefined;
  readonly start: number;
  /** RETURN OLD, which undoes an UPDATE and is the custom of triggers on DELETE. */
  readonly isReturnOld: boolean;
}

/** What in PL/pgSQL changes NEW, or returns another row than it. */
export function rowChangesIn(tokens: readonly Token[]): RowChange[] {
  const rows = rowNames(tokens);
  const changes: RowChange[] = [];
  const add = (at: number, column?: string, isReturnOld = false): void => {
    changes.push({ column, start: tokens[at]?.start ?? 0, isReturnOld });
  };
  for (const [at, token] of tokens.entries()) {
    if (token.word === 'into' || token.word === 'call') targets(tokens, rows, at, add);
    else if (token.word === 'return') returned(tokens, rows, at, add);
    else if (rows.has(token.value) && beginsStatement(tokens, at)) assigned(tokens, at, add);
  }
  return changes;
}

type Add = (at: number, column?: string, isReturnOld?: boolean) => void;

/** NEW and what is declared as an ALIAS FOR it. */
function rowNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set(['new']);
  for (const [at, token] of tokens.entries())
    if (token.word === 'alias' && tokens[at + 2]?.word === 'new')
      names.add(tokens[at - 1]?.value ?? 'new');
  return names;
}

function assigned(tokens: readonly Token[], at: number, add: Add): void {
  const sign = tokens[at + 1]?.value;
  if (sign === '.') add(at, tokens[at + 2]?.value);
  else if (sign === ':=' || sign === '=') add(at);
}

/** INTO [STRICT] a, NEW.b; and the arguments of CALL, which may come back changed. */
function targets(tokens: readonly Token[], rows: ReadonlySet<string>, at: number, add: Add): void {
  const isCall = tokens[at]?.word === 'call';
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next];
    if (!token || isSign(token, ';') || !(isCall || isInList(token))) return;
    const isRow = token.kind === 'name' && rows.has(token.value) && !isSign(tokens[next - 1], '.');
    if (isRow) add(next, isSign(tokens[next + 1], '.') ? tokens[next + 2]?.value : undefined);
  }
}

function isInList(token: Token): boolean {
  return token.kind === 'name' ? !token.isReserved : isSign(token, ',') || isSign(token, '.');
}

function returned(tokens: readonly Token[], rows: ReadonlySet<string>, at: number, add: Add): void {
  const value = tokens[at + 1];
  if (value === undefined || value.value === ';' || value.word === 'null') return;
  if (tokens[at + 2]?.value !== ';') {
    if (!isNewOrOld(tokens, at + 1)) add(at);
  } else if (value.word === 'old') add(at, undefined, true);
  else if (!rows.has(value.value)) add(at);
}

/** RETURN COALESCE(NEW, OLD) and (NEW) are the row as it is. */
function isNewOrOld(tokens: readonly Token[], from: number): boolean {
  const end = tokens.findIndex(({ value }, at) => at >= from && value === ';');
  return tokens
    .slice(from, end < 0 ? undefined : end)
    .every(({ kind, word }) => kind === 'other' || ['new', 'old', 'coalesce'].includes(word));
}
