import { WITH_CONSTANTS } from '../statement-text.js';
import type { ShadowedTable } from './shadowed-table.js';

/** Rows of one statement up to which they are captured as one row. */
const ROWS_AT_ONCE = 10_000;

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;
type Event = (typeof EVENTS)[number];

/** Each has a trigger of its own. */
export const CAPTURED_EVENTS: readonly Capturer['event'][] = [...EVENTS, 'TRUNCATE'];

const TRANSITIONS: Readonly<Record<Event, string>> = {
  INSERT: 'NEW TABLE AS new_rows',
  UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
  DELETE: 'OLD TABLE AS old_rows',
};

/** A trigger of ours, by which a captured statement names run, table and operation. */
export interface Capturer {
  readonly id: number;
  readonly event: Event | 'TRUNCATE';
}

/**
 * SQL that captures the changes of a table. Statement triggers with transition tables: a statement is one row, however many
 * rows it changes. ALWAYS, because a session that loads data with session_replication_role = replica changes balances too.
 * @param s the quoted name of the shadow's schema
 * @param run its number
 * @param capturers one for each event, as they are in the table `capturer`
 */
export function captureSql(
  s: string,
  run: number,
  table: ShadowedTable,
  capturers: readonly Capturer[],
): string[] {
  return capturers.flatMap((capturer) => {
    const { event } = capturer;
    const name = triggerName(run, table.number, event);
    return [
      `CREATE FUNCTION ${s}.${name}() RETURNS trigger
       LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $onebook$
       ${event === 'TRUNCATE' ? truncateBody(s, table, capturer) : body(s, table, capturer)} $onebook$`,
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
  return CAPTURED_EVENTS.map((event) => triggerName(run, tableNumber, event));
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
    query text;
    stack text;
    via text;
  BEGIN
    ${work}
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'onebook shadow could not capture a change of %: %', TG_RELID::regclass, SQLERRM
      USING HINT = 'The change itself is not affected. Run onebook shadow report, which says what is to be done.';
    RETURN NULL;
  END`;
}

/**
 * One statement reads both transition tables, compares them and writes. Most of the time goes into setting it up, once for
 * each node and expression: so it has no more of them than it needs.
 */
function body(s: string, table: ShadowedTable, { id, event }: Capturer): string {
  const rowsOf = (rows: string): string =>
    `ARRAY(SELECT ${textsOf(table)} FROM ${rows} r LIMIT ${ROWS_AT_ONCE + 1})`;
  const before = event === 'INSERT' ? 'NULL::text[]' : rowsOf('old_rows');
  const after = event === 'DELETE' ? 'NULL::text[]' : rowsOf('new_rows');
  const some = event === 'DELETE' ? 'before' : 'after';
  return guarded(
    `${STATEMENT(s)}
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    SELECT ${valuesOf(id)}, c.before, c.after
      FROM (SELECT ${before}, ${after} OFFSET 0) c (before, after)
     -- Without a difference nothing of what is mapped has changed; of no rows the length is NULL.
     WHERE ${event === 'UPDATE' ? 'c.before <> c.after AND ' : ''}array_length(c.${some}, 1) <= ${ROWS_AT_ONCE};
    IF NOT FOUND THEN
      IF EXISTS (SELECT FROM ${event === 'DELETE' ? 'old_rows' : 'new_rows'} OFFSET ${ROWS_AT_ONCE}) THEN
        ${inChunks(s, table, { id, event })}
      END IF;
    END IF;`,
  );
}

/**
 * A statement without constants that the client has sent itself is kept as it is, which one pattern tells. Of any other the
 * constants are taken out, and the calls that led here are read: without the line of the trigger itself, and with the
 * statement that a function sent.
 */
const STATEMENT = (s: string): string => `GET DIAGNOSTICS stack = PG_CONTEXT;
    IF strpos(stack, E'\\n') > 0 OR current_query() ~ $r$${WITH_CONSTANTS}$r$ THEN
      query := current_query();
      IF strpos(stack, E'\\n') > 0 THEN
        stack := substr(stack, strpos(stack, E'\\n') + 1);
        query := coalesce(substring(stack FROM '^SQL statement "(.*?)"\\nPL/pgSQL function '), query);
        SELECT string_agg(line[1], ' < ') INTO via
          FROM regexp_matches(stack, '^((?:PL/pgSQL|SQL) function [^\\n]*)$', 'gn') line;
        via := left(${s}.normalised(via), 500);
      END IF;
      query := ${s}.normalised(query);
    END IF;`;

const COLUMNS = 'capturer, statement, via, application, db_user, xact, at';

function valuesOf(id: number): string {
  return `${id}, coalesce(query, current_query()), via, current_setting('application_name'), session_user,
           pg_current_xact_id(), clock_timestamp()`;
}

/** Many rows as several captures, each with the old and the new state of the same rows. */
function inChunks(s: string, table: ShadowedTable, { id, event }: Capturer): string {
  const side = (rows: string): string =>
    `(SELECT ${table.cells[0] ?? ''} AS key, ${textsOf(table)} AS cells FROM ${rows} r)`;
  const none = `(SELECT NULL::text AS key, NULL::text[] AS cells WHERE false)`;
  const old = event === 'INSERT' ? none : side('old_rows');
  const fresh = event === 'DELETE' ? none : side('new_rows');
  return `INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
        SELECT ${valuesOf(id)}, c.old, c.fresh
          FROM (SELECT array_agg(j.old) FILTER (WHERE j.old IS NOT NULL), array_agg(j.fresh) FILTER (WHERE j.fresh IS NOT NULL)
                  FROM (SELECT o.cells, n.cells, (row_number() OVER () - 1) / ${ROWS_AT_ONCE}
                          FROM ${old} o FULL JOIN ${fresh} n ON n.key = o.key) j (old, fresh, chunk)
                 GROUP BY j.chunk) c (old, fresh)
         WHERE c.old IS DISTINCT FROM c.fresh;`;
}

/** Captured before, because there are no transition tables of what a TRUNCATE removes. */
function truncateBody(s: string, table: ShadowedTable, { id }: Capturer): string {
  return guarded(
    `${STATEMENT(s)}
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    SELECT ${valuesOf(id)}, c.old, NULL
      FROM (SELECT array_agg(j.cells)
              FROM (SELECT ${textsOf(table)}, (row_number() OVER () - 1) / ${ROWS_AT_ONCE} FROM ONLY ${table.sql} r) j (cells, chunk)
             GROUP BY j.chunk) c (old);`,
  );
}
