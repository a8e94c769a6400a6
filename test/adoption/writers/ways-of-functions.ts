import type { Way } from './ways.js';

const fn = (body: string, more = '', name = 'legacy.f'): string =>
  `CREATE FUNCTION ${name}() RETURNS void LANGUAGE plpgsql ${more} AS $f$ BEGIN ${body} END $f$;`;
const sqlFn = (body: string): string =>
  `CREATE FUNCTION legacy.f() RETURNS void LANGUAGE sql AS $f$ ${body} $f$;`;
const RUN = 'SELECT legacy.f();';
const writes = (creates: string, finds = 'legacy.f()'): Way => ({
  creates,
  uses: RUN,
  finds: [finds],
});
const harmless = (creates: string): Way => ({ creates, uses: RUN, finds: [] });
const unsure = (creates: string): Way => ({ ...writes(creates), isUncertain: true });

export const FUNCTIONS: Readonly<Record<string, Way>> = {
  'a function that only an application calls': writes(fn('UPDATE legacy.users SET balance = 0;')),
  'a function with comments and capitals between the words': writes(
    fn('UpDate /* the */ ONLY Legacy . Users -- it\n AS u SeT\n BALANCE = 0;'),
  ),
  'several columns at once': writes(
    sqlFn(`UPDATE legacy.users u SET (status, balance) = (SELECT 'a', 0);`),
  ),
  'a later column, behind a CASE and a comparison': writes(
    sqlFn(
      `UPDATE legacy.users SET status = CASE WHEN id IS DISTINCT FROM 1 THEN 'a' ELSE 'b' END, balance = 3;`,
    ),
  ),
  'an UPDATE in a CTE': writes(
    sqlFn(
      'WITH c AS (UPDATE legacy.users SET balance = 1 RETURNING id) INSERT INTO legacy.audit (note) SELECT id FROM c;',
    ),
  ),
  'an INSERT with the column': writes(
    sqlFn('INSERT INTO legacy.users (id, balance) VALUES (9, 1);'),
  ),
  'an INSERT without columns': writes(sqlFn(`INSERT INTO legacy.users VALUES (9, 'a', 7);`)),
  'an INSERT whose conflict updates': writes(
    sqlFn(
      `INSERT INTO legacy.users AS u (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET balance = u.balance + 1;`,
    ),
  ),
  'a MERGE that updates': writes(
    sqlFn(
      'MERGE INTO legacy.users u USING legacy.tenants t ON t.id = u.id WHEN MATCHED THEN UPDATE SET balance = 0;',
    ),
  ),
  'a MERGE that deletes': writes(
    sqlFn(
      'MERGE INTO legacy.users u USING legacy.tenants t ON t.id = u.id WHEN MATCHED THEN DELETE;',
    ),
  ),
  'a DELETE': writes(sqlFn('DELETE FROM legacy.users WHERE id = 1;')),
  'a TRUNCATE among other tables': writes(sqlFn('TRUNCATE legacy.audit, legacy.users;')),
  'an ALTER TABLE of the column': writes(
    fn('ALTER TABLE legacy.users ALTER COLUMN balance TYPE numeric USING balance * 2;'),
  ),
  'quoted names': writes(sqlFn('UPDATE "legacy"."Accounts" SET "Balance" = 0;')),
  'BEGIN ATOMIC': writes(
    'CREATE FUNCTION legacy.f() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE legacy.users SET balance = 0; END;',
  ),
  'SECURITY DEFINER with a search path of its own': writes(
    fn('UPDATE users SET balance = 0;', 'SECURITY DEFINER SET search_path = legacy, pg_temp'),
  ),
  'a writer in another schema': {
    ...writes(fn('UPDATE legacy.users SET balance = 0;', '', 'shop.f'), 'shop.f()'),
    uses: 'SELECT shop.f();',
  },
  'an unqualified name with the schema on the path of the session': {
    ...writes(fn('UPDATE users SET balance = 0;')),
    uses: 'SET LOCAL search_path = legacy; SELECT legacy.f();',
  },
  'an automatically updatable view, with the column under another name': writes(
    `CREATE VIEW shop.wallet AS SELECT id AS who, balance AS money FROM legacy.users; ${fn('UPDATE shop.wallet SET money = 0;')}`,
  ),
  'a view of a view': writes(
    `CREATE VIEW shop.a AS SELECT id, balance AS money FROM legacy.users; CREATE VIEW shop.b AS SELECT money AS m FROM shop.a; ${fn('UPDATE shop.b SET m = 0;')}`,
  ),
  'a statement in a literal': writes(fn(`EXECUTE 'UPDATE legacy.users SET balance = 0';`)),
  'a statement whose table is a literal of format': writes(
    fn(`EXECUTE format('UPDATE %I.%I SET %I = $1', 'legacy', 'users', 'balance') USING 0;`),
  ),
  'a statement that is put together from pieces': writes(
    fn(`EXECUTE 'UPD' || 'ATE legacy.us' || 'ers SET bal' || 'ance = ' || 0;`),
  ),
  'a statement that a variable collects': writes(
    `CREATE FUNCTION legacy.f() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE q text := 'UPDATE '; BEGIN q := q || 'legacy.users'; q := q || ' SET balance = 0'; EXECUTE q; END $f$;`,
  ),
  'a statement that is selected into a variable': writes(
    `CREATE FUNCTION legacy.f() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE q text; BEGIN SELECT format('UPDATE %s SET balance = 0', 'legacy.users') INTO q; EXECUTE q; END $f$;`,
  ),
  'a DO block in a statement': writes(
    fn(`EXECUTE 'DO $d$ BEGIN UPDATE legacy.users SET balance = 0; END $d$';`),
  ),
  'a table that comes from a loop': unsure(
    fn(
      `DECLARE t text; BEGIN FOR t IN SELECT unnest(ARRAY['legacy.users', 'shop.users']) LOOP EXECUTE 'UPDATE ' || t || ' SET balance = 0'; END LOOP; END;`,
    ),
  ),
  'a statement that comes from a table': {
    ...unsure(
      `CREATE TABLE legacy.todo AS SELECT 'UPDATE legacy.users SET balance = 0' AS q; ${fn(`DECLARE r record; BEGIN FOR r IN SELECT q FROM legacy.todo WHERE q LIKE '%users%' LOOP EXECUTE r.q; END LOOP; END;`)}`,
    ),
  },
  'another language, by its text': {
    creates: `CREATE LANGUAGE plpython3u HANDLER plpgsql_call_handler; CREATE FUNCTION legacy.f() RETURNS void LANGUAGE plpython3u AS $f$ plpy.execute("""UPDATE legacy.users
    SET balance = 0""") $f$;`,
    finds: ['legacy.f()'],
  },

  'a comment that mentions an UPDATE': harmless(
    fn(
      `-- UPDATE legacy.users SET balance = 0;\n /* UPDATE legacy.users SET balance = 1 */ PERFORM 1;`,
    ),
  ),
  'a message that mentions an UPDATE': harmless(
    fn(
      `RAISE NOTICE 'UPDATE legacy.users SET balance = 0'; INSERT INTO legacy.audit (note) VALUES ('DELETE FROM legacy.users');`,
    ),
  ),
  'an UPDATE of other columns that reads the balance': harmless(
    fn(`UPDATE legacy.users SET status = CASE WHEN balance = 0 THEN 'a' END WHERE balance > 1;`),
  ),
  'an UPDATE of another table with a column of the name': harmless(
    fn('UPDATE legacy.audit SET balance = 0 FROM legacy.users u WHERE u.balance = 1;'),
  ),
  'the table of another schema': harmless(fn('UPDATE shop.users SET balance = 0;')),
  'the table of another schema by the search path': harmless(
    fn('UPDATE users SET balance = 0;', 'SET search_path = shop, legacy'),
  ),
  'quoted names that differ in case': harmless(sqlFn('UPDATE legacy."Accounts" SET balance = 0;')),
  'SELECT FOR UPDATE': harmless(
    fn(
      `PERFORM balance FROM legacy.users FOR UPDATE; PERFORM 1 FROM legacy.users u FOR NO KEY UPDATE OF u;`,
    ),
  ),
  'an INSERT that leaves the balance to its default': harmless(
    fn(
      'UPDATE legacy.tenants SET rate = 2; INSERT INTO legacy.transactions (amount) SELECT balance FROM legacy.users;',
    ),
  ),
  'a statement that reads at run time': harmless(
    fn(
      `DECLARE n numeric; BEGIN EXECUTE format('SELECT sum(balance) FROM %I.%I', 'legacy', 'users') INTO n; END;`,
    ),
  ),
  'a statement of another table at run time': harmless(
    fn(`EXECUTE format('UPDATE %I.%I SET rate = 0', 'legacy', 'tenants');`),
  ),
  'COPY to a file and a temporary table': harmless(
    fn(
      'CREATE TEMP TABLE keep AS SELECT id, balance FROM legacy.users; UPDATE keep SET balance = 0;',
    ),
  ),
  'a local variable with the name of the column': harmless(
    fn(
      'DECLARE balance numeric; BEGIN balance := 0; SELECT u.balance INTO balance FROM legacy.users u LIMIT 1; END;',
    ),
  ),
};

/** Functions of an ordinary system, none of which writes a balance. */
export const ORDINARY: readonly string[] = Array.from({ length: 40 }, (_, at) => {
  const bodies = [
    `PERFORM sum(balance) FROM legacy.users;`,
    `INSERT INTO legacy.audit (note, balance) SELECT 'balance of users', balance FROM legacy.users;`,
    `UPDATE legacy.users SET last_login = now() WHERE balance >= 0;`,
    `UPDATE legacy.transactions SET amount = (SELECT balance FROM legacy.users LIMIT 1);`,
    `EXECUTE format('ANALYZE %I.%I', 'legacy', 'users');`,
    `DELETE FROM legacy.audit WHERE balance < 0;`,
    `EXECUTE 'CREATE TEMP TABLE report_' || ${at} || ' AS SELECT id, balance FROM legacy.users';`,
    `RAISE NOTICE 'UPDATE users SET balance = %', 1;`,
    `EXECUTE format('UPDATE legacy.%I SET amount = 0', 'transactions');`,
    `IF (SELECT balance FROM legacy.users LIMIT 1) = 0 THEN UPDATE shop.users SET balance = 1; END IF;`,
  ];
  return fn(bodies[at % bodies.length] ?? '', '', `legacy.ordinary_${at}`);
});
