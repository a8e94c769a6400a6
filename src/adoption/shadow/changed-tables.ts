import type { ShadowSchema, Sql } from '../../reader/index.js';

/**
 * What a migration of the old system has done to the shadowed tables, so that the shadow cannot read them any more: a table
 * or a column that was dropped or renamed. One sentence for each source; none if all is as it was.
 *
 * The old system's writes go on all the same, with a warning, and are not captured.
 */
export async function changedTables(
  sql: Sql,
  { sql: s }: ShadowSchema,
  run: number,
): Promise<string[]> {
  const rows = await sql.query<
    { name: string; relation: string; now: string | null; column: string | null }[]
  >(
    `SELECT f.name, f.relation, t.name AS now, m.column
       FROM ${s}.source f
       LEFT JOIN LATERAL (SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
                            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = f.relation_oid) t ON true
       LEFT JOIN LATERAL (SELECT u AS column FROM unnest(f.columns) u
                           WHERE t.name IS NOT NULL AND NOT EXISTS (
                                 SELECT FROM pg_attribute a WHERE a.attrelid = f.relation_oid AND a.attname = u AND NOT a.attisdropped)
                           LIMIT 1) m ON true
      WHERE f.run = $1 AND (t.name IS DISTINCT FROM f.relation OR m.column IS NOT NULL) ORDER BY f.place`,
    [run],
  );
  return rows.map(({ name, relation, now, column }) => {
    if (now === null) return `${name}: the table ${relation} is gone`;
    if (column !== null) return `${name}: ${now} has no column ${column} any more`;
    return `${name}: the table ${relation} is called ${now} now`;
  });
}
