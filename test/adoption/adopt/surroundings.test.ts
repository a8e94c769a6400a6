import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
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
let legacy: Client;
let wallet = '';
let tests = 0;

/** The system that deducted a purchase twice: once in its controller, once by this trigger. */
const SHOP = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.members (id integer PRIMARY KEY, balance numeric(20, 2) NOT NULL DEFAULT 0, note text);
  CREATE TABLE shop.transactions (id serial PRIMARY KEY, member_id integer NOT NULL, amount numeric(20, 2) NOT NULL);
  CREATE FUNCTION shop.auto_update_balance() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    UPDATE shop.members SET balance = balance - NEW.amount WHERE id = NEW.member_id;
    RETURN NEW;
  END $f$;
  CREATE TRIGGER trigger_auto_update_balance AFTER INSERT ON shop.transactions
    FOR EACH ROW EXECUTE FUNCTION shop.auto_update_balance();
  CREATE VIEW shop.rich AS SELECT id, balance FROM shop.members WHERE balance >= 100;
  CREATE VIEW shop.richest AS SELECT max(balance) AS balance FROM shop.rich;
  INSERT INTO shop.members (id, balance) VALUES (1, 500000), (2, 50)`;

beforeEach(async () => {
  tests += 1;
  wallet = `test-${tests}`;
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await at.owner.query(SHOP);
  await importLegacy(at.database.url, mapping());
  legacy = new Client({ connectionString: at.database.url, application_name: 'shop' });
  await legacy.connect();
});
afterEach(async () => {
  await legacy.end();
  await connection.close();
  await dropOldSystem(at.owner, 'shop');
});

function mapping(adoptPart: Partial<Mapping['adopt']> = {}): Mapping {
  const source = tableSource('members.balance', 'balance', {
    ...{ table: 'shop.members', currency: { constant: 'IDR' }, wallet: { constant: wallet } },
  });
  return { ...mappingOf(source), adopt: { drop: [], keep: [], ...adoptPart } };
}

const carryOut = (adoptPart: Partial<Mapping['adopt']>) =>
  adopt({ connection, book: 'book', mapping: mapping(adoptPart) });

/** A purchase as the controller makes it. */
async function purchase(amount: string): Promise<string | undefined> {
  await legacy.query('BEGIN');
  await legacy.query('INSERT INTO shop.transactions (member_id, amount) VALUES (1, $1)', [amount]);
  await legacy.query('UPDATE shop.members SET balance = balance - $1 WHERE id = 1', [amount]);
  await legacy.query('COMMIT');
  const { rows } = await legacy.query<{ balance: string }>(
    'SELECT balance FROM shop.members WHERE id = 1',
  );
  return rows[0]?.balance;
}

test('an adoption is refused until the trigger that deducts a second time is named', async () => {
  await expect(carryOut({})).rejects.toThrow('trigger_auto_update_balance');
  await expect(carryOut({ drop: ['trigger_auto_update_balence'] })).rejects.toThrow(
    'did you mean trigger_auto_update_balance?',
  );
});

test('a dropped trigger deducts no second time, and undoing brings it back', async () => {
  await carryOut({ drop: ['trigger_auto_update_balance'] });
  expect(await purchase('150000')).toBe('350000.00');
  expect(await undoAdoption(connection, 'book')).toMatchObject({
    restored: expect.arrayContaining(['shop.transactions.trigger_auto_update_balance']),
  });
  expect(await purchase('100000')).toBe('150000.00');
});

test('a trigger that is kept writes through the view, as it wrote to the table', async () => {
  await carryOut({ keep: ['trigger_auto_update_balance'] });
  expect(await purchase('150000')).toBe('200000.00');
});

test('views of the table read the book, and the table again after undoing', async () => {
  const richest = async () =>
    (await legacy.query<{ balance: string }>('SELECT balance FROM shop.richest')).rows[0]?.balance;
  await carryOut({ drop: ['trigger_auto_update_balance'] });
  await legacy.query('UPDATE shop.members SET balance = balance + 1 WHERE id = 1');
  expect(await richest()).toBe('500001.00');
  await undoAdoption(connection, 'book');
  expect(await richest()).toBe('500001.00');
  await at.owner.query('UPDATE shop.members SET balance = 7000000 WHERE id = 1');
  expect(await richest()).toBe('7000000.00');
});

test('a function that reads with FOR UPDATE reads the newest balance', async () => {
  await at.owner.query(`
    CREATE FUNCTION shop.seen(member integer) RETURNS numeric LANGUAGE plpgsql AS $f$
    DECLARE seen numeric;
    BEGIN SELECT balance INTO seen FROM shop.members WHERE id = member FOR UPDATE; RETURN seen; END $f$`);
  await carryOut({ drop: ['trigger_auto_update_balance'] });
  await at.owner.query('BEGIN');
  await at.owner.query('UPDATE shop.members SET balance = balance - 400000 WHERE id = 1');
  const waiting = legacy.query<{ seen: string }>('SELECT shop.seen(1) AS seen');
  const early = await Promise.race([
    waiting,
    new Promise((resolve) => setTimeout(resolve, 300, 'waits')),
  ]);
  expect(early).toBe('waits');
  await at.owner.query('COMMIT');
  expect((await waiting).rows).toEqual([{ seen: '100000.00' }]);
});

test.each([
  [
    'a materialized view',
    'CREATE MATERIALIZED VIEW shop.kept AS SELECT * FROM shop.members',
    'materialized view shop.kept reads shop.members',
  ],
  [
    'a function with a bound body',
    'CREATE FUNCTION shop.total() RETURNS numeric BEGIN ATOMIC SELECT sum(balance) FROM shop.members; END',
    'function shop.total() has a body in BEGIN ATOMIC',
  ],
  [
    'a view that PostgreSQL cannot make again',
    'CREATE VIEW shop.grouped AS SELECT id, balance FROM shop.members GROUP BY id',
    'shop.grouped cannot be made again',
  ],
])('an adoption is refused beside %s, and changes nothing', async (_, statement, message) => {
  await at.owner.query(statement);
  await expect(carryOut({ drop: ['trigger_auto_update_balance'] })).rejects.toThrow(message);
  const { rows } = await at.owner.query(
    `SELECT relkind::text FROM pg_class WHERE oid = 'shop.members'::regclass`,
  );
  expect(rows).toEqual([{ relkind: 'r' }]);
});
