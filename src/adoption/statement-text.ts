import { BLOCK_COMMENT, ESCAPED_STRING, LINE_COMMENT, STRING } from './sql-tokens.js';

/** A number, whole or cut: 1.5, .5, 1e-7, 0x1F, 1_000. With the sign of a parameter before it too. */
const NUMBER = `[$.]?\\m[0-9](?:[eE][+-][0-9]|[\\w.])*`;

/**
 * A literal, a number, a parameter or a comment of SQL. Leftmost and longest, as a scanner reads them; from a dollar quote with a tag to
 * the end, because a pattern that looks for the same tag again takes time that grows with each tag. Names may contain $.
 */
const LITERAL =
  String.raw`${LINE_COMMENT}|${BLOCK_COMMENT}|(?<![\w$])${ESCAPED_STRING}|${STRING}|${NUMBER}` +
  String.raw`|(?<![\w$])\$(?:\$(?:[^$]|\$[^$])*(?:\$\$|\$?$)|[[:alpha:]_][[:alnum:]_]*\$.*$)`;

/** A comment within a comment: where it ends takes counting. */
const NESTED_COMMENT = `/\\*(?:[^*]|\\*+[^*/])*/\\*`;

/** The value of a setting, which may be written as a name. */
const SET_VALUE = `((?:^|;)\\s*SET\\s[^;=]*(?:=|\\mTO\\M))[^;]*`;

/**
 * A statement without comments, backslashes, dollar quotes and strange names, as nearly all are. In it a string goes from
 * quote to quote, so a simpler pattern finds the same literals, in half of the time or less.
 */
const PLAIN = `^(?:[^'"\\\\$/-]|'[^'\\\\]*'|"[A-Za-z_]\\w*"|\\$[1-9]|[-/][^'"\\\\$*/-])*$`;
const LITERAL_OF_PLAIN = `(?:\\m[eE])?(?:'[^']*')+|${NUMBER}`;

/** A regular expression of PostgreSQL that finds anything in a statement that could be a constant, or hold one. */
export const WITH_CONSTANTS = `'|--|/\\*|\\$[^1-9]|[^$\\w][0-9]|^\\s*[sS][eE][tT]\\s|;\\s*\\S`;

/** Longest statement that is kept, in characters, and how much of a text is read for it. */
const MAX_STATEMENT = 2_000;
const MAX_READ = 20_000;

/**
 * SQL of the function that takes the constants out of a statement. They become $?, as what they are may be personal or
 * secret. Quoted names stay as they are: the pattern puts the mark behind them, where it is taken away again. What it
 * returns it leaves as it is.
 * @param s the quoted name of the schema to make it in
 */
export function normalisedSql(s: string): string {
  return `CREATE FUNCTION ${s}.normalised(query text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $onebook$
     DECLARE
       result text := left(query, ${MAX_READ});
     BEGIN
       IF result ~ $r$${PLAIN}$r$ THEN
         result := regexp_replace(result, $r$${LITERAL_OF_PLAIN}$r$, '$?', 'g');
       ELSE
         -- Its strings could end elsewhere.
         IF current_setting('standard_conforming_strings') = 'off' AND strpos(result, '\\') > 0 THEN
           RETURN '(not kept: standard_conforming_strings is off)';
         END IF;
         IF result ~ $r$${NESTED_COMMENT}$r$ THEN
           RETURN '(not kept: a comment within a comment)';
         END IF;
         IF strpos(result, '"') > 0 THEN
           result := replace(regexp_replace(result, $r$("[^"]*(?:"|$))|${LITERAL}$r$, '\\1$?', 'g'), '"$?', '"');
         ELSE
           result := regexp_replace(result, $r$${LITERAL}$r$, '$?', 'g');
         END IF;
       END IF;
       IF result ~* '(?:^|;)\\s*SET\\s' THEN
         result := regexp_replace(result, $r$${SET_VALUE}$r$, '\\1 $?', 'gi');
       END IF;
       IF result ~ '[\\t\\n\\v\\f\\r]|\\s\\s' THEN
         result := regexp_replace(result, '\\s+', ' ', 'g');
       END IF;
       RETURN left(btrim(result), ${MAX_STATEMENT});
     END $onebook$`;
}
