import type { AdoptedSchema } from '../adopted-schema.js';

const FOR_UPDATE = String.raw`\mfor\s+(no\s+key\s+)?update\M|\mfor\s+(key\s+)?share\M`;

/**
 * SQL of the functions that tell how a read of an adopted view locks: '' (it does not), 'wait', 'nowait' or 'skip'. They
 * read it from the text of the statement, as PostgreSQL does not pass it to a view.
 */
export function lockModeFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [codeOf(s), modeOf(s), lockMode(s, definer)];
}

/** The text of a statement without its strings, quoted names and comments, which may say anything. */
function codeOf(s: string): string {
  return `CREATE FUNCTION ${s}.code_of(query text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $onebook$
  DECLARE
    rest text := query;
    code text := '';
    found text[];
    depth integer;
  BEGIN
    LOOP
      found := regexp_match(rest, '^(.*?)(--|/\\*|''|"|\\$(?:[[:alpha:]_][[:alnum:]_]*)?\\$)');
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
        rest := substr(rest, length(substring(rest FROM '^(?:[^"]|"")*"')) + 1);
      ELSIF found[2] <> '''' THEN
        rest := substr(rest, nullif(strpos(rest, found[2]), 0) + length(found[2]));
      ELSIF code ~ '(^|[^[:alnum:]_$])[eE]$' OR current_setting('standard_conforming_strings') = 'off' THEN
        rest := substr(rest, length(substring(rest FROM '^(?:[^''\\\\]|''''|\\\\.)*''')) + 1);
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

/**
 * How a statement locks. NOWAIT and SKIP LOCKED count if it is one plain SELECT that locks all that it reads: a statement with subqueries, with
 * FOR UPDATE OF or beside others waits, because what it means for this table cannot be told, and a row that is skipped wrongly is lost.
 */
function modeOf(s: string): string {
  return `CREATE FUNCTION ${s}.mode_of(query text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $onebook$
  DECLARE
    code text;
  BEGIN
    IF query !~* '${FOR_UPDATE}' THEN
      RETURN '';
    END IF;
    code := ${s}.code_of(query);
    IF code !~* '${FOR_UPDATE}' THEN
      RETURN '';
    ELSIF code !~* '^\\s*(?:prepare\\M.*\\mas\\s+|declare\\M.*\\mfor\\s+)?select\\M' OR code ~* '\\mselect\\M.*\\mselect\\M|;\\s*\\S|\\mof\\M|(${FOR_UPDATE}).*(${FOR_UPDATE})' THEN
      RETURN 'wait';
    ELSIF code ~* '\\mnowait\\M' THEN
      RETURN 'nowait';
    ELSIF code ~* '\\mskip\\s+locked\\M' THEN
      RETURN 'skip';
    END IF;
    RETURN 'wait';
  END $onebook$`;
}

/**
 * How the running statement locks. In a function it is the innermost one, which PostgreSQL names in the context of what it calls, except for loops
 * and cursors of PL/pgSQL: those are among the cursors of the session. A function in SQL does not say what it runs, so an adoption sets it
 * for the function.
 */
function lockMode(s: string, definer: string): string {
  const named = String.raw`"((?:[^"]|"")+)"|([[:alpha:]_][[:alnum:]_$]*)`;
  // In U&"", E"" and the like are not looked for: those cursors count as any other.
  const nameIn = (text: string, before: string, after: string): string =>
    `(SELECT coalesce(replace(m[1], '""', '"'), lower(m[2])) FROM regexp_match(${text}, '${before}(?:${named})${after}', 'i') m)`;
  return `CREATE FUNCTION ${s}.lock_mode() RETURNS text LANGUAGE plpgsql STABLE ${definer} AS $onebook$
  DECLARE
    stack text;
    said text := current_query();
    modes text[];
  BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    -- The first line is this function.
    stack := substring(stack FROM '\\n(.*)$');
    IF stack ~ '^SQL function ' THEN
      RETURN '';
    ELSIF stack ~ '^(SQL statement|SQL expression|PL/pgSQL assignment) "' THEN
      RETURN ${s}.mode_of(substring(stack FROM '^[^"]*?"(.*?)"(?:\\n(?:PL/|SQL )|$)'));
    ELSIF stack IS NULL AND said ~* '\\mexecute\\M' THEN
      modes := ARRAY(SELECT ${s}.mode_of(p.statement) FROM pg_prepared_statements p
                      WHERE p.name = ${nameIn('said', String.raw`\mexecute\s+`, '')});
    ELSIF stack IS NULL AND said ~* '^\\s*(fetch|move)\\M' THEN
      modes := ARRAY(SELECT ${s}.mode_of(c.statement) FROM pg_cursors c
                      WHERE c.name = ${nameIn('said', String.raw`(?:^|[^[:alnum:]_$"])`, String.raw`[\s;]*$`)});
    ELSIF stack IS NULL THEN
      RETURN ${s}.mode_of(said);
    END IF;
    IF coalesce(cardinality(modes), 0) = 0 THEN
      modes := ARRAY(SELECT ${s}.mode_of(c.statement) FROM pg_cursors c WHERE c.name <> ''
                      UNION ALL SELECT ${s}.mode_of(p.statement) FROM pg_prepared_statements p WHERE stack IS NULL);
    END IF;
    RETURN CASE WHEN cardinality(modes) = 1 THEN modes[1] WHEN modes && '{wait,nowait,skip}' THEN 'wait' ELSE '' END;
  END $onebook$`;
}
