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

/**
 * The old system stays in charge: whatever goes wrong here, its statement goes on, with a warning, and the next comparison
 * of the tables finds the change as one that was not captured.
 */
function guarded(declared: string, work: string): string {
  return `DECLARE
    ${declared}
    stack text;
    inner_statement text;
  BEGIN
    ${work}
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'onebook shadow could not capture a change of %: %', TG_RELID::regclass, SQLERRM
      USING HINT = 'The change itself is not affected. onebook shadow report tells it as not captured.';
    RETURN NULL;
  END`;
}

function body(s: string, run: number, table: ShadowedTable, event: Event): string {
  // One array of texts takes three quarters of the time of an array of arrays in JSON.
  const rowsOf = (rows: string): string =>
    `SELECT array_to_json(array_agg(ARRAY[${table.cells.join(', ')}])) INTO ${rows === 'new_rows' ? 'after' : 'before'} FROM (SELECT * FROM ${rows} LIMIT ${ROWS_AT_ONCE + 1}) r;`;
  const read = {
    INSERT: rowsOf('new_rows'),
    DELETE: rowsOf('old_rows'),
    UPDATE: `${rowsOf('old_rows')} ${rowsOf('new_rows')}`,
  }[event];
  return guarded(
    'before json; after json;',
    `${read}
    -- Nothing of what is mapped has changed.
    IF before::text IS NOT DISTINCT FROM after::text THEN
      RETURN NULL;
    END IF;
    ${STACK(s)}
    IF coalesce(json_array_length(before), json_array_length(after)) > ${ROWS_AT_ONCE} THEN
      ${inChunks(s, run, table, event)}
      RETURN NULL;
    END IF;
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    VALUES (${valuesOf(s, run, table.number)}, before, after);`,
  );
}

/** The calls that led here: without the line of the trigger itself, and with the statement that a function sent. */
const STACK = (s: string): string => `GET DIAGNOSTICS stack = PG_CONTEXT;
    stack := CASE WHEN strpos(stack, E'\\n') > 0 THEN substr(stack, strpos(stack, E'\\n') + 1) END;
    IF stack IS NOT NULL THEN
      inner_statement := substring(stack FROM '^SQL statement "(.*?)"\\nPL/pgSQL function ');
      SELECT string_agg(line[1], ' < ') INTO stack
        FROM regexp_matches(stack, '^((?:PL/pgSQL|SQL) function [^\\n]*)$', 'gn') line;
      stack := left(${s}.normalised(stack), 500);
    END IF;`;

const COLUMNS = 'run, table_number, operation, statement, via, application, db_user, xact, at';

function valuesOf(s: string, run: number, tableNumber: number): string {
  return `${run}, ${tableNumber}, TG_OP, ${s}.normalised(coalesce(inner_statement, current_query(), '')), stack,
            current_setting('application_name'), session_user, pg_current_xact_id(), clock_timestamp()`;
}

/** Many rows as several captures, each with the old and the new state of the same rows. */
function inChunks(s: string, run: number, table: ShadowedTable, event: Event): string {
  const side = (rows: string): string =>
    `(SELECT ${table.cells[0] ?? ''} AS key, ${cellsOf(table)} AS cells FROM ${rows} r)`;
  const none = `(SELECT NULL::text AS key, NULL::json AS cells WHERE false)`;
  const old = event === 'INSERT' ? none : side('old_rows');
  const fresh = event === 'DELETE' ? none : side('new_rows');
  return `INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
      SELECT ${valuesOf(s, run, table.number)}, json_agg(c.old) FILTER (WHERE c.old IS NOT NULL),
             json_agg(c.fresh) FILTER (WHERE c.fresh IS NOT NULL)
        FROM (SELECT o.cells AS old, n.cells AS fresh, (row_number() OVER () - 1) / ${ROWS_AT_ONCE} AS chunk
                FROM ${old} o FULL JOIN ${fresh} n ON n.key = o.key) c
       GROUP BY c.chunk;`;
}

/** Captured before, because there are no transition tables of what a TRUNCATE removes. */
function truncateBody(s: string, run: number, table: ShadowedTable): string {
  return guarded(
    '',
    `${STACK(s)}
    INSERT INTO ${s}.capture (${COLUMNS}, old_rows, new_rows)
    SELECT ${valuesOf(s, run, table.number)}, json_agg(c.cells), NULL
      FROM (SELECT ${cellsOf(table)} AS cells, (row_number() OVER () - 1) / ${ROWS_AT_ONCE} AS chunk FROM ONLY ${table.sql} r) c
     GROUP BY c.chunk;`,
  );
}
