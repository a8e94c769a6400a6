import { normalisedSql } from '../statement-text.js';
import { tables } from './schema-tables.js';
import { settleDrift } from './settle-drift.js';

/**
 * SQL that makes the schema in which the shadow of a book keeps what it captures: beside the book and not in it, so that a
 * book that shadows nothing has no trace of it, and so that the guards of the book stay those of its migrations.
 *
 * The gateway's role reads these tables and calls these functions. It changes no row except through them.
 * @param s the quoted name of the schema
 * @param b the quoted name of the book's schema
 */
export function schemaSql(s: string, b: string, gatewayRole: string): string[] {
  return [
    `CREATE SCHEMA ${s}`,
    `COMMENT ON SCHEMA ${s} IS 'onebook shadow'`,
    ...tables(s),
    ...functions(s, b),
    `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${s} FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA ${s} TO ${gatewayRole}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA ${s} TO ${gatewayRole}`,
    // A backup needs it.
    `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${s} TO ${gatewayRole}`,
    // SELECT … FOR UPDATE asks for the right to update a column.
    `GRANT UPDATE (number) ON ${s}.run TO ${gatewayRole}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${s} TO ${gatewayRole}`,
  ];
}

function functions(s: string, b: string): string[] {
  const definer = `SECURITY DEFINER SET search_path = pg_catalog, ${s}, pg_temp`;
  return [
    normalisedSql(s),
    `CREATE FUNCTION ${s}.minor_of(value text, unit text, digits integer) RETURNS numeric
     LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $onebook$
     SELECT CASE WHEN scaled = trunc(scaled) AND abs(scaled) < 1e38 THEN trunc(scaled) END
       FROM (SELECT CASE WHEN value ~ '^\\s*[+-]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?\\s*$' AND digits IS NOT NULL
                         THEN btrim(value, E' \\t\\n\\r')::numeric * CASE unit WHEN 'major' THEN power(10::numeric, digits) ELSE 1 END END) n (scaled)
     $onebook$`,
    digest(s, b, definer),
    settleValues(s, definer),
    settleDrift(s, definer),
    settle(s, definer),
    compare(s, b, definer),
    mark(s, definer),
  ];
}

/** Takes the captured changes that are committed, oldest first, into the tables that say what changed and how things are. */
function digest(s: string, b: string, definer: string): string {
  return `CREATE FUNCTION ${s}.digest(most integer) RETURNS integer LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    taken bigint[];
  BEGIN
    -- A change of a row comes after the one before it has committed, so what is committed is whole up to some change of
    -- each row. A transaction that commits late is found when it has: nothing is skipped. All of it is moved at once, since
    -- the rows of a table without an index are in no order.
    WITH moved AS (DELETE FROM capture RETURNING *),
         kept AS (SELECT t.statement, normalised(t.statement) AS text FROM (SELECT DISTINCT m.statement FROM moved m) t)
    INSERT INTO queue (ordinal, capturer, statement, via, application, db_user, xact, at, old_rows, new_rows)
    SELECT m.ordinal, m.capturer, coalesce(k.text, '(not known)'), m.via, m.application, m.db_user, m.xact, m.at, m.old_rows, m.new_rows
      FROM moved m LEFT JOIN kept k ON k.statement = m.statement;
    SELECT array_agg(c.ordinal) INTO taken FROM (SELECT ordinal FROM queue ORDER BY ordinal LIMIT most) c;
    IF taken IS NULL THEN
      RETURN 0;
    END IF;
    INSERT INTO statement (id, text, via)
    SELECT DISTINCT md5(c.statement || E'\\n' || coalesce(c.via, ''))::uuid, c.statement, c.via
      FROM queue c WHERE c.ordinal = ANY (taken)
    ON CONFLICT DO NOTHING;
    INSERT INTO change (run, ordinal, source, key, owner_id, currency, wallet, old_value, new_value, old_minor, new_minor,
                        is_present, operation, statement, application, db_user, xact, at)
    SELECT t.run, c.ordinal, p.id, p.key, p.owner_id, p.currency, p.wallet, p.old_value, p.new_value,
           minor_of(p.old_value, p.unit, p.digits), minor_of(p.new_value, p.unit, p.digits), p.is_present, t.operation,
           md5(c.statement || E'\\n' || coalesce(c.via, ''))::uuid, c.application, c.db_user, c.xact, c.at
      FROM queue c
      JOIN capturer t ON t.id = c.capturer
     CROSS JOIN LATERAL (
           SELECT q.id, q.key, q.owner_id, q.currency, q.wallet, q.unit, k.digits,
                  max(q.value) FILTER (WHERE NOT q.is_new) AS old_value, max(q.value) FILTER (WHERE q.is_new) AS new_value,
                  bool_or(q.is_new) AS is_present
             FROM (SELECT f.id, f.unit, r.is_new, r.cells ->> 0 AS key, coalesce(r.cells ->> f.owner_cell, '') AS owner_id,
                          coalesce(f.currency, r.cells ->> f.currency_cell, '') AS currency,
                          coalesce(f.wallet, r.cells ->> f.wallet_cell, '') AS wallet, r.cells ->> f.amount_cell AS value
                     FROM source f
                    CROSS JOIN LATERAL (
                          SELECT false AS is_new, o.cells FROM json_array_elements(array_to_json(c.old_rows)) o (cells)
                          UNION ALL SELECT true, n.cells FROM json_array_elements(array_to_json(c.new_rows)) n (cells)) r
                    WHERE f.run = t.run AND f.table_number = t.table_number
                      AND (f.where_cell IS NULL OR r.cells ->> f.where_cell IS NOT NULL)) q
             LEFT JOIN ${b}.currency k ON k.code = q.currency
            GROUP BY q.id, q.key, q.owner_id, q.currency, q.wallet, q.unit, k.digits
           HAVING count(*) FILTER (WHERE q.is_new) <> count(*) FILTER (WHERE NOT q.is_new)
               OR max(q.value) FILTER (WHERE NOT q.is_new) IS DISTINCT FROM max(q.value) FILTER (WHERE q.is_new)) p
     WHERE c.ordinal = ANY (taken);
    DELETE FROM queue WHERE ordinal = ANY (taken);
    PERFORM settle_values(taken);
    PERFORM settle(h.run, array_agg(h.owner_id), array_agg(h.currency), array_agg(h.wallet), taken)
       FROM (SELECT DISTINCT run, owner_id, currency, wallet FROM change WHERE ordinal = ANY (taken)) h GROUP BY h.run;
    RETURN cardinality(taken);
  END $onebook$`;
}

/** Brings targets and disagreements of some owners up to date with the present values. */
function settle(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.settle(of_run integer, owners text[], currencies text[], wallets text[], ordinals bigint[])
  RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    began CONSTANT timestamptz := (SELECT started_at FROM run WHERE number = of_run);
    is_first CONSTANT boolean := (SELECT taken_over_at IS NULL FROM run WHERE number = of_run);
    one record;
  BEGIN
    FOR one IN
      WITH touched AS (SELECT * FROM unnest(owners, currencies, wallets) AS t (owner_id, currency, wallet)),
      present AS (
        SELECT t.owner_id, t.currency, t.wallet, array_agg(x.minor ORDER BY f.place) AS amounts,
               array_agg(x.value ORDER BY f.place) AS texts, min(x.minor) FILTER (WHERE f.place = 0) AS first_minor,
               min(x.rows) FILTER (WHERE f.place = 0) AS first_rows,
               CASE WHEN max(x.rows) > 1 THEN 'DUPLICATE'
                    WHEN bool_or(x.value IS NOT NULL AND x.minor IS NULL) THEN 'UNREADABLE'
                    WHEN min(x.minor) FILTER (WHERE f.place = 0) < 0 THEN 'NEGATIVE' END AS problem,
               bool_or(f.place = 0 AND (x.rows > 1 OR x.value IS NOT NULL AND x.minor IS NULL)) AS is_unclear
          FROM touched t CROSS JOIN source f
         CROSS JOIN LATERAL (
               SELECT count(*) AS rows, min(v.value) AS value, min(v.minor) AS minor FROM value v
                WHERE v.source = f.id AND v.owner_id = t.owner_id AND v.currency = t.currency AND v.wallet = t.wallet) x
         WHERE f.run = of_run
         GROUP BY t.owner_id, t.currency, t.wallet),
      targets AS (
        INSERT INTO target AS g (run, owner_id, currency, wallet, minor, changed)
        SELECT of_run, p.owner_id, p.currency, p.wallet,
               CASE WHEN NOT p.is_unclear AND coalesce(p.first_minor, 0) >= 0 THEN coalesce(p.first_minor, 0) END,
               coalesce((SELECT max(c.ordinal) FROM change c JOIN source f ON f.id = c.source AND f.place = 0
                          WHERE c.run = of_run AND c.owner_id = p.owner_id AND c.currency = p.currency AND c.wallet = p.wallet
                            AND c.ordinal = ANY (ordinals)), 0)
          FROM present p
         WHERE p.first_rows > 0 OR EXISTS (
               SELECT FROM target h WHERE h.run = of_run AND h.owner_id = p.owner_id AND h.currency = p.currency AND h.wallet = p.wallet)
        ON CONFLICT (run, owner_id, currency, wallet) DO UPDATE
          SET minor = excluded.minor, changed = greatest(g.changed, excluded.changed), refused = NULL, retry_at = NULL
        RETURNING 1)
      SELECT p.*, (SELECT g.other FROM (
                     SELECT coalesce(p.first_minor, 0) - coalesce(a.minor, 0) AS other FROM unnest(p.amounts) AS a (minor)) g
                    ORDER BY abs(g.other) DESC LIMIT 1) AS difference, d.id AS open_id
        FROM present p
        LEFT JOIN drift d ON d.run = of_run AND d.owner_id = p.owner_id AND d.currency = p.currency AND d.wallet = p.wallet
                         AND d.closed_at IS NULL
       WHERE (SELECT count(*) FROM targets) >= 0
    LOOP
      CONTINUE WHEN one.difference = 0 AND one.problem IS NULL AND one.open_id IS NULL;
      PERFORM settle_drift(of_run, one.owner_id, one.currency, one.wallet, one.amounts, one.texts, one.difference,
                           one.problem, one.open_id, CASE WHEN is_first THEN '{}' ELSE ordinals END, began);
    END LOOP;
  END $onebook$`;
}

/** Replaces the present values by those that the changes left, each by the last change of its row. */
function settleValues(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.settle_values(ordinals bigint[]) RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  BEGIN
    DELETE FROM value v
     USING (SELECT c.source, c.key, bool_or(c.is_present) AS is_present
              FROM change c
              JOIN (SELECT source, key, max(ordinal) AS ordinal FROM change WHERE ordinal = ANY (ordinals) GROUP BY source, key) l
                USING (source, key, ordinal)
             GROUP BY c.source, c.key) last
     WHERE v.source = last.source AND v.key = last.key AND NOT last.is_present;
    INSERT INTO value AS v (source, key, owner_id, currency, wallet, value, minor)
    SELECT DISTINCT ON (c.source, c.key) c.source, c.key, c.owner_id, c.currency, c.wallet, c.new_value, c.new_minor
      FROM change c
      JOIN (SELECT source, key, max(ordinal) AS ordinal FROM change WHERE ordinal = ANY (ordinals) GROUP BY source, key) l
        USING (source, key, ordinal)
     WHERE c.is_present
     ORDER BY c.source, c.key
    ON CONFLICT (source, key) DO UPDATE
      SET owner_id = excluded.owner_id, currency = excluded.currency, wallet = excluded.wallet, value = excluded.value,
          minor = excluded.minor;
  END $onebook$`;
}

/** Records that the book has what a change left, or why it cannot. */
function mark(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.mark(of_run integer, of_owner text, of_currency text, of_wallet text, of_ordinal bigint, refusal text)
  RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  BEGIN
    -- One that was followed beyond this change was set back by it: it is due once more, under another key.
    UPDATE target g
       SET followed = CASE WHEN refusal IS NOT NULL OR g.followed > of_ordinal THEN -1 ELSE of_ordinal END,
           attempt = g.attempt + CASE WHEN refusal IS NOT NULL OR g.followed > of_ordinal THEN 1 ELSE 0 END,
           refused = refusal, retry_at = CASE WHEN refusal IS NOT NULL THEN now() + interval '10 s' END
     WHERE g.run = of_run AND g.owner_id = of_owner AND g.currency = of_currency AND g.wallet = of_wallet;
    IF refusal IS NOT NULL THEN
      INSERT INTO drift (run, owner_id, currency, wallet, since, cause, amounts, texts, difference, problem)
      SELECT of_run, of_owner, of_currency, of_wallet, coalesce((SELECT min(c.at) FROM change c WHERE c.ordinal = of_ordinal), now()),
             nullif(of_ordinal, 0), array_agg(v.minor ORDER BY f.place), array_agg(v.value ORDER BY f.place), 0, refusal
        FROM source f LEFT JOIN value v ON v.source = f.id AND v.owner_id = of_owner AND v.currency = of_currency AND v.wallet = of_wallet
       WHERE f.run = of_run
      ON CONFLICT (run, owner_id, currency, wallet) WHERE closed_at IS NULL DO UPDATE SET problem = coalesce(drift.problem, refusal);
    ELSE
      UPDATE drift d
         SET closed_at = CASE WHEN d.difference = 0 THEN now() END, problem = NULL
       WHERE d.run = of_run AND d.owner_id = of_owner AND d.currency = of_currency AND d.wallet = of_wallet AND d.closed_at IS NULL
         AND d.problem IS NOT NULL AND d.problem NOT IN ('DUPLICATE', 'UNREADABLE', 'NEGATIVE');
    END IF;
  END $onebook$`;
}

/**
 * Compares the tables themselves with what was captured: takes everything over the first time, and later finds what no
 * trigger has seen. It must run in a REPEATABLE READ transaction, after digest has taken everything.
 */
function compare(s: string, b: string, definer: string): string {
  return `CREATE FUNCTION ${s}.compare(of_run integer) RETURNS integer LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    is_first CONSTANT boolean := (SELECT taken_over_at IS NULL FROM run WHERE number = of_run);
    found_at CONSTANT timestamptz := clock_timestamp();
    mine CONSTANT bigint := nextval('ordinal');
    found integer;
  BEGIN
    IF current_setting('transaction_isolation') <> 'repeatable read' OR EXISTS (SELECT FROM capture) OR EXISTS (SELECT FROM queue) THEN
      RAISE EXCEPTION 'compare needs one snapshot, and every captured change digested';
    END IF;
    INSERT INTO change (run, ordinal, source, key, owner_id, currency, wallet, old_value, new_value, old_minor, new_minor,
                        is_present, operation, at)
    SELECT of_run, mine, q.source, q.key, q.owner_id, q.currency, q.wallet, max(q.value) FILTER (WHERE NOT q.is_new),
           max(q.value) FILTER (WHERE q.is_new), minor_of(max(q.value) FILTER (WHERE NOT q.is_new), f.unit, k.digits),
           minor_of(max(q.value) FILTER (WHERE q.is_new), f.unit, k.digits), bool_or(q.is_new),
           CASE WHEN is_first THEN 'TAKEN OVER' ELSE 'NOT CAPTURED' END, found_at
      FROM (SELECT true AS is_new, r.* FROM read_tables(of_run) r
            UNION ALL
            SELECT false, v.source, v.key, v.owner_id, v.currency, v.wallet, v.value
              FROM value v JOIN source f ON f.id = v.source WHERE f.run = of_run) q
      JOIN source f ON f.id = q.source
      LEFT JOIN ${b}.currency k ON k.code = q.currency
     GROUP BY q.source, q.key, q.owner_id, q.currency, q.wallet, f.unit, k.digits
    HAVING count(*) = 1 OR max(q.value) FILTER (WHERE NOT q.is_new) IS DISTINCT FROM max(q.value) FILTER (WHERE q.is_new);
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found > 0 THEN
      PERFORM settle_values(ARRAY[mine]);
      PERFORM settle(of_run, array_agg(h.owner_id), array_agg(h.currency), array_agg(h.wallet), ARRAY[mine])
         FROM (SELECT DISTINCT owner_id, currency, wallet FROM change WHERE ordinal = mine) h;
      IF is_first THEN
        -- What was there before is no change.
        DELETE FROM change WHERE ordinal = mine;
      END IF;
    END IF;
    -- Which wallets hold what they should, so that only the others are followed. The rules decide again, under the lock.
    UPDATE target g
       SET followed = CASE WHEN w.id IS NOT NULL AND coalesce(w.cash, 0) = g.minor THEN g.changed ELSE -1 END,
           attempt = g.attempt + CASE WHEN w.id IS NOT NULL AND coalesce(w.cash, 0) = g.minor THEN 0 ELSE 1 END
      FROM target h
      LEFT JOIN LATERAL (
           SELECT y.id, sum(e.balance) AS cash FROM ${b}.wallet y
             LEFT JOIN ${b}.account a ON a.wallet_id = y.id AND a.kind IN ('CASH', 'HELD')
             LEFT JOIN LATERAL (SELECT x.balance FROM ${b}.entry x WHERE x.account_id = a.id ORDER BY x.seq DESC LIMIT 1) e ON true
            WHERE y.owner_id = h.owner_id AND y.currency = h.currency AND y.name = h.wallet GROUP BY y.id) w ON true
     WHERE h.run = of_run AND h.minor IS NOT NULL AND g.run = h.run AND g.owner_id = h.owner_id AND g.currency = h.currency
       AND g.wallet = h.wallet AND g.followed <> CASE WHEN w.id IS NOT NULL AND coalesce(w.cash, 0) = g.minor THEN g.changed ELSE -1 END;
    UPDATE run SET compared_at = found_at, taken_over_at = coalesce(taken_over_at, found_at) WHERE number = of_run;
    RETURN found;
  END $onebook$`;
}
