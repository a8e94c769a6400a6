import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { untilBlocked } from '../../support/until.js';
import { importLegacy } from '../legacy/imported.js';
import { openSession } from '../legacy/old-system.js';
import { createLegacy, TWO_COLUMNS } from '../legacy/two-balance-columns.js';

/* How a statement locks is read from its text. Each test does so on the real thing: another session holds the row of user 18. */

let holder: Client;
let session: Client;

// Before the book of this file goes.
afterAll(async () => {
  await holder.end();
  await session.end();
});
const at = useBook();

beforeAll(async () => {
  const connection = await BulkConnection.open({
    ...{ url: at.database.url, book: 'book', name: 'test' },
  });
  await createLegacy(at.owner);
  await at.owner.query(`
    CREATE FUNCTION legacy.if_exists() RETURNS numeric LANGUAGE plpgsql AS $f$
    BEGIN IF EXISTS (SELECT balance FROM legacy.users WHERE id = 18 AND balance < 100 FOR UPDATE) THEN RETURN 4; END IF; RETURN 0; END $f$;
    CREATE FUNCTION legacy.returned() RETURNS numeric LANGUAGE plpgsql AS $f$
    BEGIN RETURN (SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE); END $f$;
    CREATE FUNCTION legacy.assigned() RETURNS numeric LANGUAGE plpgsql AS $f$
    DECLARE seen numeric; BEGIN seen := (SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE); RETURN seen; END $f$;
    CREATE FUNCTION legacy.with_a_quote() RETURNS numeric LANGUAGE plpgsql AS $f$
    DECLARE seen numeric; BEGIN
      SELECT balance INTO seen FROM legacy.users WHERE id = 18 AND username <> 'a"
PL/ "
PL/pgSQL function of "' FOR UPDATE;
      RETURN seen; END $f$`);
  await importLegacy(at.database.url, TWO_COLUMNS);
  await adopt({ connection, book: 'book', mapping: TWO_COLUMNS });
  await connection.close();
  await at.owner.query(`
    CREATE FUNCTION legacy.made_later() RETURNS SETOF numeric LANGUAGE sql AS $f$
      SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE $f$;
    CREATE FUNCTION legacy.atomic_later() RETURNS SETOF numeric LANGUAGE sql
      BEGIN ATOMIC SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE; END;
    CREATE FUNCTION legacy.plain_later() RETURNS SETOF numeric LANGUAGE sql AS $f$
      SELECT balance FROM legacy.users WHERE id = 18 $f$`);
  holder = await openSession(at.database.url);
  session = await openSession(at.database.url);
});
afterEach(async () => {
  await holder.query('ROLLBACK');
  await session.query('ROLLBACK');
  await session.query('DISCARD ALL');
});
/**
 * The balance that the last of some statements reads, while another session takes 100 of 104. FOR UPDATE waits for the row of the table behind in any
 * case, so only the number shows whether it also waited for the balance.
 */
async function balanceRead(statements: readonly string[]): Promise<number> {
  await at.owner.query('UPDATE legacy.users SET balance = 104 WHERE id = 18');
  await holder.query('BEGIN');
  await holder.query('UPDATE legacy.users SET balance = balance - 100 WHERE id = 18');
  for (const statement of statements.slice(0, -1)) await session.query(statement);
  const sent = session.query<Record<string, string>>(statements.at(-1) ?? '');
  await Promise.race([sent, untilBlocked(at.owner)]);
  await holder.query('COMMIT');
  const result = [await sent].flat().at(-1);
  return Number(Object.values(result?.rows[0] ?? {})[0]);
}

const ONE = 'SELECT balance FROM legacy.users WHERE id = 18';
const LIST = Array.from({ length: 2000 }, (_, n) => `'name ${n}'`).join(', ');

test.each([
  ['in IF EXISTS of PL/pgSQL', ['SELECT legacy.if_exists()']],
  ['in RETURN of PL/pgSQL', ['SELECT legacy.returned()']],
  ['in an assignment of PL/pgSQL', ['SELECT legacy.assigned()']],
  ['behind quotes and line breaks that look like the end', ['SELECT legacy.with_a_quote()']],
  ['in a function in SQL that was made after the adoption', ['SELECT * FROM legacy.made_later()']],
  [
    'in a function in SQL with BEGIN ATOMIC that was made after the adoption',
    ['SELECT * FROM legacy.atomic_later()'],
  ],
  ['with a comment between its words', [`${ONE} FOR /* x */ UPDATE`]],
  ['with a comment to the end of the line between its words', [`${ONE} FOR -- x\n UPDATE`]],
  [
    'of a cursor that is fetched behind a comment',
    ['BEGIN', `DECLARE c CURSOR FOR ${ONE} FOR UPDATE`, '/* app */ FETCH ALL FROM c'],
  ],
  [
    'of a cursor that is fetched behind another statement',
    ['BEGIN', `DECLARE c CURSOR FOR ${ONE} FOR UPDATE`, 'SELECT 1; FETCH ALL FROM c'],
  ],
  [
    'of a prepared statement behind a comment that names another',
    [
      `PREPARE plain AS ${ONE}`,
      `PREPARE locks AS ${ONE} FOR UPDATE`,
      '/* execute plain */ EXECUTE locks',
    ],
  ],
  [
    'of the second of two prepared statements',
    [
      `PREPARE plain AS ${ONE}`,
      `PREPARE locks AS ${ONE} FOR UPDATE`,
      'EXECUTE plain; EXECUTE locks',
    ],
  ],
  [
    'behind the EXECUTE of a prepared statement that does not lock',
    [`PREPARE plain AS ${ONE}`, `EXECUTE plain; ${ONE} FOR UPDATE`],
  ],
  [
    'SKIP LOCKED of a cursor that is fetched beside a plain read, which keeps its row,',
    ['BEGIN', `DECLARE c CURSOR FOR ${ONE} FOR UPDATE SKIP LOCKED`, `FETCH ALL FROM c; ${ONE}`],
  ],
  [
    'of a column that is named nowait',
    ['SELECT balance AS nowait FROM legacy.users WHERE id = 18 FOR UPDATE'],
  ],
  [
    'behind a string with escapes while standard_conforming_strings is off',
    ['SET standard_conforming_strings = off', String.raw`${ONE} AND 'a\'' <> '' FOR UPDATE`],
  ],
  [
    'behind a string that goes on in the next line',
    [
      String.raw`SELECT balance, E'a'` +
        '\n' +
        String.raw`'b\' FOR ' FROM legacy.users WHERE id = 18 FOR UPDATE`,
    ],
  ],
  [
    'behind such a string and a string in dollars',
    [
      String.raw`SELECT balance, $$'$$, E'a'` +
        '\n' +
        String.raw`'b\' x' FROM legacy.users WHERE id = 18 FOR UPDATE`,
    ],
  ],
  [
    'behind a name that ends in dollars',
    ['SELECT balance AS a$$, id AS b FROM legacy.users WHERE id = 18 FOR UPDATE'],
  ],
  ['in a text that is too long to be read', [`${ONE} AND username NOT IN (${LIST}) FOR UPDATE`]],
])('FOR UPDATE %s reads the newest balance', async (_, statements) => {
  expect(await balanceRead(statements)).toBe(4);
});

test.each([
  [
    'a SELECT that fetches the first rows beside a cursor that locks',
    ['BEGIN', `DECLARE c CURSOR FOR ${ONE} FOR UPDATE`, `${ONE} FETCH FIRST 5 ROWS ONLY`],
  ],
  [
    'a function in SQL that was made after the adoption and does not lock',
    ['SELECT * FROM legacy.plain_later()'],
  ],
  ['a long text without such words', [`${ONE} AND username NOT IN (${LIST})`]],
  [
    'a string with the words beside one in dollars',
    [`SELECT balance, $$ it's $$ || ' for update' FROM legacy.users WHERE id = 18`],
  ],
  [
    'a string with escapes and the words while standard_conforming_strings is off',
    [
      'SET standard_conforming_strings = off',
      String.raw`SELECT balance, 'a\' for update' FROM legacy.users WHERE id = 18`,
    ],
  ],
])('a plain read does not wait (%s)', async (_, statements) => {
  expect(await balanceRead(statements)).toBe(104);
});

test('the text of a statement with thousands of strings is read in a second', async () => {
  const values = Array.from({ length: 1900 }, (_, n) => `(${n},'n')`).join(',');
  const began = performance.now();
  const { rows } = await at.owner.query<{ code: string | null }>(
    'SELECT onebook_adopted_book.code_of($1) AS code UNION ALL SELECT onebook_adopted_book.code_of($2)',
    [`UPDATE x SET y = v.b FROM (VALUES ${values}) v (a, b)`, `'x', `.repeat(16_000)],
  );
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(rows[0]?.code).not.toContain('n,');
  expect(rows[0]?.code).not.toContain("'");
  expect(rows[1]?.code).toBeNull();
});
