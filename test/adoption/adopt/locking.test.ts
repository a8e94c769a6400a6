import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
import { useBook } from '../../support/book.js';
import { untilBlocked } from '../../support/until.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, openSession, twoColumns } from '../legacy/old-system.js';
import { createLegacy } from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
/** It holds the lock of the balance of user 18. */
let holder: Client;
let session: Client;
let mapping: Mapping;
let tests = 0;

beforeEach(async () => {
  tests += 1;
  mapping = twoColumns(`test-${tests}`);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await at.owner.query(`
    CREATE FUNCTION legacy.seen(how text) RETURNS SETOF numeric LANGUAGE plpgsql AS $f$
    DECLARE one record;
    BEGIN
      CASE how
        WHEN 'plain' THEN RETURN QUERY SELECT balance FROM legacy.users WHERE id = 18;
        WHEN 'nowait' THEN RETURN QUERY SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE NOWAIT;
        WHEN 'dynamic' THEN RETURN QUERY EXECUTE 'SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE SKIP LOCKED';
        WHEN 'loop' THEN
          FOR one IN SELECT balance FROM legacy.users WHERE id IN (18, 3) ORDER BY id FOR UPDATE SKIP LOCKED LOOP
            RETURN NEXT one.balance;
          END LOOP;
        WHEN 'plain loop' THEN
          FOR one IN SELECT balance FROM legacy.users WHERE id = 18 LOOP RETURN NEXT one.balance; END LOOP;
        WHEN 'assigned' THEN one := (SELECT ROW (balance) FROM legacy.users WHERE id = 18 /* FOR UPDATE */); RETURN NEXT 1;
      END CASE;
    END $f$;
    CREATE PROCEDURE legacy.seen_and_committed() LANGUAGE plpgsql AS $p$
    BEGIN PERFORM balance FROM legacy.users WHERE id = 18 FOR UPDATE NOWAIT; COMMIT; END $p$;
    CREATE FUNCTION legacy.seen_in_sql() RETURNS SETOF numeric LANGUAGE sql AS $f$
      SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE SKIP LOCKED $f$`);
  await importLegacy(at.database.url, mapping);
  holder = await openSession(at.database.url);
  session = await openSession(at.database.url);
});
afterEach(async () => {
  await holder.end();
  await session.end();
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});
const carryOut = () => adopt({ connection, book: 'book', mapping });

async function adoptedAndHeld(): Promise<void> {
  await carryOut();
  await holder.query('BEGIN');
  await holder.query('UPDATE legacy.users SET balance = balance - 100 WHERE id = 18');
}

/** The rows of the last statement, or the SQLSTATE of its error, and whether it had to wait for the holder. */
async function outcomeOf(statements: readonly string[]): Promise<unknown> {
  for (const statement of statements.slice(0, -1)) await session.query(statement);
  const sent = session.query<object>(statements.at(-1) ?? '').then(
    ({ rows }) => rows,
    (error: unknown) => (error as { code: string }).code,
  );
  const first = await Promise.race([sent, untilBlocked(at.owner).then(() => 'waits')]);
  if (first !== 'waits') return first;
  await holder.query('COMMIT');
  return ['waits', await sent];
}

const IN_USE = '55P03';
const BEFORE = [{ balance: '104.00' }];
const WAITED = ['waits', [{ balance: '4.00' }]];
const ONE = 'SELECT balance FROM legacy.users WHERE id = 18';

test.each([
  ['a plain SELECT does not wait', [ONE], BEFORE],
  ['FOR UPDATE waits', [`${ONE} FOR UPDATE`], WAITED],
  ['NOWAIT fails at once', [`${ONE} FOR UPDATE NOWAIT`], IN_USE],
  ['SKIP LOCKED skips the row', [`${ONE} FOR NO KEY UPDATE SKIP LOCKED`], []],
  [
    'SKIP LOCKED goes on with the next row',
    [
      'SELECT balance FROM legacy.users WHERE id IN (18, 3) ORDER BY balance DESC FOR UPDATE SKIP LOCKED LIMIT 1',
    ],
    [{ balance: '4.00' }],
  ],
  [
    'NOWAIT by a prepared statement fails at once',
    ['PREPARE "a look" AS SELECT 1', `PREPARE look AS ${ONE} FOR UPDATE NOWAIT`, 'EXECUTE look'],
    IN_USE,
  ],
  [
    'SKIP LOCKED by a cursor skips the row',
    [
      'BEGIN',
      `DECLARE "My look" CURSOR FOR ${ONE} FOR UPDATE SKIP LOCKED`,
      'FETCH ALL FROM "My look"',
    ],
    [],
  ],
  [
    'a plain prepared statement does not wait beside one that locks',
    [`PREPARE locks AS ${ONE} FOR UPDATE`, `PREPARE plain AS ${ONE}`, 'EXECUTE plain'],
    BEFORE,
  ],
  [
    'an UPDATE whose subquery skips rows waits itself',
    [
      'CREATE TEMPORARY TABLE jobs AS SELECT 18 AS id',
      'UPDATE legacy.users SET balance = balance - 1 WHERE id IN (SELECT id FROM jobs FOR UPDATE SKIP LOCKED) RETURNING balance',
    ],
    ['waits', [{ balance: '3.00' }]],
  ],
] as const)(
  '%s, while another transaction has changed the balance',
  async (_, statements, expected) => {
    await adoptedAndHeld();
    expect(await outcomeOf(statements)).toEqual(expected);
  },
);

test('a row whose wallet another session holds is skipped, but waits in a subquery', async () => {
  await carryOut();
  const hold = `SELECT FROM book.wallet WHERE owner_id = '18' AND name = 'test-${tests}' FOR UPDATE`;
  const expected = [
    [`${ONE} FOR UPDATE SKIP LOCKED`, []],
    [`${ONE} FOR UPDATE NOWAIT`, IN_USE],
    // Its outer statement must not lose the row.
    [
      'SELECT balance FROM legacy.users WHERE id IN (SELECT id FROM legacy.users WHERE id = 18 FOR UPDATE SKIP LOCKED)',
      ['waits', BEFORE],
    ],
  ] as const;
  for (const [statement, outcome] of expected) {
    await holder.query('BEGIN');
    await holder.query(hold);
    expect([statement, await outcomeOf([statement])]).toEqual([statement, outcome]);
    await holder.query('ROLLBACK');
  }
});

test.each([
  ['a string', `SELECT balance, 'it''s for update' AS text FROM legacy.users WHERE id = 18`],
  [
    'a string with escapes',
    String.raw`SELECT balance, E'\' for update' AS text FROM legacy.users WHERE id = 18`,
  ],
  [
    'a dollar-quoted string',
    'SELECT balance, $a$ $$ for update $a$ AS text FROM legacy.users WHERE id = 18',
  ],
  ['a name', 'SELECT balance, 1 AS "for update" FROM legacy.users WHERE id = 18'],
  ['a comment', 'SELECT balance FROM legacy.users WHERE id = 18 -- for update'],
  [
    'a comment in a comment',
    '/* a /* for share */ for update */ SELECT balance FROM legacy.users WHERE id = 18',
  ],
])('the words FOR UPDATE in %s lock nothing', async (_, statement) => {
  await adoptedAndHeld();
  expect(await outcomeOf([statement])).toMatchObject([{ balance: '104.00' }]);
});

test('FOR UPDATE after strings and comments that look like its end locks', async () => {
  await adoptedAndHeld();
  const statement = String.raw`SELECT /* ' " $$ -- */ balance FROM legacy.users -- it's $$
     WHERE id = 18 AND 'a\' <> E'\'' AND "username" <> 'x''--' AND $x$ $$ '$x$ <> '' FOR UPDATE`;
  expect(await outcomeOf([statement])).toEqual(WAITED);
});

test.each([
  ['plain', [{ seen: '104.00' }]],
  ['nowait', IN_USE],
  ['dynamic', []],
  ['loop', [{ seen: '4.00' }]],
  ['plain loop', [{ seen: '104.00' }]],
  ['assigned', [{ seen: '1' }]],
])('a statement of a PL/pgSQL function locks as it says by itself (%s)', async (how, expected) => {
  await adoptedAndHeld();
  expect(await outcomeOf([`SELECT * FROM legacy.seen('${how}') AS seen`])).toEqual(expected);
});

test('a procedure that commits locks as its statements say', async () => {
  await adoptedAndHeld();
  expect(await outcomeOf(['CALL legacy.seen_and_committed()'])).toBe(IN_USE);
});

test('a function in SQL waits whatever it says, and the plan of the adoption names it', async () => {
  const { plan } = await carryOut();
  expect(plan.surroundings.lines.filter((line) => line.includes('legacy.seen'))).toEqual([
    'Function legacy.seen_in_sql() reads with FOR UPDATE: it waits for balances from now on, also with NOWAIT or SKIP LOCKED, as it is in SQL. In PL/pgSQL it would not.',
  ]);
  await holder.query('BEGIN');
  await holder.query('UPDATE legacy.users SET balance = balance - 100 WHERE id = 18');
  expect(await outcomeOf(['SELECT * FROM legacy.seen_in_sql() AS seen'])).toEqual([
    'waits',
    [{ seen: '4.00' }],
  ]);
});

test('a join that finds a row several times writes other columns once, by what it finds first', async () => {
  await at.owner.query(`
    CREATE TABLE legacy.orders (id serial PRIMARY KEY, user_id integer, name text);
    INSERT INTO legacy.orders (user_id, name) VALUES (18, 'user 18'), (18, 'second'), (18, 'third'), (3, 'x');
    CREATE TABLE legacy.writes (id integer);
    CREATE FUNCTION legacy.note() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO legacy.writes VALUES (NEW.id); RETURN NULL; END $f$;
    CREATE TRIGGER note AFTER UPDATE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.note();
    SET enable_hashjoin = off; SET enable_mergejoin = off`);
  try {
    const rename =
      'UPDATE legacy.users u SET username = o.name FROM legacy.orders o WHERE o.user_id = u.id';
    const written = async (): Promise<unknown> => {
      const { rowCount } = await at.owner.query(rename);
      const { rows } = await at.owner.query(
        'SELECT id, username, (SELECT count(*)::int FROM legacy.writes w WHERE w.id = u.id) AS writes FROM legacy.users u WHERE id IN (3, 18) ORDER BY id',
      );
      await at.owner.query(
        `UPDATE legacy.users SET username = 'user ' || id; TRUNCATE legacy.writes`,
      );
      return { rowCount, rows };
    };
    const onTable = await written();
    expect(onTable).toMatchObject({
      rowCount: 2,
      rows: [{ writes: 1 }, { username: 'user 18', writes: 1 }],
    });
    await carryOut();
    expect(await written()).toEqual(onTable);
    expect((await at.owner.query('SELECT FROM onebook_adopted_book.reached')).rowCount).toBe(0);
  } finally {
    await at.owner.query('RESET enable_hashjoin; RESET enable_mergejoin');
  }
});

test.each(['FOR UPDATE', 'FOR NO KEY UPDATE', 'FOR UPDATE NOWAIT', 'FOR UPDATE SKIP LOCKED'])(
  'a SELECT … %s that reads no balance keeps the book from changing it',
  async (how) => {
    await carryOut();
    await holder.query('BEGIN');
    const { rowCount } = await holder.query(`SELECT id FROM legacy.users WHERE id = 18 ${how}`);
    expect(rowCount).toBe(1);
    const { rows } = await at.owner.query(
      `SELECT FROM book.wallet WHERE owner_id = '18' AND name = $1 FOR UPDATE SKIP LOCKED`,
      [`test-${tests}`],
    );
    expect(rows).toEqual([]);
    await holder.query('COMMIT');
  },
);

test.each([
  ['FOR UPDATE', ['waits', [{ id: 18 }]]],
  ['FOR UPDATE NOWAIT', IN_USE],
  ['FOR UPDATE SKIP LOCKED', []],
  ['', [{ id: 18 }]],
])(
  'a SELECT without a balance, %s, finds a balance that is locked as one with it does',
  async (how, expected) => {
    await adoptedAndHeld();
    expect(await outcomeOf([`SELECT id FROM legacy.users WHERE id = 18 ${how}`])).toEqual(expected);
  },
);

/** A transaction of the old system that locks two rows, one after the other, and moves 10 from the first to the second. */
function transferOf(client: Client, from: number, to: number) {
  return {
    lockAndTake: async () => {
      await client.query('BEGIN');
      await client.query(`SELECT id FROM legacy.users WHERE id = ${from} FOR UPDATE`);
      await client.query(`UPDATE legacy.users SET balance = balance - 10 WHERE id = ${from}`);
    },
    lockAndGive: async (): Promise<unknown> => {
      try {
        await client.query(`SELECT id FROM legacy.users WHERE id = ${to} FOR UPDATE`);
      } catch (error) {
        await client.query('ROLLBACK');
        const { code, where } = error as { code: string; where: string };
        return { code, where };
      }
      await client.query(`UPDATE legacy.users SET balance = balance + 10 WHERE id = ${to}`);
      await client.query('COMMIT');
      return 'DONE';
    },
  };
}

test('of two transactions that lock two rows in opposite orders one gets 40P01 and the other moves its money', async () => {
  await carryOut();
  const balances = async (): Promise<unknown[]> => {
    const { rows } = await at.owner.query<{ balance: string }>(
      'SELECT balance FROM legacy.users WHERE id IN (5, 18) ORDER BY id',
    );
    return rows.map(({ balance }) => balance);
  };
  expect(await balances()).toEqual(['509.00', '104.00']);
  const transfers = [transferOf(holder, 5, 18), transferOf(session, 18, 5)] as const;
  for (const { lockAndTake } of transfers) await lockAndTake();
  const outcomes = await Promise.all(transfers.map(async ({ lockAndGive }) => lockAndGive()));
  const isFirstDone = outcomes[0] === 'DONE';
  const refused = { code: '40P01', where: expect.stringContaining('in relation "wallet"') };
  expect(outcomes).toEqual(isFirstDone ? ['DONE', refused] : [refused, 'DONE']);
  expect(await balances()).toEqual(isFirstDone ? ['499.00', '114.00'] : ['519.00', '94.00']);
  // Sent again, as an application does.
  const [again] = transfers.filter((_, n) => outcomes[n] !== 'DONE');
  await again?.lockAndTake();
  expect(await again?.lockAndGive()).toBe('DONE');
  expect(await balances()).toEqual(['509.00', '104.00']);
});
