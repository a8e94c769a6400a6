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
    // What a statement that was sent, or that a function sent, is.
    `CREATE FUNCTION ${s}.statement_of(stack text, is_kept boolean) RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
     DECLARE
       said text := coalesce(substring(stack FROM '\\nSQL statement "(.*?)"\\nPL/pgSQL function '),
                             CASE WHEN stack !~ '\\nPL/pgSQL function |\\nSQL function ' AND current_query() !~* '\\mexecute\\M' THEN current_query() END);
     BEGIN
       RETURN CASE WHEN is_kept THEN left(${s}.normalised(coalesce(said, current_query(), '')), 500) ELSE said END;
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
         said := regexp_replace(${s}.code_of(${s}.statement_of(stack, false)), '^\\s*DELETE\\s+FROM', '', 'i');
         reaches_one := coalesce(TG_ARGV[1] <> '' AND said ~* TG_ARGV[1] AND said !~* '\\m(or|from|using|in)\\M', false);
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

/**
 * A column that another transaction has changed since the statement found the row. By the text of the statement: one that
 * does not name the column neither reads nor writes it ('keep'). One that sets it and names it once gives it a value of its own ('set'). A number
 * that is raised or lowered is so from what it is now ('add'). Everything else could come out otherwise if it was evaluated again.
 */
function outcomeOf(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.outcome_of(relation text, name text, is_set boolean, is_number boolean, said text) RETURNS text
  LANGUAGE plpgsql STABLE ${definer} AS $onebook$
  DECLARE
    word CONSTANT text := '(?<![[:alnum:]_])"?' || regexp_replace(name, '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?(?![[:alnum:]_])';
    mentions CONSTANT bigint := (SELECT count(*) FROM regexp_matches(said, word, 'gi'));
  BEGIN
    IF said IS NOT NULL THEN
      IF NOT is_set AND mentions = 0 AND said !~ '\\(\\s*"?\\w+"?\\s*[,)]|\\.\\s*\\*' THEN
        RETURN 'keep';
      ELSIF is_set AND mentions = 1 THEN
        RETURN 'set';
      ELSIF is_set AND is_number AND mentions = 2 AND said ~* (word || '\\s*=\\s*([[:alnum:]_."]+\\.)?' || word || '\\s*[-+]') THEN
        RETURN 'add';
      END IF;
    END IF;
    RAISE EXCEPTION 'could not serialize access: another transaction has changed % of this row of %', name, relation
      USING ERRCODE = 'serialization_failure', HINT = 'Send the transaction again.';
  END $onebook$`;
}
