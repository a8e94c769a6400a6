import type { EntityManager } from 'typeorm';

/** A column of rows to insert. Its values are one array parameter. */
export interface InsertColumn<Row> {
  readonly name: string;
  /** PostgreSQL type of one value, such as `uuid`. */
  readonly type: string;
  /** PostgreSQL type to which each value is cast. For arrays, which a list of values cannot have as items. */
  readonly cast?: string;
  /** The values of all rows, as a list or as an array literal. */
  readonly values: (rows: readonly Row[]) => readonly unknown[] | string;
}

/** The definition of an INSERT, without values. */
export interface InsertDefinition<Row> {
  /** Name in the statement's leading comment. Sessions that wait in the statement are found by it. */
  readonly name: string;
  readonly table: string;
  readonly columns: readonly InsertColumn<Row>[];
  /** A last column that has the same value in all rows. */
  readonly shared?: { readonly name: string; readonly type: string };
  /**
   * The end of the statement. Citus runs an INSERT without one as COPY, which reports a unique violation as XX000, and
   * the ledger would not retry it.
   */
  readonly ending: `RETURNING ${string}` | `ON CONFLICT ${string}`;
}

/** A complete INSERT. Its text is built once, because a connection prepares each statement by its text. */
export interface Insert<Row> {
  readonly sql: string;
  /** The parameters of `sql`, in order. @param shared value of the shared column, if there is one */
  readonly parameters: (rows: readonly Row[], shared?: unknown) => unknown[];
}

/**
 * A column of an INSERT.
 * @param encode makes an array literal (`uuids`, `integers`, `timestamps`), if that is cheaper than the driver's own way
 */
export function column<Row, Value>(
  name: string,
  type: string,
  valueOf: (row: Row) => Value,
  encode?: (values: readonly Value[]) => string,
): InsertColumn<Row> {
  return {
    name,
    type,
    values: (rows) => (encode ? encode(rows.map(valueOf)) : rows.map(valueOf)),
  };
}

/** A column of arrays, each of them as PostgreSQL writes one, such as `{a,b}`. @param type of an item */
export function arrayColumn<Row>(
  name: string,
  type: string,
  valueOf: (row: Row) => string | null,
): InsertColumn<Row> {
  return { ...column(name, 'text', valueOf), cast: `${type}[]` };
}

/** Builds an INSERT of any number of rows. Each column is one parameter, so a thousand rows cost one statement. */
export function insertOf<Row>(definition: InsertDefinition<Row>): Insert<Row> {
  const { name, table, columns, shared, ending } = definition;
  const names = [...columns, ...(shared ? [shared] : [])].map((one) => one.name);
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  const casts = columns.some(({ cast }) => cast !== undefined);
  const values = casts
    ? columns.map((one) => `added.${one.name}${one.cast ? `::${one.cast}` : ''}`).join(', ')
    : 'added.*';
  const aliases = casts ? ` (${columns.map((one) => one.name).join(', ')})` : '';
  const sharedValue = shared ? `, $${columns.length + 1}::${shared.type}` : '';
  return {
    sql: `/* ${name} */
     INSERT INTO ${table} (${names.join(', ')})
     SELECT ${values}${sharedValue} FROM unnest(${arrays.join(', ')}) AS added${aliases}
     ${ending}`,
    parameters: (rows, value) => [
      ...columns.map(({ values }) => values(rows)),
      ...(shared ? [value] : []),
    ],
  };
}

/** Inserts the rows with one statement, or sends none if there are no rows. */
export async function insertRows<Row>(
  manager: EntityManager,
  insert: Insert<Row>,
  rows: readonly Row[],
  shared?: unknown,
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(insert.sql, insert.parameters(rows, shared));
}
