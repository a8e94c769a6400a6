import type { AdoptedSchema } from '../adopted-schema.js';
import { LOCK_DEPTH, MANY, SETTINGS, WRITER } from './row-sql.js';

/**
 * SQL of the functions that tell what a statement is, and of the triggers before and after one, with the table of the rows that a
 * running statement has reached. Nothing but the statement sees them, so they need not outlive a crash.
 */
export function statementFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp SET standard_conforming_strings = on`;
  return [
    `CREATE UNLOGGED TABLE ${s}.reached (writer text, key text, PRIMARY KEY (writer, key))`,
    // What a statement that was sent, or that a function sent, is. NULL if it is not known word for word.
    `CREATE FUNCTION ${s}.statement_of(stack text, is_kept boolean) RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     DECLARE
       is_sent CONSTANT boolean := stack !~ '\\n';
       said text := CASE WHEN NOT is_sent THEN ${s}.innermost_of(stack) WHEN current_query() !~* '\\mexecute\\M' THEN current_query() END;
       executed text[];
     BEGIN
       IF is_kept THEN
         IF is_sent THEN
           executed := regexp_match(current_query(), '^\\s*execute\\s+(?:"((?:[^"]|"")+)"|([[:alpha:]_][[:alnum:]_$]*))', 'i');
           said := coalesce(said, (SELECT p.statement FROM pg_prepared_statements p WHERE p.name = coalesce(replace(executed[1], '""', '"'), lower(executed[2]))));
         END IF;
         said := coalesce(said, substring(stack FROM '\\nSQL statement "(.*?)"\\nPL/pgSQL function '), current_query(), '');
         RETURN left(${s}.normalised(said), 500);
       END IF;
       RETURN said;
     END $onebook$`,
    outcomeOf(s, definer),
    // Two statements that reach many rows in another order would wait for each other in a circle, more often than on a table,
    // because each row takes longer. So those wait for each other from the start.
    `CREATE FUNCTION ${s}.before_statement() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$
     DECLARE
       stack text;
       said text;
       reaches_one boolean := TG_OP = 'INSERT';
     BEGIN
       GET DIAGNOSTICS stack = PG_CONTEXT;
       PERFORM set_config('${SETTINGS.statement}', ${s}.statement_of(stack, true), true);
       IF TG_OP <> 'INSERT' THEN
         -- NULL if it is too long to be read, or not known: it may reach any.
         said := regexp_replace(${s}.code_of(${s}.statement_of(stack, false)), '^\\s*DELETE\\s+FROM', '', 'i');
         reaches_one := coalesce(TG_ARGV[1] <> '' AND substring(said FROM '(?i)\\mwhere\\M(.*)$') ~* TG_ARGV[1] AND said !~* '\\m(or|from|using|in)\\M', false);
       END IF;
       PERFORM set_config('${SETTINGS.writers}', gen_random_uuid() || CASE WHEN reaches_one THEN '' ELSE '${MANY}' END || ',' || coalesce(current_setting('${SETTINGS.writers}', true), ''), true);
       IF TG_OP <> 'INSERT' THEN
         IF NOT reaches_one THEN
           PERFORM FROM ${s}.relation r
             WHERE r.adoption = (SELECT max(a.number) FROM ${s}.adoption a) AND r.number = TG_ARGV[0]::integer FOR UPDATE;
         END IF;
         PERFORM set_config('${SETTINGS.locks}', (${LOCK_DEPTH} + 1)::text, true);
       END IF;
       RETURN NULL;
     END $onebook$`,
    `CREATE FUNCTION ${s}.after_statement() RETURNS trigger LANGUAGE plpgsql ${definer} AS $onebook$
     BEGIN
       PERFORM ${s}.close_passes();
       IF ${WRITER} LIKE '%${MANY}' THEN
         DELETE FROM ${s}.reached WHERE writer = ${WRITER};
       END IF;
       PERFORM set_config('${SETTINGS.writers}', substring(current_setting('${SETTINGS.writers}', true) FROM ',(.*)$'), true);
       IF TG_OP <> 'INSERT' THEN
         PERFORM set_config('${SETTINGS.locks}', greatest(${LOCK_DEPTH} - 1, 0)::text, true);
       END IF;
       RETURN NULL;
     END $onebook$`,
  ];
}

/** A number or a parameter of a statement, with a sign or a type. */
const TERM = String.raw`[-+]?\s*(?:\$\d+|\d+(?:\.\d*)?|\.\d+)(?:\s*::\s*\w+)?`;

/**
 * What stands behind a column that a statement raises or lowers by numbers, to the end of the expression. Two signs together begin a
 * comment, which could say anything.
 */
const RAISED = String.raw`\s*(?!--)[-+]\s*${TERM}(?:\s*(?!--)[-+*/]\s*${TERM})*\s*(?:,|;|$|\m(?:where|returning)\M)`;

/**
 * A column that another transaction has changed since the statement found the row. By the text of the statement: one that
 * does not name the column neither reads nor writes it ('keep'). One that sets it and names it once gives it a value of its own ('set'). A number
 * that is raised or lowered is so from what it is now ('add'). Everything else could come out otherwise if it was evaluated again: also if
 * the statement names a view of the old system, which may have a condition of its own, or the row as a whole.
 */
function outcomeOf(s: string, definer: string): string {
  const name = '("(?:[^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)';
  const blank = String.raw`(?:\s|--[^\n\r]*[\n\r]|/\*(?:[^*]|\*+[^*/])*\*+/)*`;
  return `CREATE FUNCTION ${s}.outcome_of(relation text, name text, is_set boolean, is_number boolean, said text) RETURNS text
  LANGUAGE plpgsql STABLE ${definer} AS $onebook$
  DECLARE
    word CONSTANT text := '(?<![[:alnum:]_])"?' || regexp_replace(name, '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?(?![[:alnum:]_])';
    mentions CONSTANT bigint := (SELECT count(*) FROM regexp_matches(said, word, 'gi'));
    names CONSTANT text[] := regexp_match(relation, '^"(.*)"\\."(.*)"$');
    -- "legacy"."users", legacy.users and users.
    target CONSTANT text := '(?:"?' || regexp_replace(names[1], '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?\\s*\\.\\s*)?"?' || regexp_replace(names[2], '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?';
    found CONSTANT text[] := regexp_match(said, $r$^(${blank}update\\s+(?:only\\s+)?$r$ || target || $r$(?:\\s*\\*)?(?:\\s+(?:as\\s+)?${name})?\\s+set\\M)$r$, 'i');
    row_name CONSTANT text := regexp_replace(btrim(coalesce(found[2], names[2]), '"'), '([^[:alnum:]_])', '\\\\\\1', 'g');
  BEGIN
    IF found IS NOT NULL AND substr(said, length(found[1]) + 1) !~* ('(?<![[:alnum:]_$."])"?' || row_name || '"?(?![[:alnum:]_$"]|\\s*\\.)|\\.\\s*\\*') THEN
      IF NOT is_set AND mentions = 0 THEN
        RETURN 'keep';
      ELSIF is_set AND mentions = 1 THEN
        RETURN 'set';
      ELSIF is_set AND is_number AND mentions = 2 AND said ~* (word || '\\s*=\\s*([[:alnum:]_."]+\\.)?' || word || $r$${RAISED}$r$) THEN
        RETURN 'add';
      END IF;
    END IF;
    RAISE EXCEPTION 'could not serialize access: another transaction has changed % of this row of %', name, relation
      USING ERRCODE = 'serialization_failure', HINT = 'Send the transaction again.';
  END $onebook$`;
}
