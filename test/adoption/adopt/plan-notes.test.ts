import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { adoptedSchema } from '../../../src/adoption/adopt/adopted-schema.js';
import { planAsText } from '../../../src/adoption/adopt/plan-text.js';
import { planAdoption } from '../../../src/adoption/adopt/plan.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection, inTransaction } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, twoColumns } from '../legacy/old-system.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let mapping: Mapping;
let tests = 0;

beforeEach(async () => {
  tests += 1;
  mapping = twoColumns(`test-${tests}`);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await importLegacy(at.database.url, mapping);
});
afterEach(async () => {
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});

async function planned(): Promise<string[]> {
  const plan = await inTransaction(connection.source, async (sql) => {
    await sql.query('SET LOCAL search_path = book, pg_temp');
    return planAdoption(sql, adoptedSchema('book'), 'book', mapping);
  });
  return planAsText(plan).split('\n');
}

async function agree(): Promise<void> {
  await at.owner.query('UPDATE legacy.users SET wallet_balance = balance');
}

test('the plan counts the wallets of the first source that have money and no row', async () => {
  const about = async (): Promise<string[]> =>
    (await planned()).filter((line) => line.startsWith('Without a row'));
  expect(await about()).toEqual([]);
  // User 32 has nothing.
  await at.owner.query('DELETE FROM legacy.users WHERE id IN (5, 18, 32)');
  expect(await about()).toEqual([
    'Without a row in users.balance: 2 wallets of the same name in the book (5, 18), with 613.00 USD in all. A new row of such an owner shows that money and can spend it. If the row was deleted, take the money out of the wallet first.',
  ]);
});

test('the plan says which rows of another column get another number, and names the largest', async () => {
  const lines = await planned();
  const first = lines.findIndex((line) => line.includes('users.wallet_balance will show'));
  expect(lines.slice(first, first + 7)).toEqual([
    '14 rows of users.wallet_balance will show another number, by 88.00 USD in all: that of users.balance. --undo leaves that number, and does not bring the old one back.',
    '  12: 129.00 becomes 144.00',
    '  13: 16.00 becomes 31.00',
    '  14: 16.00 becomes 31.00',
    '  5: 500.00 becomes 509.00',
    '  18: 96.00 becomes 104.00',
    '  … and 9 more',
  ]);
  await agree();
  expect((await planned()).join()).not.toContain('another number');
});

test('the plan compares another column with what the first source has by now, and not with the book', async () => {
  await agree();
  await at.owner.query(
    `ALTER TABLE legacy.users ALTER COLUMN wallet_balance DROP NOT NULL;
     UPDATE legacy.users SET balance = 7 WHERE id = 18;
     UPDATE legacy.users SET wallet_balance = -3 WHERE id = 32;
     UPDATE legacy.users SET wallet_balance = NULL WHERE id = 3`,
  );
  const lines = await planned();
  expect(lines).toContain(
    '3 rows of users.wallet_balance will show another number, by 104.00 USD in all: that of users.balance. --undo leaves that number, and does not bring the old one back.',
  );
  expect(lines.filter((line) => line.includes(' becomes ') && line.startsWith('  '))).toEqual([
    '  18: 104.00 becomes 7.00',
    '  3: NULL becomes 4.00',
    '  32: -3.00 becomes 0.00',
  ]);
});

test('the plan names triggers of the table that fire for a balance column or judge one', async () => {
  await at.owner.query(`
    CREATE FUNCTION legacy.nothing() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$;
    CREATE TRIGGER fires AFTER UPDATE OF username, balance ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.nothing();
    CREATE TRIGGER judges AFTER UPDATE ON legacy.users FOR EACH ROW WHEN (OLD.balance <> NEW.balance) EXECUTE FUNCTION legacy.nothing();
    CREATE TRIGGER judges_all AFTER UPDATE ON legacy.users FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION legacy.nothing();
    CREATE TRIGGER other AFTER UPDATE OF username ON legacy.users FOR EACH ROW WHEN (OLD.username <> NEW.username) EXECUTE FUNCTION legacy.nothing()`);
  const end = 'a change of the balance no longer does that, as the table behind keeps its number.';
  expect((await planned()).filter((line) => line.startsWith('Trigger'))).toEqual([
    `Trigger fires on legacy.users fires for UPDATE OF balance: ${end}`,
    `Trigger judges on legacy.users has a condition on balance: ${end}`,
    `Trigger judges_all on legacy.users has a condition on balance: ${end}`,
    `Trigger judges_all on legacy.users has a condition on wallet_balance: ${end}`,
  ]);
});

test('an adoption is refused if a view of the table locks what it reads', async () => {
  await at.owner.query(`
    CREATE VIEW legacy.taken AS SELECT id, balance FROM legacy.users FOR UPDATE;
    CREATE VIEW legacy.shown AS SELECT id, 'FOR UPDATE' AS what FROM legacy.users`);
  await expect(planned()).rejects.toThrow(
    'view legacy.taken locks what it reads (FOR UPDATE or FOR SHARE), and would no longer lock balances: make it again without, and say so in the statements that read it',
  );
  await expect(planned()).rejects.not.toThrow('legacy.shown');
});
