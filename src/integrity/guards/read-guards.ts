import {
  COMMON,
  RIGHT_QUERIES,
  RULE_QUERIES,
  SETTING_QUERIES,
  TABLE_QUERIES,
} from './catalog-queries.js';

/**
 * Everything in the database that refuses a wrong row, by name: tables and columns, triggers, constraints, functions,
 * rights, and the rows that the rules read. The value is a guard's definition.
 */
export type Guards = Readonly<Record<string, string>>;

/** A DataSource, an EntityManager or a QueryRunner. */
export interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

const ALL_QUERIES = [...TABLE_QUERIES, ...RULE_QUERIES, ...RIGHT_QUERIES, ...SETTING_QUERIES];

const CATALOG_SQL = `/* guards */ WITH ${COMMON},
  guard (name, definition) AS (${ALL_QUERIES.join('\nUNION ALL\n')})
  SELECT name, definition FROM guard`;

/**
 * Reads what the catalogs say about the guards in the session's schema, with the rights of the session's role.
 * @param tables tables and sequences to look at, so that an operator's own tables do not matter; undefined: all
 */
export async function readCatalogGuards(
  session: Queryable,
  tables?: readonly string[],
): Promise<Guards> {
  return asGuards(await session.query<GuardRow[]>(CATALOG_SQL, [tables ?? null]));
}

/** Tables whose rows only a migration writes, and that the rules in SQL or a start read. A wrong row loosens a rule. */
export const RULE_TABLES = {
  transaction_transition: `SELECT 'transition of ' || kind || ' from ' || coalesce(nullif(from_status, ''), 'nothing') || ' to ' || to_status AS name,
                                  'allowed' AS definition FROM transaction_transition`,
  transaction_phase: `SELECT 'phase ' || phase || ' of ' || kind AS name, 'allowed' AS definition FROM transaction_phase`,
  migration: `SELECT 'migration ' || name AS name, 'applied' AS definition FROM migration`,
} as const;

export type RuleTable = keyof typeof RULE_TABLES;

/** Reads the rows of these tables as guards. */
export async function readRuleRows(
  session: Queryable,
  tables: readonly RuleTable[],
): Promise<Guards> {
  if (tables.length === 0) return {};
  const sql = tables.map((table) => RULE_TABLES[table]).join('\nUNION ALL\n');
  return asGuards(await session.query<GuardRow[]>(`/* guardRows */ ${sql}`));
}

function asGuards(rows: readonly GuardRow[]): Guards {
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}

interface GuardRow {
  readonly name: string;
  readonly definition: string;
}
