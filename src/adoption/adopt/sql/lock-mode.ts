import { BLOCK_COMMENT, ESCAPED_STRING, LINE_COMMENT, STRING } from '../../sql-tokens.js';
import type { AdoptedSchema } from '../adopted-schema.js';

const FOR_UPDATE = String.raw`\mfor\s+(?:no\s+key\s+)?update\M|\mfor\s+(?:key\s+)?share\M`;

/** Longest text that is read, in characters. A longer one counts as one that does the most. */
const MAX_READ = 20_000;

/**
 * What a statement consists of, apart from signs, in the order of a scanner: the longest match counts. What is in the first group stays: a quoted
 * name that could be written without quotes, and a word, whose dollars begin no string. A string goes on behind a line break.
 */
const TOKENS =
  String.raw`("[[:alpha:]_]\w*"|[[:alpha:]_][\w$]*)|${LINE_COMMENT}|${BLOCK_COMMENT}` +
  String.raw`|${ESCAPED_STRING}|${STRING}|"(?:[^"]|"")*(?:"|$)`;

/** Where a string in dollars begins. */
const DOLLARS = String.raw`(?<![[:alnum:]_$])\$(?:[[:alpha:]_][[:alnum:]_]*)?\$`;

/** The end of a statement in the context of what it calls, with the beginning of the function that sent it. */
const END = String.raw`"(?:\nPL/\w+ function [^\n]*(?: line | while | during )|\n(?:PL/(?!pgSQL )\w+|SQL) function |$)`;

/**
 * SQL of the functions that tell how a read of an adopted view locks: '' (it does not), 'wait', 'nowait' or 'skip'. They
 * read it from the text of the statement, as PostgreSQL does not pass it to a view.
 */
export function lockModeFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [codeOf(s), innermost(s), modeOf(s), lockMode(s, definer)];
}

/**
 * The text of a statement without its strings, comments and those quoted names that may say anything. NULL if it is too long to be read.
 *
 * A text with comments in comments or dollar quotes is read piece by piece, which takes the square of its length.
 */
function codeOf(s: string): string {
  const rest = String.raw`(?:[^'\\]|''|\\.)*'`;
  return `CREATE FUNCTION ${s}.code_of(query text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $onebook$
  DECLARE
    rest text := query;
    code text := '';
    found text[];
    depth integer;
  BEGIN
    IF length(query) > ${MAX_READ} THEN
      RETURN NULL;
    ELSIF query !~ $r$${DOLLARS}|/\\*(?:[^*]|\\*+[^*/])*/\\*$r$ AND (current_setting('standard_conforming_strings') = 'on' OR strpos(query, '\\') = 0) THEN
      RETURN regexp_replace(query, $r$${TOKENS}$r$, '\\1 ', 'g');
    END IF;
    LOOP
      found := regexp_match(rest, $r$^(.*?)(--|/\\*|'|"|${DOLLARS})$r$);
      IF found IS NULL THEN
        RETURN code || rest;
      END IF;
      code := code || found[1];
      rest := substr(rest, length(found[1]) + length(found[2]) + 1);
      IF found[2] = '--' THEN
        rest := substring(rest FROM '[\\n\\r].*');
      ELSIF found[2] = '/*' THEN
        -- They nest.
        depth := 1;
        WHILE depth > 0 AND rest IS NOT NULL LOOP
          found := regexp_match(rest, '^.*?(/\\*|\\*/)');
          depth := depth + CASE found[1] WHEN '/*' THEN 1 ELSE -1 END;
          rest := substring(rest FROM '^.*?(?:/\\*|\\*/)(.*)$');
        END LOOP;
      ELSIF found[2] = '"' THEN
        code := code || coalesce('"' || substring(rest FROM '^[[:alpha:]_]\\w*"'), '');
        rest := substr(rest, length(substring(rest FROM '^(?:[^"]|"")*"')) + 1);
      ELSIF found[2] <> '''' THEN
        rest := substr(rest, nullif(strpos(rest, found[2]), 0) + length(found[2]));
      ELSIF code ~ '(^|[^[:alnum:]_$])[eE]$' OR current_setting('standard_conforming_strings') = 'off' THEN
        rest := substr(rest, length(substring(rest FROM $r$^${rest}(?:[ \\t]*(?:--[^\\n\\r]*)?[\\n\\r]\\s*'${rest})*$r$)) + 1);
      ELSE
        rest := substr(rest, length(substring(rest FROM '^(?:[^'']|'''')*''')) + 1);
      END IF;
      IF rest IS NULL THEN
        RETURN code;
      END IF;
      code := code || ' ';
    END LOOP;
  END $onebook$`;
}

/** The statement that called what a context is of. NULL if a session sent it, or if the context does not name it. */
function innermost(s: string): string {
  return `CREATE FUNCTION ${s}.innermost_of(stack text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $onebook$
  SELECT CASE WHEN stack ~ '^[^\\n]*\\n(?:SQL (?:statement|expression)|PL/pgSQL (?:expression|assignment)) "'
              THEN substring(stack FROM $r$^[^\\n]*?\\n[^"]*?"(.*?)${END}$r$) END $onebook$`;
}

/**
 * How a statement locks. NOWAIT and SKIP LOCKED count if it is one plain SELECT that locks all that it reads: a statement with subqueries, with
 * FOR UPDATE OF or beside others waits, because what it means for this table cannot be known, and a row that is skipped wrongly is lost.
 */
function modeOf(s: string): string {
  return `CREATE FUNCTION ${s}.mode_of(query text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $onebook$
  DECLARE
    code text;
  BEGIN
    IF query !~* '\\m(update|share)\\M' THEN
      RETURN '';
    END IF;
    code := ${s}.code_of(query);
    IF code IS NULL THEN
      RETURN 'wait';
    ELSIF code !~* '${FOR_UPDATE}' THEN
      RETURN '';
    ELSIF code !~* '^\\s*(?:prepare\\M.*\\mas\\s+|declare\\M.*\\mfor\\s+)?select\\M' OR code ~* '\\mselect\\M.*\\mselect\\M|;\\s*\\S|\\mof\\M|(?:${FOR_UPDATE}).*(?:${FOR_UPDATE})' THEN
      RETURN 'wait';
    ELSIF code ~* '(?:${FOR_UPDATE})\\s+nowait\\M' THEN
      RETURN 'nowait';
    ELSIF code ~* '(?:${FOR_UPDATE})\\s+skip\\s+locked\\M' THEN
      RETURN 'skip';
    END IF;
    RETURN 'wait';
  END $onebook$`;
}

/**
 * How the running statement locks. In a function it is the innermost one, which PostgreSQL names in the context of what it calls, except for loops
 * and cursors of PL/pgSQL: those are among the cursors of the session. Of a function in SQL it names the function, so that waits if anything of its
 * name locks. What a session executes or fetches is found by the names in the text: several could be meant, and any of them could lock.
 */
function lockMode(s: string, definer: string): string {
  const isNamed = (name: string): string =>
    `said ~* ('(^|[^[:alnum:]_$])' || regexp_replace(replace(${name}, '"', '""'), '([^[:alnum:]_])', '\\\\\\1', 'g') || '([^[:alnum:]_$]|$)')`;
  return `CREATE FUNCTION ${s}.lock_mode() RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
  DECLARE
    stack text;
    said CONSTANT text := current_query();
    code text;
    modes text[];
  BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF ${s}.innermost_of(stack) IS NOT NULL THEN
      RETURN ${s}.mode_of(${s}.innermost_of(stack));
    END IF;
    -- The first line is this function.
    stack := substring(stack FROM '\\n(.*)$');
    IF stack ~ '^SQL function "' THEN
      RETURN CASE WHEN EXISTS (SELECT FROM pg_proc p WHERE p.proname = substring(stack FROM '^[^"]*?"(.*?)" (?:statement|during)')
                                  AND ${s}.mode_of(coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)) <> '') THEN 'wait' ELSE '' END;
    ELSIF stack IS NULL THEN
      code := coalesce(${s}.code_of(said), said);
      modes := ARRAY(SELECT ${s}.mode_of(p.statement) FROM pg_prepared_statements p WHERE code ~* '\\mexecute\\M' AND ${isNamed('p.name')}
                      UNION ALL
                     SELECT ${s}.mode_of(c.statement) FROM pg_cursors c WHERE c.name <> '' AND code ~* '\\m(fetch|move)\\M' AND ${isNamed('c.name')});
      IF cardinality(modes) = 0 AND code !~* '\\mexecute\\M|(^|;)\\s*(fetch|move)\\M' OR ${s}.mode_of(said) <> '' THEN
        modes := modes || ${s}.mode_of(said);
      ELSIF code ~ ';\\s*\\S' THEN
        -- Another statement of the text could be the one that runs.
        modes := modes || ''::text;
      END IF;
    END IF;
    IF coalesce(cardinality(modes), 0) = 0 THEN
      modes := ARRAY(SELECT ${s}.mode_of(c.statement) FROM pg_cursors c WHERE c.name <> ''
                      UNION ALL SELECT ${s}.mode_of(p.statement) FROM pg_prepared_statements p WHERE stack IS NULL);
    END IF;
    RETURN CASE WHEN cardinality(modes) = 1 THEN modes[1] WHEN modes && '{wait,nowait,skip}' THEN 'wait' ELSE '' END;
  END $onebook$`;
}
