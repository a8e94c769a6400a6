import type { Client } from 'pg';
import { RULE_TABLES } from '../../src/integrity/guards/read-guards.js';

/** What a verification reads beside the rows of the book: its guards, and who may do what. */
const CATALOGS = [
  ...['pg_namespace', 'pg_class', 'pg_attribute', 'pg_attrdef', 'pg_constraint', 'pg_index'],
  ...['pg_trigger', 'pg_proc', 'pg_type', 'pg_sequence', 'pg_rewrite', 'pg_policy', 'pg_inherits'],
  ...['pg_operator', 'pg_language', 'pg_subscription_rel', 'pg_authid', 'pg_auth_members'],
  ...['pg_default_acl', 'pg_db_role_setting'],
];

/** Two texts, each another one after every commit that changes what it is of. */
export interface RowVersions {
  /** Of the catalogs, and of the tables that only a migration writes. */
  readonly guards: string;
  /** Of all tables of the book. */
  readonly rows: string;
}

/**
 * Returns a function that reads the row versions of the book. PostgreSQL writes each version of a row to a place of its own
 * (ctid), under the number of the transaction that wrote it (xmin), so the two tell versions apart that read the same.
 * @param client of the owner, who can read every catalog. Not in a transaction: it would see only itself
 */
export async function rowVersionsOf(client: Client): Promise<() => Promise<RowVersions>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
      WHERE relnamespace = 'book'::regnamespace AND relkind IN ('r', 'p')`,
  );
  const rules: readonly string[] = Object.keys(RULE_TABLES).map((name) => `book.${name}`);
  const of = (table: string): string =>
    `SELECT '${table}' AS name, ${CATALOGS.includes(table) || rules.includes(table)} AS guards, ${table.startsWith('book.')} AS book, count(*) AS rows,
            sum(hashtidextended(ctid, xmin::text::bigint)) AS versions FROM ${table}`;
  const each = [...CATALOGS, ...tables.map(({ name }) => name)].map(of).join(' UNION ALL ');
  const text = `SELECT string_agg(concat_ws(' ', name, rows, versions), ' ') FILTER (WHERE guards) AS guards,
                       string_agg(concat_ws(' ', name, rows, versions), ' ') FILTER (WHERE book) AS rows FROM (${each}) t`;
  return async () => {
    const { rows } = await client.query<RowVersions>({ name: 'row versions', text });
    if (!rows[0]) throw new Error('no versions');
    return rows[0];
  };
}
