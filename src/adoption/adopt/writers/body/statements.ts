import type { Token } from './tokens.js';

/** The name of a relation or a function as a statement writes it. */
export interface WrittenName {
  readonly schema: string | undefined;
  readonly name: string;
}

export type Verb =
  'UPDATE' | 'INSERT' | 'MERGE' | 'DELETE' | 'TRUNCATE' | 'COPY' | 'ALTER' | 'DROP';

/** A statement that writes a table. */
export interface Write {
  readonly verb: Verb;
  readonly relation: WrittenName;
  /** The columns that it sets; 'ALL' if it names none, or takes rows away. */
  readonly columns: readonly string[] | 'ALL';
  /** Where it begins in the text. */
  readonly start: number;
}

/**
 * Finds every statement that writes a table, at any depth: in a CTE, behind EXPLAIN, in a branch of PL/pgSQL, as the action of
 * a rule. What only looks like one (FOR UPDATE, ON UPDATE, GRANT UPDATE) has no SET or no FROM behind its name.
 */
export function writesIn(tokens: readonly Token[]): Write[] {
  return tokens.flatMap((token, at) => {
    const read = READERS[token.word];
    if (!read) return [];
    return read(new Cursor(tokens, at + 1)).map((write) => ({ ...write, start: token.start }));
  });
}

type Read = Omit<Write, 'start'>;

const READERS: Readonly<Record<string, (cursor: Cursor) => Read[]>> = {
  update: readUpdate,
  insert: readInsert,
  merge: readMerge,
  delete: (cursor) => (cursor.skips('from') ? whole('DELETE', [cursor.relation()]) : []),
  truncate: (cursor) => {
    cursor.skips('table');
    return whole('TRUNCATE', cursor.relations());
  },
  drop: (cursor) => {
    if (!cursor.skips('table')) return [];
    if (cursor.skips('if')) cursor.skips('exists');
    return whole('DROP', cursor.relations());
  },
  copy: readCopy,
  alter: readAlter,
};

function whole(verb: Verb, relations: readonly (WrittenName | undefined)[]): Read[] {
  return relations.flatMap((relation) => (relation ? [{ verb, relation, columns: 'ALL' }] : []));
}

function readUpdate(cursor: Cursor): Read[] {
  const relation = cursor.relation();
  if (!relation) return [];
  cursor.alias();
  if (!cursor.skips('set')) return [];
  return [{ verb: 'UPDATE', relation, columns: cursor.setTargets() }];
}

function readInsert(cursor: Cursor): Read[] {
  if (!cursor.skips('into')) return [];
  const relation = cursor.relation();
  if (!relation) return [];
  cursor.alias();
  const columns = insertedColumns(cursor);
  if (columns === 'ALL') return [{ verb: 'INSERT', relation, columns }];
  const onConflict = cursor.setTargetsAfter(['do', 'update', 'set']);
  return [{ verb: 'INSERT', relation, columns: [...columns, ...onConflict] }];
}

const QUERIES = ['select', 'values', 'with', 'table'];

function insertedColumns(cursor: Cursor): readonly string[] | 'ALL' {
  if (cursor.skips('default')) return [];
  if (!cursor.is('(') || QUERIES.includes(cursor.word(1))) return 'ALL';
  return cursor.namesInParentheses();
}

function readMerge(cursor: Cursor): Read[] {
  if (!cursor.skips('into')) return [];
  const relation = cursor.relation();
  if (!relation) return [];
  const columns: string[] = cursor.setTargetsAfter(['then', 'update', 'set']);
  for (const inserts of cursor.statementFrom(['then', 'insert'])) {
    // INSERT VALUES without columns, or with them.
    const inserted = insertedColumns(inserts);
    if (inserted === 'ALL') return [{ verb: 'MERGE', relation, columns: 'ALL' }];
    columns.push(...inserted);
  }
  const deletes = cursor.statementFrom(['then', 'delete']).length > 0;
  return [{ verb: 'MERGE', relation, columns: deletes ? 'ALL' : columns }];
}

function readCopy(cursor: Cursor): Read[] {
  const relation = cursor.relation();
  if (!relation) return [];
  const columns = cursor.is('(') ? cursor.namesInParentheses() : 'ALL';
  return cursor.skips('from') ? [{ verb: 'COPY', relation, columns }] : [];
}

/** Columns that ALTER TABLE drops or changes. */
function readAlter(cursor: Cursor): Read[] {
  if (!cursor.skips('table')) return [];
  if (cursor.skips('if')) cursor.skips('exists');
  const relation = cursor.relation();
  if (!relation) return [];
  const columns = [...cursor.statementFrom(['alter']), ...cursor.statementFrom(['drop'])].flatMap(
    (clause) => {
      clause.skips('column');
      if (clause.skips('if')) clause.skips('exists');
      return clause.relation()?.name ?? [];
    },
  );
  return [{ verb: 'ALTER', relation, columns }];
}

/** Reads on from a place among the tokens. */
class Cursor {
  constructor(
    private readonly tokens: readonly Token[],
    private at: number,
  ) {}

  word(ahead = 0): string {
    return this.tokens[this.at + ahead]?.word ?? '';
  }

  is(sign: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'other' && token.value === sign;
  }

  skips(word: string): boolean {
    if (this.word() !== word) return false;
    this.at += 1;
    return true;
  }

  private skipsSign(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.at += 1;
    return true;
  }

  relations(): WrittenName[] {
    const found: WrittenName[] = [];
    do {
      const relation = this.relation();
      if (!relation) break;
      found.push(relation);
    } while (this.skipsSign(','));
    return found;
  }

  /** [ONLY] [[database.]schema.]name [*] */
  relation(): WrittenName | undefined {
    this.skips('only');
    const inParentheses = this.is('(') && this.tokens[this.at + 1]?.kind === 'name';
    if (inParentheses) this.at += 1;
    const parts: string[] = [];
    do {
      const token = this.tokens[this.at];
      if (token?.kind !== 'name' || (parts.length === 0 && token.isReserved)) return undefined;
      parts.push(token.value);
      this.at += 1;
    } while (this.skipsSign('.'));
    if (inParentheses) this.skipsSign(')');
    this.skipsSign('*');
    return { schema: parts.at(-2), name: parts.at(-1) ?? '' };
  }

  alias(): void {
    if (this.skips('as')) this.at += 1;
    else if (
      this.tokens[this.at]?.kind === 'name' &&
      !this.tokens[this.at]?.isReserved &&
      // SET is not reserved, so a table could have it as an alias; only a second one says so.
      (this.word() !== 'set' || this.word(1) === 'set') &&
      !['default', 'overriding', 'values'].includes(this.word())
    )
      this.at += 1;
  }

  namesInParentheses(): string[] {
    const names: string[] = [];
    for (this.at += 1; this.at < this.tokens.length && !this.is(')'); this.at += 1) {
      const token = this.tokens[this.at];
      // Not those of a composite's field or of an expression.
      if (token?.kind === 'name' && this.tokens[this.at - 1]?.value !== '.')
        names.push(token.value);
    }
    this.at += 1;
    return names;
  }

  /** The columns of a SET list, which begins here: a, (b, c), d[1], e.field. */
  setTargets(): string[] {
    const names: string[] = [];
    for (;;) {
      if (this.is('(')) names.push(...this.namesInParentheses());
      else {
        const token = this.tokens[this.at];
        if (token?.kind !== 'name') return names;
        names.push(token.value);
      }
      if (!this.toNextTarget()) return names;
    }
  }

  private toNextTarget(): boolean {
    let cases = 0;
    for (const { token, depth, at } of this.statement()) {
      if (depth > 0) continue;
      if (token.word === 'case') cases += 1;
      if (token.word === 'end') cases -= 1;
      if (cases > 0) continue;
      if (token.value === ',' && token.kind === 'other') {
        this.at = at + 1;
        return true;
      }
      const isComparison = token.word === 'from' && this.tokens[at - 1]?.word === 'distinct';
      if (!isComparison && ENDS_OF_SET.has(token.word)) return false;
    }
    return false;
  }

  /** The columns of each SET list that begins after these words, to the end of the statement. */
  setTargetsAfter(words: readonly string[]): string[] {
    return this.statementFrom(words).flatMap((cursor) => cursor.setTargets());
  }

  /** Every place of the statement at its own depth that comes after these words. */
  statementFrom(words: readonly string[]): Cursor[] {
    return [...this.statement()].flatMap(({ depth, at }) =>
      depth === 0 && words.every((word, index) => this.tokens[at + index]?.word === word)
        ? [new Cursor(this.tokens, at + words.length)]
        : [],
    );
  }

  /** The tokens to the end of the statement, or of the parentheses around it. */
  private *statement(): Generator<{ token: Token; depth: number; at: number }> {
    let depth = 0;
    for (let at = this.at; at < this.tokens.length; at += 1) {
      const token = this.tokens[at];
      if (!token) return;
      if (token.kind === 'other') {
        if (token.value === ';') return;
        if (token.value === ')' || token.value === ']') depth -= 1;
        if (depth < 0) return;
      }
      yield { token, depth, at };
      if (token.kind === 'other' && (token.value === '(' || token.value === '[')) depth += 1;
    }
  }
}

const ENDS_OF_SET = new Set(['from', 'where', 'returning', 'when', 'into', 'set']);
