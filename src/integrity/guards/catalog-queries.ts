/*
 * What PostgreSQL's catalogs say about the guards of a book, as SQL. A guard is a name and a definition, both text.
 *
 * Each query sees the CTEs `book` (the schema of the session) and `relation` (the tables, views and sequences in it that
 * are looked at). The definitions are the same on PostgreSQL 15 to 18, in a schema of any name, and after a dump and a
 * restore: they leave out the schema, OIDs and the names of roles, and a NOT NULL belongs to its column (PostgreSQL 18
 * has a constraint for it, with a name of its own).
 */

/** @param $1 names of the tables and sequences to look at; null: all of the schema */
export const COMMON = `
  book AS (
    SELECT n.oid, n.nspname, n.nspacl, quote_ident(n.nspname) || '.' AS prefix
      FROM pg_namespace n WHERE n.nspname = current_schema()),
  relation AS (
    SELECT c.*, b.prefix FROM book b JOIN pg_class c ON c.relnamespace = b.oid
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ($1::text[] IS NULL OR c.relname = ANY ($1))),
  -- Who owns most of them. One that belongs to another role can be changed behind the owner's back.
  owner AS (SELECT mode() WITHIN GROUP (ORDER BY relowner) AS oid FROM relation)`;

/** A SQL text without the schema's name. */
const bare = (text: string): string => `replace(${text}, prefix, '')`;

const ownedBy = (owner: string): string =>
  `CASE WHEN ${owner} <> (SELECT oid FROM owner) THEN 'owned by ' || quote_ident(pg_get_userbyid(${owner})) END`;

/** Tables, their columns and what makes other rows appear in them, or some of theirs disappear. */
export const TABLE_QUERIES: readonly string[] = [
  `SELECT CASE relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END || relname,
          concat_ws(', ',
            CASE relkind WHEN 'r' THEN 'plain' WHEN 'p' THEN 'partitioned' WHEN 'v' THEN 'a view'
                         WHEN 'm' THEN 'a materialized view' WHEN 'f' THEN 'foreign'
                         ELSE (SELECT concat_ws(' ', format_type(seqtypid, NULL), 'from', seqstart, 'by', seqincrement,
                                                'within', seqmin, 'and', seqmax, 'cache', seqcache,
                                                CASE WHEN seqcycle THEN 'cycle' END)
                                 FROM pg_sequence WHERE seqrelid = r.oid) END,
            CASE relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END,
            CASE WHEN NOT relhastriggers AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = r.oid) THEN 'without triggers' END,
            CASE WHEN relchecks <> (SELECT count(*) FROM pg_constraint WHERE conrelid = r.oid AND contype = 'c')
                 THEN 'with ' || relchecks || ' checks' END,
            ${ownedBy('relowner')})
     FROM relation r`,
  `SELECT 'column ' || a.attname || ' of ' || r.relname,
          concat_ws(' ', ${bare('format_type(a.atttypid, a.atttypmod)')},
            CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || a.attcollation::regcollation END,
            CASE WHEN a.attnotnull THEN 'NOT NULL' END,
            CASE WHEN EXISTS (SELECT FROM pg_constraint n
                               WHERE n.conrelid = r.oid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum]
                                 AND NOT n.convalidated) THEN 'NOT VALID' END,
            CASE a.attgenerated WHEN '' THEN 'DEFAULT ' ELSE 'GENERATED ' || a.attgenerated::text || ' ' END
              || ${bare('pg_get_expr(d.adbin, d.adrelid)')},
            CASE WHEN a.attidentity <> '' THEN 'IDENTITY ' || a.attidentity::text END)
     FROM relation r
     JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
    WHERE r.relkind <> 'S'`,
  `SELECT 'row security on ' || relname, CASE WHEN relforcerowsecurity THEN 'on, for the owner too' ELSE 'on' END
     FROM relation WHERE relrowsecurity OR relforcerowsecurity`,
  `SELECT 'policy ' || p.polname || ' on ' || r.relname, 'for ' || p.polcmd::text
     FROM relation r JOIN pg_policy p ON p.polrelid = r.oid`,
  `SELECT 'rule ' || w.rulename || ' on ' || r.relname, ${bare('pg_get_ruledef(w.oid)')}
     FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'`,
  `SELECT 'child table of ' || r.relname, string_agg(i.inhrelid::regclass::text, ', ' ORDER BY i.inhrelid)
     FROM relation r JOIN pg_inherits i ON i.inhparent = r.oid GROUP BY r.relname`,
  `SELECT 'parent table of ' || r.relname, string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhparent)
     FROM relation r JOIN pg_inherits i ON i.inhrelid = r.oid GROUP BY r.relname`,
  // Rows that a subscription brings pass by the triggers.
  `SELECT 'subscription into ' || r.relname, 'replicates rows into it'
     FROM relation r JOIN pg_subscription_rel s ON s.srrelid = r.oid`,
];

/** Triggers, constraints, unique indexes, functions and types. */
export const RULE_QUERIES: readonly string[] = [
  // ALWAYS is as good: it fires also where an enabled one does not.
  `SELECT 'trigger ' || t.tgname || ' on ' || r.relname,
          concat_ws(', ', ${bare('pg_get_triggerdef(t.oid)')},
            CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled on a replica only' END)
     FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal`,
  `SELECT 'constraint ' || n.conname || ' on ' || r.relname,
          concat_ws(', ', ${bare('pg_get_constraintdef(n.oid)')},
            CASE WHEN n.contype = 'f' THEN 'enforced by ' || (
              SELECT count(*) FROM pg_trigger t WHERE t.tgconstraint = n.oid AND t.tgenabled IN ('O', 'A')) || ' triggers' END,
            CASE WHEN NOT (i.indisunique AND i.indisvalid AND i.indisready AND i.indislive) THEN 'with an index that is not valid' END)
     FROM relation r JOIN pg_constraint n ON n.conrelid = r.oid AND n.contype NOT IN ('n', 't')
     LEFT JOIN pg_index i ON i.indexrelid = n.conindid AND n.contype IN ('p', 'u')`,
  `SELECT 'unique index ' || i.indexrelid::regclass || ' on ' || r.relname,
          concat_ws(', ', ${bare('pg_get_indexdef(i.indexrelid)')},
            CASE WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'not valid' END)
     FROM relation r JOIN pg_index i ON i.indrelid = r.oid AND i.indisunique
    WHERE NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conindid = i.indexrelid AND n.contype IN ('p', 'u', 'x'))`,
  `SELECT 'function ' || p.proname || '(' || ${bare('pg_get_function_identity_arguments(p.oid)')} || ')',
          concat_ws(', ', 'returns ' || ${bare('pg_get_function_result(p.oid)')}, l.lanname,
            CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END,
            CASE WHEN p.proisstrict THEN 'strict' END,
            CASE WHEN p.proleakproof THEN 'leakproof' END,
            (SELECT string_agg(regexp_replace(regexp_replace(s, '[" ]', '', 'g'), '^search_path=' || b.nspname || '(,|$)', 'search_path=BOOK\\1'), ', ' ORDER BY s)
               FROM unnest(p.proconfig) s),
            'body ' || encode(sha256(convert_to(p.prosrc || coalesce(p.probin, '') || coalesce(pg_get_function_sqlbody(p.oid), ''), 'UTF8')), 'hex'),
            ${ownedBy('p.proowner')})
     FROM book b JOIN pg_proc p ON p.pronamespace = b.oid JOIN pg_language l ON l.oid = p.prolang`,
  // One that fits the book's types better would be taken instead of PostgreSQL's own.
  `SELECT 'operator ' || o.oid::regoperator, 'defined' FROM book b JOIN pg_operator o ON o.oprnamespace = b.oid`,
  `SELECT 'type ' || t.typname,
          concat_ws(', ', CASE t.typtype WHEN 'd' THEN 'domain of ' || format_type(t.typbasetype, t.typtypmod) ELSE t.typtype::text END,
            CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault, ${ownedBy('t.typowner')})
     FROM book b JOIN pg_type t ON t.typnamespace = b.oid AND t.typtype IN ('d', 'e', 'r', 'm')`,
  `SELECT 'constraint ' || n.conname || ' on type ' || t.typname, ${bare('pg_get_constraintdef(n.oid)')}
     FROM book b JOIN pg_type t ON t.typnamespace = b.oid
     JOIN pg_constraint n ON n.contypid = t.oid AND n.contype <> 'n'`,
];

const HELD = 'held by the gateway';
const heldOr = (mayPassOn: string): string =>
  `CASE WHEN ${mayPassOn} THEN '${HELD}, who may pass it on' ELSE '${HELD}' END`;

/** Rights: those that the session's role has in effect, and those to write that another role was granted. */
export const RIGHT_QUERIES: readonly string[] = [
  `SELECT 'right to ' || p.name || ' on ' || relname, ${heldOr(`has_table_privilege(r.oid, p.name || ' WITH GRANT OPTION')`)}
     FROM relation r,
          (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p (name)
    WHERE relkind <> 'S' AND has_table_privilege(r.oid, p.name)`,
  `SELECT 'right to ' || p.name || ' (' || a.attname || ') on ' || r.relname,
          ${heldOr(`has_column_privilege(r.oid, a.attnum, p.name || ' WITH GRANT OPTION')`)}
     FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped,
          (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) p (name)
    WHERE r.relkind <> 'S' AND NOT has_table_privilege(r.oid, p.name) AND has_column_privilege(r.oid, a.attnum, p.name)`,
  `SELECT 'right to ' || p.name || ' on ' || relname, ${heldOr(`has_sequence_privilege(r.oid, p.name || ' WITH GRANT OPTION')`)}
     FROM (SELECT * FROM relation WHERE relkind = 'S') r, (VALUES ('USAGE'), ('SELECT'), ('UPDATE')) p (name)
    WHERE has_sequence_privilege(r.oid, p.name)`,
  `SELECT 'right to ' || p.name || ' on the schema', '${HELD}'
     FROM book b, (VALUES ('USAGE'), ('CREATE')) p (name) WHERE has_schema_privilege(b.oid, p.name)`,
  `SELECT 'right to EXECUTE ' || p.proname || '(' || ${bare('pg_get_function_identity_arguments(p.oid)')} || ')', '${HELD}'
     FROM book b JOIN pg_proc p ON p.pronamespace = b.oid AND p.prorettype <> 'trigger'::regtype
    WHERE has_function_privilege(p.oid, 'EXECUTE')`,
  `SELECT 'right to ' || g.privilege_type || ' on ' || g.what || ' of role ' || quote_ident(pg_get_userbyid(g.grantee)), 'granted'
     FROM (SELECT x.*, r.relname AS what, r.relowner AS owner FROM relation r, aclexplode(r.relacl) x
           UNION ALL
           SELECT x.*, r.relname || ' (' || a.attname || ')', r.relowner
             FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid, aclexplode(a.attacl) x
           UNION ALL
           SELECT x.*, 'the schema', (SELECT oid FROM owner) FROM book b, aclexplode(b.nspacl) x) g
    WHERE g.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'CREATE')
      AND g.grantee NOT IN (0, g.owner) AND NOT pg_has_role(current_user, g.grantee, 'USAGE')
      AND NOT (g.privilege_type = 'CREATE' AND g.grantee = (SELECT nspowner FROM pg_namespace WHERE oid = (SELECT oid FROM book)))`,
];

/** Settings of the session that switch guards off: triggers, and PostgreSQL's refusal of a damaged page. */
export const SETTING_QUERIES: readonly string[] = [
  `SELECT 'setting ' || name, current_setting(name)
     FROM (VALUES ('session_replication_role'), ('zero_damaged_pages'), ('ignore_checksum_failure')) s (name)`,
];
