import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { adopt } from '../../../src/adoption/adopt/adopt.js';
import { undoAdoption } from '../../../src/adoption/adopt/undo.js';
import { LegacyFollower } from '../../../src/adoption/shadow/legacy-follower.js';
import { startShadow } from '../../../src/adoption/shadow/start-shadow.js';
import type { Mapping } from '../../../src/adoption/mapping/mapping.js';
import { BulkConnection } from '../../../src/database/index.js';
import { freezeWallet, requestWithdrawal } from '../../../src/movements/index.js';
import { done, useBook } from '../../support/book.js';
import { ADMIN, member, money, reason } from '../../support/inputs.js';
import { untilBlocked } from '../../support/until.js';
import { importLegacy } from '../legacy/imported.js';
import { dropOldSystem, twoColumns } from '../legacy/old-system.js';
import {
  createLegacy,
  mappingOf,
  OPERATIONS,
  tableSource,
  USERS,
} from '../legacy/two-balance-columns.js';

const at = useBook();
let connection: BulkConnection;
let legacy: Client;
let others: Client[];
/** Of the wallets of a test, as the book of this file keeps those of all. */
let wallet = '';
let tests = 0;
let TWO: Mapping;

/** A session of the old application, as a role without any right in the book. */
async function connectLegacy(name = 'game-server'): Promise<Client> {
  const client = new Client({ connectionString: at.database.url, application_name: name });
  await client.connect();
  await client.query('SET ROLE legacy_app');
  others.push(client);
  return client;
}
beforeEach(async () => {
  others = [];
  tests += 1;
  wallet = `test-${tests}`;
  TWO = twoColumns(wallet);
  connection = await BulkConnection.open({ url: at.database.url, book: 'book', name: 'test' });
  await createLegacy(at.owner);
  await importLegacy(at.database.url, TWO);
  legacy = await connectLegacy();
});
afterEach(async () => {
  await Promise.all(others.map((client) => client.end()));
  await connection.close();
  await dropOldSystem(at.owner, 'legacy');
});
const carryOut = (mapping = TWO) => adopt({ connection, book: 'book', mapping });
async function shown(id: number): Promise<string[]> {
  const { rows } = await legacy.query<{ balance: string; wallet_balance: string }>(
    'SELECT balance, wallet_balance FROM legacy.users WHERE id = $1',
    [id],
  );
  return rows.flatMap((row) => [row.balance, row.wallet_balance]);
}

/** Cash in the book, held cash included, in major units. */
async function booked(id: number): Promise<string | undefined> {
  const { rows } = await at.owner.query<{ cash: string }>(
    `SELECT round(coalesce(sum(e.balance), 0) / 100, 2)::text AS cash FROM wallet w LEFT JOIN account a ON a.wallet_id = w.id
       LEFT JOIN LATERAL (SELECT balance FROM entry WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) e ON true
      WHERE w.owner_id = $1 AND w.name = $2 GROUP BY w.id`,
    [String(id), wallet],
  );
  return rows[0]?.cash;
}
async function walletOf(id: number): Promise<string> {
  const { rows } = await at.owner.query<{ id: string }>(
    `SELECT id FROM wallet WHERE owner_id = $1 AND name = $2`,
    [String(id), wallet],
  );
  return rows[0]?.id ?? '';
}
async function adjustments(): Promise<readonly { amount: string; details: object }[]> {
  const { rows } = await at.owner.query<{ amount: string; details: object }>(
    `SELECT t.amount, t.details FROM transaction t JOIN wallet w ON w.id = t.wallet_id
      WHERE t.kind = 'ADJUSTMENT' AND w.name = $1 ORDER BY t.position`,
    [wallet],
  );
  return rows;
}

test('both columns show the balance of the book after an adoption', async () => {
  expect(await carryOut()).toMatchObject({ number: 1, adjusted: 0 });
  const { rows } = await legacy.query(
    'SELECT id, balance, wallet_balance FROM legacy.users ORDER BY id',
  );
  expect(rows).toEqual(
    USERS.map(([id, balance]) => ({
      id,
      balance: `${balance}.00`,
      wallet_balance: `${balance}.00`,
    })),
  );
  await at.gateway.deposit(await walletOf(18), '5.00', 'USD');
  expect(await shown(18)).toEqual(['109.00', '109.00']);
});

test.each([
  ['dailyLoginBonus', '105.00'],
  ['adminAdjustment', '106.00'],
  ['depositApproval', '106.00'],
  ['dailyEarnings', '106.00'],
  ['referralCommission', '106.00'],
  ['withdrawal', '102.00'],
  ['automatedEarnings', '106.00'],
] as const)(
  'the old SQL of %s changes the balance once, in both columns and in the book',
  async (name, after) => {
    await carryOut();
    await OPERATIONS[name](legacy, 18, '2.00');
    expect(await shown(18)).toEqual([after, after]);
    expect(await booked(18)).toBe(after);
  },
);

test('an adjustment names the column, the statement without its constants, and the application', async () => {
  await carryOut();
  await OPERATIONS.adminAdjustment(legacy, 18, '2.00');
  expect(await adjustments()).toEqual([
    {
      amount: '200',
      details: {
        direction: 'CREDIT',
        legacy: 'users.wallet_balance',
        statement: 'UPDATE legacy.users SET wallet_balance = wallet_balance + $? WHERE id = $?',
        application: 'game-server',
      },
    },
  ]);
});

test('a transaction sees what it wrote, others do not, and a rollback leaves nothing', async () => {
  await carryOut();
  await legacy.query('BEGIN');
  await legacy.query('UPDATE legacy.users SET balance = balance + 10 WHERE id = 18');
  expect(await shown(18)).toEqual(['114.00', '114.00']);
  expect(await booked(18)).toBe('104.00');
  await legacy.query('SAVEPOINT one');
  await legacy.query('UPDATE legacy.users SET balance = balance - 3 WHERE id = 18');
  await legacy.query('ROLLBACK TO one');
  expect(await shown(18)).toEqual(['114.00', '114.00']);
  await legacy.query('ROLLBACK');
  expect(await shown(18)).toEqual(['104.00', '104.00']);
  expect(await adjustments()).toEqual([]);
});

test('a transaction that changes the two columns of a balance in two statements counts once', async () => {
  await carryOut();
  await legacy.query('BEGIN');
  for (const change of ['+ 5', '- 2'])
    for (const column of ['balance', 'wallet_balance'])
      await legacy.query(`UPDATE legacy.users SET ${column} = ${column} ${change} WHERE id = 18`);
  await legacy.query('COMMIT');
  expect(await shown(18)).toEqual(['107.00', '107.00']);
  expect(await adjustments()).toMatchObject([{ amount: '300' }]);
});

test.each([
  [
    'one statement',
    [
      'UPDATE legacy.users SET balance = balance + 5, wallet_balance = wallet_balance + 3 WHERE id = 18',
    ],
  ],
  [
    'two statements',
    [
      'UPDATE legacy.users SET balance = balance + 5 WHERE id = 18',
      'UPDATE legacy.users SET wallet_balance = wallet_balance + 3 WHERE id = 18',
    ],
  ],
])(
  '%s that change the columns of one balance by different amounts are refused',
  async (_, statements) => {
    await carryOut();
    await legacy.query('BEGIN');
    const work = async () => {
      for (const statement of statements) await legacy.query(statement);
      await legacy.query('COMMIT');
    };
    await expect(work()).rejects.toMatchObject({
      code: '23514',
      message: expect.stringContaining(
        'users.balance by 5.00 USD, users.wallet_balance by 3.00 USD',
      ),
      hint: 'These columns show one balance. Change one of them, or all by the same amount.',
    });
    await legacy.query('ROLLBACK');
    expect(await booked(18)).toBe('104.00');
  },
);

test('a write that would take a balance below what is available is refused, and says what is held', async () => {
  await carryOut();
  const walletId = await walletOf(18);
  const requested = await at.gateway.book.ledger.submit(
    requestWithdrawal,
    { walletId, amount: money('100.00', 'USD') },
    member('18'),
    wallet,
  );
  done(requested);
  // Held cash is still the owner's, as it was for the old system.
  expect(await shown(18)).toEqual(['104.00', '104.00']);
  await expect(
    legacy.query('UPDATE legacy.users SET balance = balance - 4.01 WHERE id = 18'),
  ).rejects.toMatchObject({
    code: '23514',
    constraint: 'onebook_not_below_floor',
    message:
      'users.balance of 18 cannot go below zero: 4.00 USD is available, and the change is -4.01 USD',
    detail: `Wallet ${wallet} of 18 has 104.00 USD, of which 100.00 USD is held.`,
  });
  await legacy.query('UPDATE legacy.users SET balance = balance - 4.00 WHERE id = 18');
  expect(await shown(18)).toEqual(['100.00', '100.00']);
});

test('a frozen wallet cannot be spent from by the old system', async () => {
  await carryOut();
  const walletId = await walletOf(18);
  done(await at.gateway.book.ledger.submit(freezeWallet, { walletId, reason }, ADMIN, wallet));
  await expect(
    legacy.query('UPDATE legacy.users SET balance = balance - 1 WHERE id = 18'),
  ).rejects.toMatchObject({
    constraint: 'onebook_wallet_active',
  });
  await legacy.query('UPDATE legacy.users SET balance = balance + 1 WHERE id = 18');
  expect(await booked(18)).toBe('105.00');
});

test('the second of two statements that spend the same money at once sees what the first left', async () => {
  await carryOut();
  const second = await connectLegacy('second');
  await legacy.query('BEGIN');
  const spend = 'UPDATE legacy.users SET balance = balance - 100 WHERE id = 18 AND balance >= 100';
  expect((await legacy.query(spend)).rowCount).toBe(1);
  const waiting = second.query(spend);
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  // As on a table: no row is left that the statement is about.
  expect((await waiting).rowCount).toBe(0);
  expect(await booked(18)).toBe('4.00');
});

test('SELECT … FOR UPDATE waits for the balance and reads the newest one', async () => {
  await carryOut();
  const second = await connectLegacy('second');
  await legacy.query('BEGIN');
  await legacy.query('UPDATE legacy.users SET balance = balance - 100 WHERE id = 18');
  const waiting = second.query('SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE');
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  expect((await waiting).rows).toEqual([{ balance: '4.00' }]);
});

test.each([
  [
    'a prepared statement',
    ['PREPARE look AS SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE', 'EXECUTE look'],
  ],
  [
    'a cursor',
    [
      'BEGIN',
      'DECLARE look CURSOR FOR SELECT balance FROM legacy.users WHERE id = 18 FOR UPDATE',
      'FETCH look',
    ],
  ],
])('SELECT … FOR UPDATE by %s waits for the balance too', async (_, statements) => {
  await carryOut();
  const second = await connectLegacy('second');
  for (const statement of statements.slice(0, -1)) await second.query(statement);
  await legacy.query('BEGIN');
  await legacy.query('UPDATE legacy.users SET balance = balance - 100 WHERE id = 18');
  const waiting = second.query(statements.at(-1) ?? '');
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  expect((await waiting).rows).toEqual([{ balance: '4.00' }]);
});

test('a column that counts by itself goes on counting, for a role without rights on its sequence', async () => {
  await at.owner.query(
    'ALTER TABLE legacy.users ALTER id ADD GENERATED ALWAYS AS IDENTITY (START WITH 500)',
  );
  await carryOut();
  const { rows } = await legacy.query(
    `INSERT INTO legacy.users (username, wallet_balance) VALUES ('new', 3) RETURNING id, balance`,
  );
  expect(rows).toEqual([{ id: 500, balance: '3.00' }]);
  expect(await booked(500)).toBe('3.00');
});

test('a join that reaches a row several times changes it once, as on a table', async () => {
  await at.owner.query(`
    CREATE TABLE legacy.orders (id serial PRIMARY KEY, user_id integer REFERENCES legacy.users, amount numeric);
    GRANT ALL ON ALL TABLES IN SCHEMA legacy TO legacy_app; GRANT ALL ON ALL SEQUENCES IN SCHEMA legacy TO legacy_app;
    INSERT INTO legacy.orders (user_id, amount) VALUES (18, 5), (18, 5), (18, 5)`);
  await carryOut();
  for (const join of ['on', 'off']) {
    await legacy.query(`SET enable_hashjoin = ${join}; SET enable_mergejoin = ${join}`);
    await legacy.query(
      'UPDATE legacy.users u SET balance = balance + o.amount FROM legacy.orders o WHERE o.user_id = u.id',
    );
  }
  expect(await booked(18)).toBe('114.00');
});

test('two sessions that insert a row of one user and then change the balance do not wait in a circle', async () => {
  await at.owner.query(`
    CREATE TABLE legacy.orders (user_id integer REFERENCES legacy.users);
    GRANT ALL ON legacy.orders TO legacy_app`);
  await carryOut();
  const second = await connectLegacy('second');
  for (const client of [legacy, second]) {
    await client.query('BEGIN');
    await client.query('INSERT INTO legacy.orders VALUES (18)');
  }
  const spend = 'UPDATE legacy.users SET balance = balance - 1, last_login = now() WHERE id = 18';
  await legacy.query(spend);
  const waiting = second.query(spend);
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  await waiting;
  await second.query('COMMIT');
  expect(await booked(18)).toBe('102.00');
});

test('constraints that a session has made immediate change nothing', async () => {
  await carryOut();
  await legacy.query('BEGIN; SET CONSTRAINTS ALL IMMEDIATE');
  for (const column of ['balance', 'wallet_balance'])
    await legacy.query(`UPDATE legacy.users SET ${column} = ${column} + 5 WHERE id = 18`);
  await legacy.query('COMMIT');
  expect(await booked(18)).toBe('109.00');
});

test('a row that comes with a balance, changes in one column and goes, counts as the statements say', async () => {
  await carryOut();
  await legacy.query('BEGIN');
  await legacy.query(
    `INSERT INTO legacy.users (id, username, balance, wallet_balance) VALUES (77, 'new', 10, 10)`,
  );
  await legacy.query('UPDATE legacy.users SET wallet_balance = wallet_balance + 5 WHERE id = 77');
  expect(await shown(77)).toEqual(['15.00', '15.00']);
  await legacy.query('UPDATE legacy.users SET balance = balance - 1 WHERE id = 3');
  await legacy.query('DELETE FROM legacy.users WHERE id = 3');
  await legacy.query('COMMIT');
  expect([await booked(77), await booked(3)]).toEqual(['15.00', '0.00']);
});

test('a column whose changes cancel out is compared with the other one', async () => {
  await carryOut();
  await legacy.query('BEGIN');
  for (const change of [
    'balance = balance + 5',
    'wallet_balance = wallet_balance + 5',
    'balance = balance - 5',
  ])
    await legacy.query(`UPDATE legacy.users SET ${change} WHERE id = 18`);
  await expect(legacy.query('COMMIT')).rejects.toMatchObject({ constraint: 'onebook_one_balance' });
});

test('triggers of the table run with the rights and the search path of the old system', async () => {
  await at.owner.query(`
    CREATE TABLE legacy.audit (who text); GRANT INSERT ON legacy.audit TO legacy_app;
    CREATE FUNCTION legacy.note() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO audit VALUES (current_user); RETURN NULL; END $f$;
    CREATE TRIGGER note AFTER UPDATE ON legacy.users FOR EACH ROW EXECUTE FUNCTION legacy.note()`);
  await carryOut();
  await legacy.query('SET search_path = legacy');
  await legacy.query('UPDATE users SET balance = balance + 1 WHERE id = 18');
  expect((await at.owner.query('SELECT who FROM legacy.audit')).rows).toEqual([
    { who: 'legacy_app' },
  ]);
  await legacy.query('RESET search_path');
});

test('two transactions that raise another column of one row at once both count', async () => {
  await at.owner.query('ALTER TABLE legacy.users ADD logins integer NOT NULL DEFAULT 0');
  await carryOut();
  const second = await connectLegacy('second');
  const login = 'UPDATE legacy.users SET logins = logins + 1, last_login = now() WHERE id = 18';
  await legacy.query('BEGIN');
  await legacy.query(login);
  const waiting = second.query(login);
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  await waiting;
  expect((await legacy.query('SELECT logins FROM legacy.users WHERE id = 18')).rows).toEqual([
    { logins: 2 },
  ]);
});

test('a statement whose outcome another transaction has changed is refused as a serialization failure', async () => {
  await at.owner.query('ALTER TABLE legacy.users ADD claimed boolean NOT NULL DEFAULT false');
  await carryOut();
  const second = await connectLegacy('second');
  const claim =
    'UPDATE legacy.users SET claimed = true, balance = balance + 5 WHERE id = 18 AND claimed = false';
  await legacy.query('BEGIN');
  await legacy.query(claim);
  const waiting = second.query(claim);
  const refused = expect(waiting).rejects.toMatchObject({ code: '40001' });
  await untilBlocked(at.owner);
  await legacy.query('COMMIT');
  await refused;
  expect(await booked(18)).toBe('109.00');
});

test('rows come and go through the view, with their wallets and money', async () => {
  await carryOut();
  const { rows } = await legacy.query(
    `INSERT INTO legacy.users (id, username, balance) VALUES (77, 'new', 12.5) RETURNING id, balance, wallet_balance`,
  );
  expect(rows).toEqual([{ id: 77, balance: '12.50', wallet_balance: '12.50' }]);
  expect(await booked(77)).toBe('12.50');
  expect((await legacy.query('DELETE FROM legacy.users WHERE id = 77')).rowCount).toBe(1);
  expect(await booked(77)).toBe('0.00');
});

test.each([
  [
    'a row that becomes that of another owner',
    'UPDATE legacy.users SET id = 99 WHERE id = 18',
    'onebook_row_keeps_its_wallet',
  ],
  ['emptying the table', 'TRUNCATE legacy.users_behind_onebook', 'onebook_balance_in_the_book'],
  [
    'a balance of the table behind',
    'UPDATE legacy.users_behind_onebook SET balance = 1 WHERE id = 18',
    'onebook_balance_in_the_book',
  ],
  [
    'a row of the table behind',
    `INSERT INTO legacy.users_behind_onebook (id, username) VALUES (78, 'x')`,
    'onebook_balance_in_the_book',
  ],
  [
    'a row with money that goes behind the view',
    'DELETE FROM legacy.users_behind_onebook WHERE id = 18',
    'onebook_balance_in_the_book',
  ],
])('%s is refused', async (_, statement, constraint) => {
  await carryOut();
  await at.owner.query('GRANT ALL ON legacy.users_behind_onebook TO legacy_app');
  await expect(legacy.query(statement)).rejects.toMatchObject({ constraint });
  expect(await booked(18)).toBe('104.00');
});

test('an adoption brings the book to the column as it is at its moment, and ends the shadow', async () => {
  await startShadow({ connection, book: 'book', mapping: TWO, openMissing: false });
  await new LegacyFollower(at.gateway.book, { reads: connection.source }, 'book', (error) => {
    throw error;
  }).round();
  await OPERATIONS.dailyLoginBonus(legacy, 18);
  expect(await carryOut()).toMatchObject({ adjusted: 1, plan: { endsShadow: true } });
  expect(await shown(18)).toEqual(['105.00', '105.00']);
  expect(await booked(18)).toBe('105.00');
});

test('undoing leaves the table row for row with the numbers of the book, and old code goes on', async () => {
  const before = await at.owner.query('SELECT * FROM legacy.users ORDER BY id');
  await carryOut();
  await OPERATIONS.depositApproval(legacy, 18, '2.00');
  await at.gateway.deposit(await walletOf(3), '6.00', 'USD');
  const undone = await undoAdoption(connection, 'book');
  expect(undone).toMatchObject({ tables: ['"legacy"."users"'] });
  const expected = new Map(USERS.map(([id, balance]) => [id, `${balance}.00`]));
  expected.set(18, '106.00').set(3, '10.00');
  const { rows, fields } = await legacy.query<Record<string, unknown>>(
    'SELECT * FROM legacy.users ORDER BY id',
  );
  expect(fields.map(({ name }) => name)).toEqual(before.fields.map(({ name }) => name));
  expect(rows).toEqual(
    before.rows.map((row: Record<string, unknown>) => {
      const balance = expected.get(row['id'] as number);
      return { ...row, balance, wallet_balance: balance };
    }),
  );
  await OPERATIONS.dailyLoginBonus(legacy, 18);
  expect(await shown(18)).toEqual(['107.00', '106.00']);
  // It can be adopted again.
  expect(await carryOut()).toMatchObject({ number: 2, adjusted: 1 });
  expect(await shown(18)).toEqual(['107.00', '107.00']);
});

test.each([
  [
    'an owner without a wallet',
    `INSERT INTO legacy.users (id, username) VALUES (50, 'x')`,
    '50 have no wallet in the book: run `onebook import` first',
  ],
  [
    'a negative balance',
    `UPDATE legacy.users SET balance = -1 WHERE id = 18`,
    '18 have a balance that the book cannot hold (-1.00)',
  ],
  [
    'a column with too few digits',
    `ALTER TABLE legacy.users ALTER balance TYPE numeric(20, 1)`,
    'cannot show the 2 digits of its currency',
  ],
  [
    'row-level security',
    `ALTER TABLE legacy.users ENABLE ROW LEVEL SECURITY`,
    'has row-level security',
  ],
])(
  'an adoption of a table with %s is refused, and changes nothing',
  async (_, statement, message) => {
    await at.owner.query(statement);
    await expect(carryOut()).rejects.toThrow(message);
    const { rows } = await at.owner.query(
      `SELECT relkind::text FROM pg_class WHERE oid = 'legacy.users'::regclass`,
    );
    expect(rows).toEqual([{ relkind: 'r' }]);
  },
);
test('a source with a where cannot be adopted', async () => {
  const mapping = mappingOf(tableSource('users.balance', 'balance', { where: { username: 'x' } }));
  await expect(carryOut(mapping)).rejects.toThrow('has a where: adopt takes whole tables');
});
