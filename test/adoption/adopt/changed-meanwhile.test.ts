import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { untilBlocked } from '../../support/until.js';
import { importLegacy } from '../legacy/imported.js';
import { openSession } from '../legacy/old-system.js';
import { createLegacy, TWO_COLUMNS } from '../legacy/two-balance-columns.js';

/* Another transaction changes a column of a row that a statement has found and waits for. */

let other: Client;
let session: Client;

// Before the book of this file goes.
afterAll(async () => {
  await other.end();
  await session.end();
});
const at = useBook();

beforeAll(async () => {
  const keep = ['run_earnings', 'pay_in_sql', 'pay_and_log', 'paid_in_sql'];
  const connection = await BulkConnection.open({
    ...{ url: at.database.url, book: 'book', name: 'test' },
  });
  await createLegacy(at.owner);
  await at.owner.query(`
    ALTER TABLE legacy.users ADD COLUMN points integer NOT NULL DEFAULT 6, ADD COLUMN email text UNIQUE;
    CREATE VIEW legacy.open_users AS SELECT * FROM legacy.users WHERE username <> 'blocked';
    CREATE FUNCTION legacy.pay_in_sql() RETURNS void LANGUAGE sql AS $f$
      UPDATE legacy.users SET balance = balance + 1 WHERE id = 18 AND username <> 'blocked' $f$;
    CREATE FUNCTION legacy.pay_and_ask() RETURNS void LANGUAGE plpgsql AS $f$
    BEGIN PERFORM legacy.pay_in_sql(); END $f$;
    CREATE FUNCTION legacy.paid_in_sql() RETURNS integer LANGUAGE sql AS $f$
      UPDATE legacy.users SET balance = balance + 1 WHERE id = 18 AND username <> 'blocked'; SELECT 33 $f$;
    CREATE FUNCTION legacy.pay_and_log_in() RETURNS void LANGUAGE plpgsql AS $f$
    BEGIN UPDATE legacy.users SET last_login = now() WHERE id = (SELECT legacy.paid_in_sql()); END $f$;
    CREATE FUNCTION legacy.pay_and_log() RETURNS void LANGUAGE plpgsql AS $f$
    BEGIN UPDATE legacy.users SET balance = balance + 1 WHERE id = 18 AND true; PERFORM 1; END $f$`);
  await importLegacy(at.database.url, TWO_COLUMNS);
  await adopt({ connection, book: 'book', mapping: { ...TWO_COLUMNS, adopt: { drop: [], keep } } });
  await connection.close();
  other = await openSession(at.database.url);
  session = await openSession(at.database.url);
});
beforeEach(async () => {
  await at.owner.query(`UPDATE legacy.users SET username = 'user ' || id, points = 6 WHERE true`);
});
afterEach(async () => {
  await other.query('ROLLBACK');
  await session.query('ROLLBACK');
});

/** How many rows a statement changed, or its SQLSTATE, if a change was committed while it waited. */
async function outcomeOf(statement: string, change: string): Promise<unknown> {
  await other.query('BEGIN');
  // It holds the balance, for which the statement waits.
  await other.query(`UPDATE legacy.users SET balance = balance + 1, ${change} WHERE id = 18`);
  const sent = session.query(statement).then(
    ({ rowCount }) => rowCount,
    (error: unknown) => (error as { code: string }).code,
  );
  await untilBlocked(at.owner);
  await other.query('COMMIT');
  return sent;
}
const points = async (): Promise<unknown> =>
  (await at.owner.query('SELECT points FROM legacy.users WHERE id = 18')).rows[0];

const BLOCKED = `username = 'blocked'`;
const AGAIN = '40001';
const PAY = 'SET balance = balance + 1';

test.each([
  ['that does not name it', `UPDATE legacy.users ${PAY} WHERE id = 18`, 1],
  ['with quoted names', `UPDATE "legacy"."users" SET "balance" = "balance" + 1 WHERE "id" = 18`, 1],
  ['behind a comment', `/* app */ UPDATE legacy.users AS u ${PAY} WHERE u.id = 18`, 1],
  ['in a function in PL/pgSQL', 'SELECT legacy.pay_and_log()', 1],
  ['that sets it', `UPDATE legacy.users ${PAY}, username = 'x' WHERE id = 18`, 1],
  [
    'that depends on it',
    `UPDATE legacy.users ${PAY} WHERE id = 18 AND username <> 'blocked'`,
    AGAIN,
  ],
  ['of a view with a condition on it', `UPDATE legacy.open_users ${PAY} WHERE id = 18`, AGAIN],
  ['in a function in SQL', 'SELECT legacy.pay_in_sql() /* UPDATE legacy.users */', AGAIN],
  ['in a function in SQL that PL/pgSQL calls', 'SELECT legacy.pay_and_ask()', AGAIN],
  ['in a function in SQL within another UPDATE', 'SELECT legacy.pay_and_log_in()', AGAIN],
  [
    'of the row as a whole',
    `UPDATE legacy.users u ${PAY} WHERE id = 18 AND u::text NOT LIKE '%blocked%'`,
    AGAIN,
  ],
  [
    'of the whole row by the name of the table',
    `UPDATE legacy.users ${PAY} WHERE id = 18 AND users::text <> ''`,
    AGAIN,
  ],
  ['of all columns', `UPDATE legacy.users u ${PAY} WHERE id = 18 AND concat(u.*) <> ''`, AGAIN],
] as const)(
  'a statement %s meets a column that changed meanwhile',
  async (_, statement, expected) => {
    expect(await outcomeOf(statement, BLOCKED)).toBe(expected);
  },
);

test.each([
  ['points + 1', 1, 8],
  ['points - 2 * 3 + 10', 1, 11],
  ['points + 1 & 7', AGAIN, 7],
  ['points + 1 > 2 AND true)::int + (1 = 1', AGAIN, 7],
  ['points + 1 --1,\n & 7', AGAIN, 7],
  ['points + id', AGAIN, 7],
] as const)(
  'a number that changed meanwhile becomes %s only if that is a sum',
  async (sum, expected, after) => {
    const value = sum.includes(')') ? `(${sum})::int` : sum;
    expect(
      await outcomeOf(
        `UPDATE legacy.users ${PAY}, points = ${value} WHERE id = 18`,
        'points = points + 1',
      ),
    ).toBe(expected);
    expect(await points()).toEqual({ points: after });
  },
);

test.each([
  ['UPDATE "legacy"."users" SET "username" = $1 WHERE "id" = $2', true],
  ['UPDATE legacy.users SET username = $1 || $$ x $$ WHERE "id" = $2', true],
  ['UPDATE legacy.users SET username = $1 WHERE $2 = id', true],
  ['UPDATE legacy.users u SET username = $1 WHERE username <> $1 AND u.id = $2::int', true],
  ['UPDATE legacy.users SET username = $1 WHERE id = ANY (ARRAY[$2::int])', false],
  ['UPDATE legacy.users SET email = $1 WHERE last_login IS NULL AND id > $2', false],
] as const)(
  '%s waits for statements that reach many rows only if it is one (%s)',
  async (statement, isOne) => {
    await other.query('BEGIN');
    await other.query('UPDATE legacy.users SET last_login = now() WHERE id < 0');
    const sent = session.query(statement, ['x', isOne ? 18 : 900]).then(() => true);
    const first = await Promise.race([sent, untilBlocked(at.owner).then(() => false)]);
    await other.query('ROLLBACK');
    await sent;
    expect(first).toBe(isOne);
  },
);

test('an adjustment names the statement that EXECUTE carried out', async () => {
  await session.query('PREPARE u AS UPDATE legacy.users SET balance = balance + 3 WHERE id = 5');
  await session.query('EXECUTE u');
  const { rows } = await at.owner.query<{ statement: string }>(
    `SELECT t.details ->> 'statement' AS statement FROM book.transaction t JOIN book.wallet w ON w.id = t.wallet_id
      WHERE w.owner_id = '5' AND t.kind = 'ADJUSTMENT' ORDER BY t.created_at DESC LIMIT 1`,
  );
  expect(rows[0]?.statement).toContain(
    'UPDATE legacy.users SET balance = balance + $? WHERE id = $?',
  );
});
