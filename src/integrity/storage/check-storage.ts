import type { EntityManager } from 'typeorm';
import type { Finding } from '../finding.js';
import type { Attempts } from './attempt.js';

/** An index that is sorted. */
interface IndexRow {
  readonly name: string;
  readonly table: string;
  readonly columns: string;
  /** The condition of a partial index, or true. */
  readonly condition: string;
}

/** A statement that reads something whole, and what to call it. */
interface Count {
  readonly name: string;
  /** Gives one number. */
  readonly sql: string;
}

/**
 * Reads every table and every index of the book whole, so that a page that PostgreSQL cannot read is found even if no
 * other check needs it. An index must lead to as many rows as its table has: one that lost some would hide them from the
 * gateway, without an error.
 */
export async function checkStorage(manager: EntityManager, attempts: Attempts): Promise<Finding[]> {
  const findings: Finding[] = [];
  const counted = async (counts: readonly Count[]) => {
    const { numbers, unchecked } = await countAll(manager, attempts, counts);
    findings.push(...unchecked);
    return numbers;
  };
  const tables = await manager.query<{ table: string }[]>(TABLES_SQL);
  // The text of a row has all its values, also those that are stored apart because they are long.
  await counted(
    tables.map(({ table }) => ({
      name: `every value of table ${table}`,
      sql: `SELECT count(*) FROM ${table} t WHERE t::text IS NULL`,
    })),
  );
  const indexes = await manager.query<IndexRow[]>(INDEXES_SQL);
  const named = ({ name }: IndexRow): string => `every row of index ${name}`;
  await plan(manager, BY_INDEX);
  // OFFSET 0 keeps the order, and the index of these columns has it.
  const actual = await counted(
    indexes.map((index) => ({
      name: named(index),
      sql: `SELECT count(*) FROM (SELECT 1 FROM ${index.table} WHERE ${index.condition} ORDER BY ${index.columns} OFFSET 0) t`,
    })),
  );
  await plan(manager, BY_TABLE);
  const expected = await counted(
    indexes.map((index) => ({
      name: named(index),
      sql: `SELECT count(*) FROM ${index.table} WHERE ${index.condition}`,
    })),
  );
  await attempts.undoSettings();
  return [
    ...findings,
    ...indexes.flatMap((index) => compare(index, expected, actual, named(index))),
  ];
}

function compare(
  { name, table }: IndexRow,
  expected: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
  key: string,
): Finding[] {
  const [inTable, inIndex] = [expected.get(key), actual.get(key)];
  // One that could not be counted has a finding already.
  if (inTable === undefined || inIndex === undefined || inTable === inIndex) return [];
  return [
    {
      check: 'index',
      subject: `index ${name} of table ${table}`,
      expected: `${inTable} rows, as many as its table has`,
      actual: `${inIndex} rows`,
    },
  ];
}

/** Counts all in one statement, or one after another if that one fails. */
async function countAll(
  manager: EntityManager,
  attempts: Attempts,
  counts: readonly Count[],
): Promise<{ numbers: ReadonlyMap<string, string>; unchecked: Finding[] }> {
  const count = async (some: readonly Count[]) => {
    const numbers = some.map(({ sql }, nr) => `(${sql}) AS n${nr}`).join(', ');
    const [row] = await manager.query<Record<string, string>[]>(
      `/* verifyStorage */ SELECT ${numbers}`,
    );
    return some.map(({ name }, nr) => [name, row?.[`n${nr}`] ?? ''] as const);
  };
  const settings = await currentPlan(manager);
  const all = await attempts.run(
    'verifyStorage',
    () => count(counts),
    () => undefined,
  );
  if (all) return { numbers: new Map(all), unchecked: [] };
  const unchecked: Finding[] = [];
  const numbers = new Map<string, string>();
  for (const one of counts) {
    await plan(manager, settings); // a failure takes them back
    const pairs = await attempts.run(
      one.name,
      () => count([one]),
      (failed) => {
        unchecked.push(failed);
        return [];
      },
    );
    for (const [name, number] of pairs) numbers.set(name, number);
  }
  return { numbers, unchecked };
}

type Plan = Readonly<Record<string, string>>;

const BY_INDEX: Plan = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_sort: 'off',
  enable_indexscan: 'on',
  enable_indexonlyscan: 'on',
};
const BY_TABLE: Plan = {
  enable_seqscan: 'on',
  enable_bitmapscan: 'off',
  enable_sort: 'on',
  enable_indexscan: 'off',
  enable_indexonlyscan: 'off',
};

/** Tells the planner how to read, for the rest of the transaction. */
async function plan(manager: EntityManager, settings: Plan): Promise<void> {
  await manager.query(
    `/* verifyPlans */ SELECT set_config(name, value, true) FROM json_each_text($1) AS s (name, value)`,
    [JSON.stringify(settings)],
  );
}

async function currentPlan(manager: EntityManager): Promise<Plan> {
  const rows = await manager.query<{ name: string; value: string }[]>(
    `/* verifyPlans */ SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name`,
    [Object.keys(BY_INDEX)],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

const TABLES_SQL = `/* verifyTables */
  SELECT quote_ident(relname) AS table FROM pg_class
   WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')
   ORDER BY relname`;

const INDEXES_SQL = `/* verifyIndexes */
  SELECT i.indexrelid::regclass::text AS name, i.indrelid::regclass::text AS table,
         (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, false), ', ' ORDER BY k)
            FROM generate_series(1, i.indnkeyatts) k) AS columns,
         coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') AS condition
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
   WHERE c.relnamespace = current_schema()::regnamespace AND a.amname = 'btree' AND i.indisvalid
     AND has_table_privilege(i.indrelid, 'SELECT')
   ORDER BY c.relname`;
