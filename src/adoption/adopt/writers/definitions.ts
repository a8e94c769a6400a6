import { quoted } from '../../../reader/index.js';
import type { Sql } from '../../../reader/index.js';

/** The statement for each value of tgenabled, evtenabled and ev_enabled except that of a new trigger or rule. */
const STATES: Readonly<Record<string, string>> = {
  D: 'DISABLE',
  R: 'ENABLE REPLICA',
  A: 'ENABLE ALWAYS',
};

interface OnTable {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly enabled: string;
}

export function tableSql({ schema, table }: Pick<OnTable, 'schema' | 'table'>): string {
  return `${quoted(schema)}.${quoted(table)}`;
}

/** SQL that makes a trigger as it is, with its state and comment. */
export async function triggerSql(sql: Sql, trigger: OnTable): Promise<string> {
  const on = tableSql(trigger);
  const [row] = await sql.query<{ definition: string }[]>(
    `SELECT pg_get_triggerdef($1) AS definition`,
    [trigger.oid],
  );
  const name = `TRIGGER ${quoted(trigger.name)}`;
  return joined([
    row?.definition,
    stateSql(`ALTER TABLE ${on}`, trigger.enabled, name),
    await commentSql(sql, 'pg_trigger', trigger.oid, `${name} ON ${on}`),
  ]);
}

/** SQL that makes a rule as it is, or makes the one that is there as it was. */
export async function ruleSql(
  sql: Sql,
  rule: OnTable & { readonly definition: string },
): Promise<string> {
  const name = `RULE ${quoted(rule.name)}`;
  return joined([
    rule.definition.replace(/^CREATE RULE/, 'CREATE OR REPLACE RULE').replace(/;\s*$/, ''),
    stateSql(`ALTER TABLE ${tableSql(rule)}`, rule.enabled, name),
    await commentSql(sql, 'pg_rewrite', rule.oid, `${name} ON ${tableSql(rule)}`),
  ]);
}

/** SQL that makes a function as it is, with its owner, grants and comment. */
export async function functionSql(sql: Sql, oid: number): Promise<string> {
  const [row] = await sql.query<
    {
      definition: string;
      kind: string;
      signature: string;
      owner: string;
      grants: string[] | null;
    }[]
  >(
    `SELECT pg_get_functiondef(p.oid) AS definition, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind,
            p.oid::regprocedure::text AS signature, quote_ident(pg_get_userbyid(p.proowner)) AS owner,
            CASE WHEN p.proacl IS NOT NULL THEN
              ARRAY(SELECT CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END
                           || CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
                      FROM aclexplode(p.proacl) g ORDER BY 1) END AS grants
       FROM pg_proc p WHERE p.oid = $1`,
    [oid],
  );
  if (!row) return '';
  const { definition, kind, signature, owner, grants } = row;
  return joined([
    definition.trimEnd(),
    `ALTER ${kind} ${signature} OWNER TO ${owner}`,
    grants && `REVOKE ALL ON ${kind} ${signature} FROM PUBLIC`,
    ...(grants ?? []).map((to) => `GRANT EXECUTE ON ${kind} ${signature} TO ${to}`),
    await commentSql(sql, 'pg_proc', oid, `${kind} ${signature}`),
  ]);
}

/** SQL that makes an event trigger as it is. */
export async function eventTriggerSql(
  sql: Sql,
  { oid, name, enabled }: Pick<OnTable, 'oid' | 'name' | 'enabled'>,
): Promise<string> {
  const [row] = await sql.query<
    { event: string; tags: string | null; called: string; owner: string }[]
  >(
    `SELECT evtevent::text AS event, (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(evttags) tag) AS tags,
            evtfoid::regproc::text AS called, quote_ident(pg_get_userbyid(evtowner)) AS owner
       FROM pg_event_trigger WHERE oid = $1`,
    [oid],
  );
  if (!row) return '';
  const when = row.tags === null ? '' : ` WHEN TAG IN (${row.tags})`;
  return joined([
    `CREATE EVENT TRIGGER ${quoted(name)} ON ${row.event}${when} EXECUTE FUNCTION ${row.called}()`,
    stateSql(`ALTER EVENT TRIGGER ${quoted(name)}`, enabled, ''),
    `ALTER EVENT TRIGGER ${quoted(name)} OWNER TO ${row.owner}`,
    await commentSql(sql, 'pg_event_trigger', oid, `EVENT TRIGGER ${quoted(name)}`),
  ]);
}

async function commentSql(
  sql: Sql,
  catalog: string,
  oid: number,
  on: string,
): Promise<string | undefined> {
  const [row] = await sql.query<{ comment: string | null }[]>(
    'SELECT quote_literal(obj_description($1, $2)) AS comment',
    [oid, catalog],
  );
  return row?.comment ? `COMMENT ON ${on} IS ${row.comment}` : undefined;
}

function stateSql(alter: string, enabled: string, what: string): string | undefined {
  const state = STATES[enabled];
  return state === undefined ? undefined : `${alter} ${state} ${what}`.trimEnd();
}

function joined(statements: readonly (string | null | undefined)[]): string {
  return statements.filter((one) => one != null && one !== '').join(';\n');
}
