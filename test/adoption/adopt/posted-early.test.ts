import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
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
  mapping = {
    ...twoColumns(`test-${tests}`),
    adopt: { drop: [], keep: ['run_earnings', 'pay_order'] },
  };
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await at.owner.query(`
    CREATE TABLE legacy.orders (id serial PRIMARY KEY, user_id integer, amount numeric);
    CREATE FUNCTION legacy.pay_order() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN UPDATE legacy.users SET wallet_balance = wallet_balance + NEW.amount WHERE id = NEW.user_id; RETURN NULL; END $f$;
    CREATE CONSTRAINT TRIGGER pay_order AFTER INSERT ON legacy.orders
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION legacy.pay_order()`);
  await importLegacy(at.database.url, mapping);
  await adopt({ connection, book: 'book', mapping });
});
afterEach(async () => {
  await at.owner.query('ROLLBACK');
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});

/** The balance of user 18, which was 104, after a transaction; or the constraint that refused it. */
async function balanceAfter(...statements: string[]): Promise<string | undefined> {
  try {
    for (const statement of ['BEGIN', ...statements, 'COMMIT']) await at.owner.query(statement);
  } catch (error) {
    return (error as { constraint?: string }).constraint;
  }
  const { rows } = await at.owner.query<{ balance: string; wallet_balance: string }>(
    'SELECT balance, wallet_balance FROM legacy.users WHERE id = 18',
  );
  expect(rows[0]?.wallet_balance).toBe(rows[0]?.balance);
  return rows[0]?.balance;
}
const set = (column: string, amount: string): string =>
  `UPDATE legacy.users SET ${column} = ${column} + ${amount} WHERE id = 18`;
const order = (amount: number): string =>
  `INSERT INTO legacy.orders (user_id, amount) VALUES (18, ${amount})`;
const NOW = 'SET CONSTRAINTS ALL IMMEDIATE';

test.each([
  ['a deferred trigger that writes the other column, after', [set('balance', '10'), order(10)]],
  ['a deferred trigger that writes the other column, before', [order(10), set('balance', '10')]],
  ['an UPDATE after SET CONSTRAINTS', [set('balance', '10'), NOW, set('wallet_balance', '10')]],
  [
    'both columns after SET CONSTRAINTS',
    [
      set('balance', '4'),
      set('wallet_balance', '4'),
      NOW,
      set('balance', '6'),
      set('wallet_balance', '6'),
    ],
  ],
  [
    'the other column after another row was posted',
    [
      set('balance', '10'),
      NOW,
      'UPDATE legacy.users SET balance = balance + 1, wallet_balance = wallet_balance + 1 WHERE id = 5',
      NOW,
      set('wallet_balance', '10'),
    ],
  ],
  [
    'the other column after a savepoint whose posting is rolled back',
    ['SAVEPOINT s', set('balance', '10'), NOW, 'ROLLBACK TO s', set('wallet_balance', '10')],
  ],
] as const)('what two columns say alike counts once (%s)', async (_, statements) => {
  expect(await balanceAfter(...statements)).toBe('114.00');
});

test('a later transaction of the session counts by itself', async () => {
  expect(await balanceAfter(set('balance', '10'), NOW)).toBe('114.00');
  expect(await balanceAfter(set('wallet_balance', '10'), NOW)).toBe('124.00');
});

test('what a deferred trigger says otherwise than the columns before is refused at the commit', async () => {
  expect(await balanceAfter(set('balance', '10'), order(5))).toBe('onebook_one_balance');
});

test('a row that is deleted after its change was posted takes the whole balance with it', async () => {
  await balanceAfter(set('balance', '10'), NOW, 'DELETE FROM legacy.users WHERE id = 18').catch(
    () => undefined,
  );
  const { rows } = await at.owner.query(
    `SELECT sum(e.amount)::int AS cash FROM book.wallet w JOIN book.account a ON a.wallet_id = w.id
       JOIN book.entry e ON e.account_id = a.id WHERE w.owner_id = '18' AND w.name = 'test-${tests}'`,
  );
  expect(rows).toEqual([{ cash: 0 }]);
});
