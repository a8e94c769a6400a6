/** What the gateway's role may do in a table, besides SELECT. */
export interface TableRights {
  readonly insert?: true;
  readonly delete?: true;
  /** The columns that it may update. */
  readonly update?: readonly string[];
}

/**
 * What the gateway's role may do in a book, besides USAGE of the schema. It may read every table named here and no
 * other, use every sequence but those behind tables that it may not insert into, and execute every function.
 */
export interface BookRights {
  readonly tables: Readonly<Record<string, TableRights>>;
}

/** One right to one object of the book. */
export interface Right {
  /** The schema, a table, a sequence or a function. */
  readonly object: BookObject;
  /** As PostgreSQL says it: SELECT, USAGE … */
  readonly privilege: string;
  /** A right to one column of a table. */
  readonly column?: string;
}

export interface BookObject {
  /** As in GRANT … ON. */
  readonly kind: 'SCHEMA' | 'TABLE' | 'SEQUENCE' | 'ROUTINE';
  /** As people write it: entry, or the book's own name for the schema. */
  readonly name: string;
  /** Quoted, with the schema: ready for SQL. */
  readonly sql: string;
  readonly owner: string;
}

/** The same text for the same right. */
export function keyOf({ object, privilege, column }: Right): string {
  return [object.kind, object.name, privilege, column ?? ''].join('\n');
}

/** A right as an error message names it: `SELECT on currency`, `UPDATE (status) on wallet`. */
export function describe({ object, privilege, column }: Right): string {
  const what = object.kind === 'SCHEMA' ? `schema ${object.name}` : object.name;
  return `${privilege}${column === undefined ? '' : ` (${column})`} on ${what}`;
}

/** Names the first few rights, and counts the others. */
export function describeAll(rights: readonly Right[]): string {
  const named = rights.slice(0, MAX_NAMED).map(describe).join(', ');
  const others = rights.length - MAX_NAMED;
  return others > 0 ? `${named} and ${others} more` : named;
}

const MAX_NAMED = 3;

/** The rights that a table of the book is to give the gateway's role. */
export function tableRights(object: BookObject, rights: TableRights): Right[] {
  const { insert, update = [] } = rights;
  return [
    { object, privilege: 'SELECT' },
    ...(rights.delete ? [{ object, privilege: 'DELETE' }] : []),
    ...(insert ? [{ object, privilege: 'INSERT' }] : []),
    ...update.map((column) => ({ object, privilege: 'UPDATE', column })),
  ];
}
