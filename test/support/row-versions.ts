import type { Client } from 'pg';

/** What a verification reads beside the rows of the book: its guards, and who may do what. */
const CATALOGS = [
  ...['pg_namespace', 'pg_class', 'pg_attribute', 'pg_attrdef', 'pg_constraint', 'pg_index'],
  ...['pg_trigger', 'pg_proc', 'pg_type', 'pg_sequence', 'pg_rewrite', 'pg_policy', 'pg_inherits'],
  ...['pg_operator', 'pg_language', 'pg_subscription_rel', 'pg_authid', 'pg_auth_members'],
  ...['pg_default_acl', 'pg_db_role_setting'],
];

/** A text that is another one after every commit that changes a row of the book, or one of its guards. */
export type RowVersions = string;

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
  const of = (table: string): string =>
    `SELECT '${table}' AS name, count(*) AS rows,
            sum(hashtextextended(ctid::text || xmin::text, 0)) AS versions FROM ${table}`;
  const each = [...CATALOGS, ...tables.map(({ name }) => name)].map(of).join(' UNION ALL ');
  const text = `SELECT string_agg(concat_ws(' ', name, rows, versions), ' ') AS text FROM (${each}) t`;
  return async () => {
    const { rows } = await client.query<{ text: string }>({ name: 'row versions', text });
    return rows[0]?.text ?? '';
  };
}
