import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { undoAdoption } from '../../../src/adoption/adopt/undo.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem } from '../legacy/old-system.js';
import { mappingOf, tableSource } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let wallet = '';
let tests = 0;

beforeEach(async () => {
  tests += 1;
  wallet = `test-${tests}`;
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await at.owner.query(`
    CREATE SCHEMA shop;
    CREATE TABLE shop.members (id integer PRIMARY KEY, balance numeric(20, 2), note text);
    CREATE TABLE shop.orders (id serial PRIMARY KEY, member_id integer NOT NULL, amount numeric(20, 2) NOT NULL);
    INSERT INTO shop.members (id, balance) VALUES (1, 500), (2, 50), (3, 0), (4, 0)`);
  await importLegacy(at.database.url, mapping());
  await at.owner.query('UPDATE shop.members SET balance = NULL WHERE balance = 0');
});
afterEach(async () => {
  await connection.close();
  await dropOldSystem(at.owner, 'shop');
});

function mapping(adoptPart: Partial<Mapping['adopt']> = {}): Mapping {
  const source = tableSource('members.balance', 'balance', {
    ...{ table: 'shop.members', currency: { constant: 'IDR' }, wallet: { constant: wallet } },
  });
  return { ...mappingOf(source), adopt: { drop: [], keep: [], ...adoptPart } };
}

const carryOut = (adoptPart: Partial<Mapping['adopt']> = {}) =>
  adopt({ connection, book: 'book', mapping: mapping(adoptPart) });
const undo = () => undoAdoption(connection, 'book');

async function rowsOf(statement: string): Promise<readonly object[]> {
  return (await at.owner.query<object>(statement)).rows;
}

test('views that were made over the adopted view read the table after undoing, with their rights', async () => {
  await at.owner.query('CREATE VIEW shop.early AS SELECT id, balance FROM shop.members');
  await carryOut();
  await at.owner.query(`
    DROP VIEW shop.early;
    CREATE VIEW shop.rich AS SELECT id, balance FROM shop.members WHERE balance >= 100;
    CREATE VIEW shop.richest WITH (security_invoker = true) AS SELECT max(balance) AS balance FROM shop.rich;
    GRANT SELECT ON shop.rich TO pg_monitor`);
  await undo();
  await at.owner.query('UPDATE shop.members SET balance = 700 WHERE id = 2');
  expect(await rowsOf('SELECT id, balance FROM shop.rich ORDER BY id')).toEqual([
    { id: 1, balance: '500.00' },
    { id: 2, balance: '700.00' },
  ]);
  expect(await rowsOf('SELECT balance FROM shop.richest')).toEqual([{ balance: '700.00' }]);
  expect(
    await rowsOf(`SELECT has_table_privilege('pg_monitor', 'shop.rich', 'SELECT') AS reads,
                         to_regclass('shop.early') AS early`),
  ).toEqual([{ reads: true, early: null }]);
});

test.each([
  [
    'a materialized view',
    'CREATE MATERIALIZED VIEW shop.kept AS SELECT * FROM shop.members',
    'materialized view shop.kept',
  ],
  [
    'a function that takes a row',
    'CREATE FUNCTION shop.name(shop.members) RETURNS text LANGUAGE sql AS $f$ SELECT $1.note $f$',
    'function shop.name(shop.members',
  ],
  [
    'a rule of another table',
    'CREATE RULE paid AS ON INSERT TO shop.orders DO ALSO UPDATE shop.members SET note = $$paid$$ WHERE id = NEW.member_id',
    'rule paid on table shop.orders',
  ],
  [
    'a trigger',
    `CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$;
     CREATE TRIGGER own AFTER UPDATE ON shop.members FOR EACH STATEMENT EXECUTE FUNCTION shop.note()`,
    'trigger own on view',
  ],
])('undoing is refused while %s is over the view, and changes nothing', async (_, made, named) => {
  await carryOut();
  await at.owner.query(made);
  await expect(undo()).rejects.toThrow(named);
  await expect(undo()).rejects.toThrow('Drop it first, and make it again afterwards');
  expect(
    await rowsOf(`SELECT relkind::text FROM pg_class WHERE oid = 'shop.members'::regclass`),
  ).toEqual([{ relkind: 'v' }]);
});

test('a balance that was NULL stays so if the book has nothing for it, and is what the book has otherwise', async () => {
  await carryOut();
  await at.owner.query(`
    UPDATE shop.members SET balance = balance + 7 WHERE id = 3;
    INSERT INTO shop.members (id, balance) VALUES (5, 0);
    UPDATE shop.members SET balance = 0 WHERE id = 2`);
  expect(await undo()).toMatchObject({ changed: 2 });
  expect(await rowsOf('SELECT id, balance FROM shop.members ORDER BY id')).toEqual([
    { id: 1, balance: '500.00' },
    { id: 2, balance: '0.00' },
    { id: 3, balance: '7.00' },
    { id: 4, balance: null },
    { id: 5, balance: '0.00' },
  ]);
});

/** What writes the balance by itself, with what `--undo` has to bring back of it. */
const WRITERS: readonly (readonly [name: string, made: string, definition: string])[] = [
  [
    'charge',
    `CREATE FUNCTION shop.charge(member integer, amount numeric DEFAULT 1) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET work_mem = '8MB' AS $f$
     BEGIN UPDATE shop.members SET balance = balance - amount WHERE id = member; END $f$;
     REVOKE ALL ON FUNCTION shop.charge FROM PUBLIC; GRANT EXECUTE ON FUNCTION shop.charge TO pg_monitor;
     ALTER FUNCTION shop.charge OWNER TO pg_database_owner; COMMENT ON FUNCTION shop.charge IS 'it charges'`,
    `SELECT pg_get_functiondef(p.oid) AS definition, p.proowner::regrole::text AS owner, p.proacl::text AS acl, obj_description(p.oid) AS comment
       FROM pg_proc p WHERE p.oid = to_regproc('shop.charge')`,
  ],
  [
    'pay_out',
    `CREATE PROCEDURE shop.pay_out(amount numeric) LANGUAGE sql AS $p$ UPDATE shop.members SET balance = balance - amount $p$`,
    `SELECT pg_get_functiondef(p.oid) AS definition, p.proowner::regrole::text AS owner, p.proacl::text AS acl
       FROM pg_proc p WHERE p.oid = to_regproc('shop.pay_out')`,
  ],
  [
    'deduct',
    `CREATE RULE deduct AS ON INSERT TO shop.orders DO ALSO UPDATE shop.members SET balance = balance - NEW.amount WHERE id = NEW.member_id;
     ALTER TABLE shop.orders ENABLE ALWAYS RULE deduct; COMMENT ON RULE deduct ON shop.orders IS 'it deducts'`,
    `SELECT pg_get_ruledef(r.oid) AS definition, r.ev_enabled, obj_description(r.oid) AS comment FROM pg_rewrite r
      WHERE r.rulename = 'deduct' AND r.ev_class = to_regclass('shop.orders')`,
  ],
  [
    'refund',
    `CREATE FUNCTION shop.refunded() RETURNS trigger LANGUAGE plpgsql AS $f$
     BEGIN UPDATE shop.members SET balance = balance + OLD.amount WHERE id = OLD.member_id; RETURN NULL; END $f$;
     CREATE CONSTRAINT TRIGGER refund AFTER DELETE ON shop.orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
       WHEN (OLD.amount > 0) EXECUTE FUNCTION shop.refunded();
     ALTER TABLE shop.orders ENABLE REPLICA TRIGGER refund; COMMENT ON TRIGGER refund ON shop.orders IS 'it refunds'`,
    `SELECT pg_get_triggerdef(t.oid) AS definition, t.tgenabled, obj_description(t.oid) AS comment FROM pg_trigger t
      WHERE t.tgname = 'refund' AND t.tgrelid = to_regclass('shop.orders')`,
  ],
  [
    'shop.members.floor_of',
    `CREATE FUNCTION shop.floor_of() RETURNS trigger LANGUAGE plpgsql AS $f$
     BEGIN NEW.balance := greatest(NEW.balance, 0); RETURN NEW; END $f$;
     CREATE TRIGGER floor_of BEFORE UPDATE OF balance ON shop.members FOR EACH ROW EXECUTE FUNCTION shop.floor_of()`,
    `SELECT pg_get_triggerdef(t.oid) AS definition, t.tgenabled FROM pg_trigger t
      WHERE t.tgname = 'floor_of' AND t.tgrelid IN (to_regclass('shop.members'), to_regclass('shop.members_behind_onebook'))`,
  ],
  [
    'watch',
    `CREATE FUNCTION shop.watched() RETURNS event_trigger LANGUAGE plpgsql AS $f$
     BEGIN IF false THEN UPDATE shop.members SET balance = 0; END IF; END $f$;
     CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION shop.watched();
     ALTER EVENT TRIGGER watch DISABLE; COMMENT ON EVENT TRIGGER watch IS 'it watches'`,
    `SELECT e.evtevent, e.evtenabled, e.evttags, e.evtfoid::regproc::text AS called, obj_description(e.oid, 'pg_event_trigger') AS comment
       FROM pg_event_trigger e WHERE e.evtname = 'watch'`,
  ],
];

test.each(WRITERS)('undoing brings a dropped %s back as it was', async (name, made, definition) => {
  await at.owner.query(made);
  const before = await rowsOf(definition);
  expect(before).toHaveLength(1);
  await carryOut({ drop: [name] });
  expect(await rowsOf(definition)).toEqual([]);
  const { restored } = await undo();
  expect(restored).toHaveLength(1);
  expect(await rowsOf(definition)).toEqual(before);
  // It writes again, so it has to be named again.
  await expect(carryOut()).rejects.toThrow('name it in the mapping');
});

test('a rule that is kept is over the view while the table is adopted, and over the table again', async () => {
  await at.owner.query(
    'CREATE RULE deduct AS ON INSERT TO shop.orders DO ALSO UPDATE shop.members SET balance = balance - NEW.amount WHERE id = NEW.member_id',
  );
  await carryOut({ keep: ['deduct'] });
  const balance = 'SELECT balance FROM shop.members WHERE id = 1';
  await at.owner.query('INSERT INTO shop.orders (member_id, amount) VALUES (1, 100)');
  expect(await rowsOf(balance)).toEqual([{ balance: '400.00' }]);
  await undo();
  await at.owner.query('INSERT INTO shop.orders (member_id, amount) VALUES (1, 100)');
  expect(await rowsOf(balance)).toEqual([{ balance: '300.00' }]);
});
