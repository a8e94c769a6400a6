/** The old system: users with two balance columns, a table with quoted names, and another schema's users. */
export const LEGACY = `
  CREATE SCHEMA legacy;
  CREATE SCHEMA shop;
  CREATE TABLE legacy.tenants (id integer PRIMARY KEY, rate integer NOT NULL DEFAULT 1);
  CREATE TABLE legacy.users (
    id integer PRIMARY KEY, username text NOT NULL DEFAULT 'x', balance numeric(20, 2) NOT NULL DEFAULT 0,
    wallet_balance numeric(20, 2) NOT NULL DEFAULT 0, status text, tenant_id integer, last_login timestamptz);
  CREATE TABLE legacy."Accounts" (id integer PRIMARY KEY, "Balance" bigint NOT NULL DEFAULT 0, balance text);
  CREATE TABLE legacy.transactions (id serial PRIMARY KEY, user_id integer, amount numeric, type text);
  CREATE TABLE legacy.audit (at timestamptz DEFAULT now(), note text, balance numeric);
  CREATE TABLE shop.users (id integer PRIMARY KEY, balance numeric NOT NULL DEFAULT 0);
  INSERT INTO legacy.tenants VALUES (1), (2);
  INSERT INTO legacy.users (id, balance, wallet_balance, tenant_id) VALUES (1, 10, 10, 1), (2, 20, 20, 2);
  INSERT INTO legacy."Accounts" VALUES (1, 5);
  INSERT INTO shop.users VALUES (1, 7), (2, 7);`;

/** What must be the same before and after, if no writer is found. */
export const BALANCES = `
  SELECT (SELECT json_agg(to_json(u) ORDER BY u.id) FROM (SELECT id, balance, wallet_balance FROM legacy.users) u)::text
      || (SELECT json_agg(to_json(a) ORDER BY a.id) FROM (SELECT id, "Balance" FROM legacy."Accounts") a)::text AS balances`;

export interface Way {
  /** SQL that makes it. */
  readonly creates: string;
  /** SQL that uses it as the old system would. Without it, it cannot be run here. */
  readonly uses?: string;
  /** The qualified names of exactly the writers to find. */
  readonly finds: readonly string[];
  /** The finder can only say that it may write. */
  readonly isUncertain?: true;
}

const plpgsql = (name: string, body: string, returns = 'void', more = ''): string =>
  `CREATE FUNCTION ${name} RETURNS ${returns} LANGUAGE plpgsql ${more} AS $f$ ${body} $f$;`;

const trigger = (
  body: string,
  {
    name = 'charge',
    on = 'legacy.transactions',
    when = 'AFTER INSERT',
    args = '',
    declares = '',
  } = {},
): string =>
  `${plpgsql('legacy.run()', `${declares} BEGIN ${body} RETURN NEW; END`, 'trigger')}
   CREATE TRIGGER ${name} ${when} ON ${on} FOR EACH ROW EXECUTE FUNCTION legacy.run(${args});`;

const PAY = 'INSERT INTO legacy.transactions (user_id, amount) VALUES (1, 5);';
const TOUCH = `UPDATE legacy.users SET status = 'a';`;

export const TRIGGERS: Readonly<Record<string, Way>> = {
  'a trigger on another table, which deducts a second time': {
    creates: trigger(
      'UPDATE legacy.users SET balance = balance - NEW.amount WHERE id = NEW.user_id;',
    ),
    uses: PAY,
    finds: ['legacy.transactions.charge'],
  },
  'a trigger function that calls a function': {
    creates: `${plpgsql('legacy.deduct(who integer, much numeric)', 'BEGIN UPDATE legacy.users SET balance = balance - much WHERE id = who; END')}
      ${trigger('PERFORM legacy.deduct(NEW.user_id, NEW.amount);')}`,
    uses: PAY,
    finds: ['legacy.transactions.charge', 'legacy.deduct(integer,numeric)'],
  },
  'a trigger function that calls a function that calls a function that calls a procedure': {
    creates: `
      CREATE PROCEDURE shop.last(who integer) LANGUAGE sql AS 'UPDATE legacy.users SET wallet_balance = 0 WHERE id = who';
      ${plpgsql('shop.third(who integer)', 'BEGIN CALL shop.last(who); END')}
      ${plpgsql('shop.second(who integer)', 'BEGIN IF who > 0 THEN PERFORM shop.third(who); END IF; END')}
      ${trigger('PERFORM shop.second(NEW.user_id);')}`,
    uses: PAY,
    finds: ['legacy.transactions.charge', 'shop.last(integer)'],
  },
  'a trigger on the table that assigns the column of the new row': {
    creates: trigger('IF NEW.id > 0 THEN NEW.balance := NEW.balance + 1; END IF;', {
      ...{ on: 'legacy.users', when: 'BEFORE UPDATE' },
    }),
    uses: TOUCH,
    finds: ['legacy.users.charge'],
  },
  'a trigger on the table that assigns with an equals sign': {
    creates: trigger('NEW.wallet_balance = NEW.wallet_balance + 1;', {
      ...{ on: 'legacy.users', when: 'BEFORE INSERT OR UPDATE' },
    }),
    uses: TOUCH,
    finds: ['legacy.users.charge'],
  },
  'a trigger on the table that selects into the column of the new row': {
    creates: trigger('SELECT rate + 100 INTO NEW.balance FROM legacy.tenants WHERE id = 1;', {
      ...{ on: 'legacy.users', when: 'BEFORE UPDATE' },
    }),
    uses: TOUCH,
    finds: ['legacy.users.charge'],
  },
  'a trigger on the table that replaces the whole row': {
    creates: trigger(`NEW := jsonb_populate_record(NEW, '{"balance": 3}');`, {
      ...{ on: 'legacy.users', when: 'BEFORE UPDATE' },
    }),
    uses: TOUCH,
    finds: ['legacy.users.charge'],
    isUncertain: true,
  },
  'a trigger on the table that returns another row': {
    creates: `${plpgsql('legacy.run()', 'DECLARE r legacy.users; BEGIN r := NEW; r.balance := 0; RETURN r; END', 'trigger')}
      CREATE TRIGGER charge BEFORE UPDATE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.run();`,
    uses: TOUCH,
    finds: ['legacy.users.charge'],
    isUncertain: true,
  },
  'a trigger on the table that returns the old row for an update': {
    creates: `${plpgsql('legacy.run()', 'BEGIN RETURN OLD; END', 'trigger')}
      CREATE TRIGGER charge BEFORE UPDATE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.run();`,
    finds: ['legacy.users.charge'],
    isUncertain: true,
  },
  'a trigger on the table that keeps the other column equal by a statement': {
    creates: trigger(
      'UPDATE legacy.users SET wallet_balance = NEW.balance + 1 WHERE id = NEW.id;',
      {
        ...{ on: 'legacy.users', when: 'AFTER UPDATE OF status' },
      },
    ),
    uses: TOUCH,
    finds: ['legacy.users.charge'],
  },
  'an INSTEAD OF trigger of a view': {
    creates: `CREATE VIEW shop.wallets AS SELECT id, sum(balance) AS total FROM legacy.users GROUP BY id;
      ${trigger('UPDATE legacy.users SET balance = NEW.total WHERE id = NEW.id;', { on: 'shop.wallets', when: 'INSTEAD OF UPDATE' })}`,
    uses: 'UPDATE shop.wallets SET total = 99 WHERE id = 1;',
    finds: ['shop.wallets.charge'],
  },
  'a trigger whose statement is made of its arguments': {
    creates: trigger(
      `EXECUTE format('UPDATE %I.%I SET %I = 0', 'legacy', TG_ARGV[0], TG_ARGV[1]);`,
      {
        args: `'users', 'balance'`,
      },
    ),
    uses: PAY,
    finds: ['legacy.transactions.charge'],
  },
  'a trigger whose statement is made of variables that hold its arguments': {
    creates: trigger(
      `EXECUTE 'UPDATE legacy.' || quote_ident(tbl) || ' SET ' || col || ' = 0 WHERE id = $1' USING NEW.user_id;`,
      {
        ...{
          args: `'users', 'balance'`,
          declares: 'DECLARE tbl text := TG_ARGV[0]; col text; BEGIN col := TG_ARGV[1]; ',
        },
      },
    ).replace(/; {2}BEGIN EXECUTE/, '; EXECUTE'),
    uses: PAY,
    finds: ['legacy.transactions.charge'],
  },
  'a trigger that gives names to a generic function': {
    creates: `${plpgsql('legacy.bump(tbl text, col text, who integer)', `BEGIN EXECUTE format('UPDATE legacy.%I SET %I = 0 WHERE id = $1', tbl, col) USING who; END`)}
      ${trigger(`PERFORM legacy.bump('users', 'balance', NEW.user_id);`)}`,
    uses: PAY,
    finds: ['legacy.transactions.charge'],
    isUncertain: true,
  },
  'a trigger that hands a statement to a function that executes it': {
    creates: `${plpgsql('legacy.exec(q text)', 'BEGIN EXECUTE q; END')}
      ${trigger(`PERFORM legacy.exec('UPDATE legacy.users SET balance = 0');`)}`,
    uses: PAY,
    finds: ['legacy.transactions.charge'],
  },
  'a disabled trigger': {
    creates: `${trigger('UPDATE legacy.users SET balance = 0;')} ALTER TABLE legacy.transactions DISABLE TRIGGER charge;`,
    finds: ['legacy.transactions.charge'],
  },
  'a constraint trigger at the end of the transaction': {
    creates: `${plpgsql('legacy.run()', 'BEGIN UPDATE legacy.users SET balance = 0; RETURN NULL; END', 'trigger')}
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON legacy.transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION legacy.run();`,
    uses: `${PAY} SET CONSTRAINTS ALL IMMEDIATE;`,
    finds: ['legacy.transactions.late'],
  },
  'an event trigger': {
    creates: `${plpgsql('legacy.ddl()', 'BEGIN UPDATE legacy.users SET balance = 0; END', 'event_trigger')}
      CREATE EVENT TRIGGER on_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION legacy.ddl();`,
    uses: 'CREATE TABLE legacy.x ();',
    finds: ['on_ddl'],
  },
  'a rule on another table': {
    creates: `CREATE RULE charge AS ON INSERT TO legacy.transactions DO ALSO UPDATE legacy.users SET balance = balance - NEW.amount WHERE id = NEW.user_id;`,
    uses: PAY,
    finds: ['legacy.transactions.charge'],
  },
  'a rule on the table itself': {
    creates: `CREATE RULE charge AS ON UPDATE TO legacy.users WHERE NEW.status IS DISTINCT FROM OLD.status DO ALSO UPDATE legacy."Accounts" SET "Balance" = 0;`,
    uses: TOUCH,
    finds: ['legacy.users.charge'],
  },
  'a rule on a view with several actions': {
    creates: `CREATE VIEW shop.pay AS SELECT 1 AS who;
      CREATE RULE charge AS ON INSERT TO shop.pay DO INSTEAD (INSERT INTO legacy.audit (note) VALUES ('x'); UPDATE legacy.users SET wallet_balance = 0);`,
    uses: 'INSERT INTO shop.pay VALUES (1);',
    finds: ['shop.pay.charge'],
  },
  'a generated column': {
    creates: `ALTER TABLE legacy.users DROP COLUMN balance, ADD COLUMN bonus integer DEFAULT 0, ADD COLUMN balance numeric GENERATED ALWAYS AS (bonus * 2) STORED;`,
    uses: 'UPDATE legacy.users SET bonus = 4;',
    finds: ['legacy.users.balance'],
  },
  'a foreign key that deletes rows': {
    creates:
      'ALTER TABLE legacy.users ADD CONSTRAINT of_tenant FOREIGN KEY (tenant_id) REFERENCES legacy.tenants ON DELETE CASCADE;',
    uses: 'DELETE FROM legacy.tenants WHERE id = 1;',
    finds: ['legacy.users.of_tenant'],
  },
  'a foreign key that sets a mapped column': {
    creates: `CREATE TABLE legacy.amounts (amount bigint PRIMARY KEY); INSERT INTO legacy.amounts VALUES (5), (0);
      ALTER TABLE legacy."Accounts" ADD CONSTRAINT of_amount FOREIGN KEY ("Balance") REFERENCES legacy.amounts ON UPDATE CASCADE ON DELETE SET DEFAULT;`,
    uses: 'DELETE FROM legacy.amounts WHERE amount = 5;',
    finds: ['legacy.Accounts.of_amount'],
  },
  'a foreign key that restricts, and one that sets another column': {
    creates: `ALTER TABLE legacy.users ADD CONSTRAINT a FOREIGN KEY (tenant_id) REFERENCES legacy.tenants ON DELETE SET NULL;
      ALTER TABLE legacy.transactions ADD CONSTRAINT b FOREIGN KEY (user_id) REFERENCES legacy.users ON DELETE CASCADE;`,
    uses: 'DELETE FROM legacy.tenants WHERE id = 1;',
    finds: [],
  },
  'a job of pg_cron': {
    creates: `CREATE SCHEMA cron;
      CREATE TABLE cron.job (jobid bigint, schedule text, command text, nodename text, nodeport integer, database text, username text, active boolean, jobname text);
      INSERT INTO cron.job SELECT n, '0 0 * * *', command, 'localhost', 5432, current_database(), current_user, true, jobname
        FROM (VALUES (1, 'UPDATE legacy.users SET balance = balance * 1.01', 'interest'), (2, 'VACUUM legacy.users', 'clean')) j (n, command, jobname);`,
    finds: ['cron.job.interest'],
  },
};
