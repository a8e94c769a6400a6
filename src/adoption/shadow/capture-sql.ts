import { MAX_STATEMENT } from '../statement-text.js';
import type { ShadowedTable } from './shadowed-table.js';

/** Rows of one statement up to which they are captured as one row. */
const ROWS_AT_ONCE = 10_000;

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;
type Event = (typeof EVENTS)[number];

const TRANSITIONS: Readonly<Record<Event, string>> = {
  INSERT: 'NEW TABLE AS new_rows',
  UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
  DELETE: 'OLD TABLE AS old_rows',
};

/**
 * SQL that captures the changes of a table. Statement triggers with transition tables: a statement is one row, however many
 * rows it changes. ALWAYS, because a session that loads data with session_replication_role = replica changes balances too.
 * @param s the quoted name of the shadow's schema
 * @param run its number
 */
export function captureSql(s: string, run: number, table: ShadowedTable): string[] {
  return [...EVENTS, 'TRUNCATE' as const].flatMap((event) => {
    const name = triggerName(run, table.number, event);
    return [
      `CREATE FUNCTION ${s}.${name}() RETURNS trigger
       LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $onebook$
       ${event === 'TRUNCATE' ? truncateBody(s, run, table) : body(s, run, table, event)} $onebook$`,
      `REVOKE ALL ON FUNCTION ${s}.${name}() FROM PUBLIC`,
      event === 'TRUNCATE'
        ? `CREATE TRIGGER ${name} BEFORE TRUNCATE ON ${table.sql} FOR EACH STATEMENT EXECUTE FUNCTION ${s}.${name}()`
        : `CREATE TRIGGER ${name} AFTER ${event} ON ${table.sql} REFERENCING ${TRANSITIONS[event]}
             FOR EACH STATEMENT EXECUTE FUNCTION ${s}.${name}()`,
      `ALTER TABLE ${table.sql} ENABLE ALWAYS TRIGGER ${name}`,
    ];
  });
}

/** The names of the triggers of a table, which are those of their functions. */
export function triggerNames(run: number, tableNumber: number): string[] {
  return [...EVENTS, 'TRUNCATE'].map((event) => triggerName(run, tableNumber, event));
}

function triggerName(run: number, tableNumber: number, event: string): string {
  return `onebook_shadow_${run}_${tableNumber}_${event.toLowerCase()}`;
}

/** SQL of the function that reads the present rows of all tables: `compare` of the shadow's schema calls it. */
export function readTablesSql(s: string, tables: readonly ShadowedTable[]): string {
  const parts = tables.map(
    (table) => `
    SELECT f.id, r.cells ->> 0, coalesce(r.cells ->> f.owner_cell, ''), coalesce(f.currency, r.cells ->> f.currency_cell, ''),
           coalesce(f.wallet, r.cells ->> f.wallet_cell, ''), r.cells ->> f.amount_cell
      FROM ${s}.source f CROSS JOIN (SELECT ${cellsOf(table)} AS cells FROM ONLY ${table.sql} r) r
     WHERE f.run = of_run AND f.table_number = ${table.number}
       AND (f.where_cell IS NULL OR r.cells ->> f.where_cell IS NOT NULL)`,
  );
  return `CREATE FUNCTION ${s}.read_tables(of_run integer)
    RETURNS TABLE (source integer, key text, owner_id text, currency text, wallet text, value text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $onebook$${parts.join('\n    UNION ALL')} $onebook$`;
}

function cellsOf({ cells }: ShadowedTable): string {
  return `json_build_array(${cells.join(', ')})`;
}

function textsOf({ cells }: ShadowedTable): string {
  return `ARRAY[${cells.join(', ')}]`;
}

/**
 * The old system stays in charge: whatever goes wrong here, its statement goes on, with a warning, and the next comparison
 * of the tables finds the change as one that was not captured.
 */
function guarded(work: string): string {
  return `DECLARE
    query text := current_query();
    stack text;
    via text;
    is_large boolean;
  BEGIN
    ${work}
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'onebook shadow could not capture a change of %: %', TG_RELID::regclass, SQLERRM
      USING HINT = 'The change itself is not affected. onebook shadow report tells it as not captured.';
    RETURN NULL;
  END`;
}

/**
 * One statement reads both transition tables, compares them, looks the text of the statement up and writes: each further
 * statement of a trigger costs more than all of its expressions.
 */
function body(s: string, run: number, table: ShadowedTable, event: Event): string {
  const rowsOf = (rows: string): string =>
    `ARRAY(SELECT ${textsOf(table)} FROM ${rows} r LIMIT ${ROWS_AT_ONCE + 1})`;
  const before = event === 'INSERT' ? 'NULL::text[]' : rowsOf('old_rows');
  const after = event === 'DELETE' ? 'NULL::text[]' : rowsOf('new_rows');
  const large = `array_length(${event === 'DELETE' ? 'c.before' : 'c.after'}, 1) > ${ROWS_AT_ONCE}`;
  return guarded(
    `${STACK(s)}
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    SELECT ${valuesOf(s, run, table.number)}, CASE WHEN NOT ${large} THEN c.before END, CASE WHEN NOT ${large} THEN c.after END
      FROM (SELECT ${before}, ${after} OFFSET 0) c (before, after) ${KNOWN(s)}
     -- Without a difference nothing of what is mapped has changed; an empty array is a statement without rows.
     WHERE c.before IS DISTINCT FROM c.after AND ${large} IS NOT NULL
    RETURNING old_rows IS NULL AND new_rows IS NULL INTO is_large;
    -- Then it was written without its rows, which follow.
    IF is_large THEN
      ${inChunks(s, run, table, event)}
    END IF;`,
  );
}

/** The calls that led here: without the line of the trigger itself, and with the statement that a function sent. */
const STACK = (s: string): string => `GET DIAGNOSTICS stack = PG_CONTEXT;
    IF strpos(stack, E'\\n') > 0 THEN
      stack := substr(stack, strpos(stack, E'\\n') + 1);
      query := coalesce(substring(stack FROM '^SQL statement "(.*?)"\\nPL/pgSQL function '), query);
      SELECT string_agg(line[1], ' < ') INTO via
        FROM regexp_matches(stack, '^((?:PL/pgSQL|SQL) function [^\\n]*)$', 'gn') line;
      via := left(${s}.normalised(via), 500);
    END IF;`;

const COLUMNS =
  'run, table_number, operation, statement, new_hash, via, application, db_user, xact, at';

/** The text of a statement without constants is made once, and then looked up. */
const KNOWN = (s: string): string =>
  `LEFT JOIN ${s}.known_text k ON k.hash = hashtextextended(query, 0)`;

/** Constants may be secret, and a hash of a short one can be guessed: none is kept of a text that could have any. */
const NEW_HASH = `CASE WHEN k.hash IS NULL AND length(query) <= ${MAX_STATEMENT}
                  AND regexp_replace(query, '\\$[0-9]+', '', 'g') !~ $r$'|--|/\\*|\\$|\\m[0-9]|\\.[0-9]$r$
                 THEN hashtextextended(query, 0) END`;

function valuesOf(s: string, run: number, tableNumber: number): string {
  return `${run}, ${tableNumber}, TG_OP, coalesce(k.text, ${s}.normalised(query)),
            ${NEW_HASH}, via,
            current_setting('application_name'), session_user, pg_current_xact_id(), clock_timestamp()`;
}

/** Many rows as several captures, each with the old and the new state of the same rows. */
function inChunks(s: string, run: number, table: ShadowedTable, event: Event): string {
  const side = (rows: string): string =>
    `(SELECT ${table.cells[0] ?? ''} AS key, ${textsOf(table)} AS cells FROM ${rows} r)`;
  const none = `(SELECT NULL::text AS key, NULL::text[] AS cells WHERE false)`;
  const old = event === 'INSERT' ? none : side('old_rows');
  const fresh = event === 'DELETE' ? none : side('new_rows');
  return `INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
      SELECT ${valuesOf(s, run, table.number)}, c.old, c.fresh
        FROM (SELECT array_agg(j.old) FILTER (WHERE j.old IS NOT NULL), array_agg(j.fresh) FILTER (WHERE j.fresh IS NOT NULL)
                FROM (SELECT o.cells, n.cells, (row_number() OVER () - 1) / ${ROWS_AT_ONCE}
                        FROM ${old} o FULL JOIN ${fresh} n ON n.key = o.key) j (old, fresh, chunk)
               GROUP BY j.chunk) c (old, fresh) ${KNOWN(s)}
       WHERE c.old IS DISTINCT FROM c.fresh;`;
}

/** Captured before, because there are no transition tables of what a TRUNCATE removes. */
function truncateBody(s: string, run: number, table: ShadowedTable): string {
  return guarded(
    `${STACK(s)}
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    SELECT ${valuesOf(s, run, table.number)}, c.old, NULL
      FROM (SELECT array_agg(j.cells)
              FROM (SELECT ${textsOf(table)}, (row_number() OVER () - 1) / ${ROWS_AT_ONCE} FROM ONLY ${table.sql} r) j (cells, chunk)
             GROUP BY j.chunk) c (old) ${KNOWN(s)};`,
  );
}
