import type { Sql } from '../../reader/index.js';
import type { Mapping } from '../mapping/mapping.js';
import { AdoptError } from './adopt-error.js';
import { findDependents, type Named } from './dependents.js';
import type { LegacyTable } from './legacy-table.js';
import { describeWriters, planNamed } from './writers/check-named.js';
import { findWriters } from './writers/find-writers.js';
import type { Writer } from './writers/writer.js';

/** What an adoption takes away and makes again around the tables, in this order. */
export interface Surroundings {
  /** What it does and what people should know, for a terminal. */
  readonly lines: readonly string[];
  /** Before the tables are renamed. */
  readonly drop: readonly string[];
  /** After the views are there: makes those see the view that are bound to the table and not to its name. */
  readonly rebind: readonly Named[];
  /** What undoing it executes. */
  readonly restore: readonly Named[];
}

/**
 * Finds what is around the tables: what writes a mapped column by itself or when it is called, which the mapping has to name,
 * and what would go on reading the table behind the view.
 * @param sql a transaction
 * @throws AdoptError that lists all that is not named, and all that cannot be adopted
 */
export async function findSurroundings(
  sql: Sql,
  book: string,
  tables: readonly LegacyTable[],
  { adopt }: Mapping,
): Promise<Surroundings> {
  const writers = await findWriters(
    sql,
    tables.map(({ oid, schema, name, balances }) => ({
      ...{ oid, schema, table: name, columns: balances.map(({ column }) => column.name) },
    })),
    { book },
  );
  const { drop, keep, problems } = planNamed(writers, adopt);
  const dependents = await findDependents(sql, tables);
  const wrong = [...problems, ...dependents.problems];
  if (wrong.length > 0)
    throw new AdoptError(
      `this system cannot be adopted yet:\n${wrong.map((one) => `  - ${one}`).join('\n')}`,
    );
  const bound = keep.flatMap(({ qualified, rebindSql }) => named(qualified, rebindSql));
  return {
    lines: [
      ...titled('These are dropped:', drop),
      ...titled('These stay, and write through the view:', keep),
      ...dependents.lines,
    ],
    drop: drop.flatMap(({ dropSql }) => dropSql ?? []),
    rebind: [...bound, ...dependents.rebind],
    restore: [
      ...dependents.restore,
      ...bound,
      ...drop.flatMap(({ qualified, restoreSql }) => named(qualified, restoreSql)),
    ],
  };
}

function named(name: string, sql: string | undefined): Named[] {
  return sql === undefined ? [] : [{ name, sql }];
}

function titled(title: string, writers: readonly Writer[]): string[] {
  if (writers.length === 0) return [];
  return [title, ...describeWriters(writers).map((line) => `  ${line}`)];
}
