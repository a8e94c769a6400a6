import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import { importInto, onlyCurrency, useMappings } from '../../support/adoption.js';
import { useBook } from '../../support/book.js';
import { IN_DISAGREEMENT, tableSource, USERS } from '../legacy/two-balance-columns.js';

const book = useBook();
const { folder, mapping, source } = useMappings();

test('two-balance-columns from a SQLite file: 14 users disagree, by 15 at most, and the first column comes in', async () => {
  const file = join(folder, 'app.db');
  const database = new sqlite.Database(file);
  // NUMERIC keeps a whole number as an integer and another one as a REAL.
  database.exec(
    'CREATE TABLE users (id INTEGER PRIMARY KEY, balance NUMERIC, wallet_balance NUMERIC)',
  );
  for (const [id, balance, walletBalance] of USERS)
    database.run('INSERT INTO users VALUES (?, ?, ?)', [
      id,
      Number(balance),
      Number(walletBalance),
    ]);
  database.close();
  const from = { origin: { type: 'sqlite', file, from: { table: 'users' } } } as const;
  const sources = mapping([
    tableSource('users.balance', 'balance', from),
    tableSource('users.wallet_balance', 'wallet_balance', from),
  ]);

  const dry = onlyCurrency(await importInto(book.database.url, sources, { dryRun: true }));
  expect(dry).toMatchObject({
    owners: USERS.length,
    disagreements: { count: IN_DISAGREEMENT, largest: '15.00' },
    setAside: [],
  });
  const named = dry.disagreements.rows.map(({ owner }) => owner);
  expect(new Set(named)).toEqual(
    new Set(USERS.filter(([, one, other]) => one !== other).map(([id]) => String(id))),
  );
  const sum = USERS.reduce((total, [, balance]) => total + Number(balance), 0).toFixed(2);
  expect(onlyCurrency(await importInto(book.database.url, sources))).toMatchObject({
    imported: USERS.length,
    book: { sum, drift: '0.00' },
  });
});

test('what is set aside is named by its row in a table and by its line in a file', async () => {
  const file = join(folder, 'debts.db');
  const database = new sqlite.Database(file);
  database.exec(
    `CREATE TABLE users (id INTEGER, balance TEXT); INSERT INTO users VALUES (1, '5'), (2, '-5')`,
  );
  database.close();
  const origin = { type: 'sqlite', file, from: { table: 'users' } } as const;
  const sources = mapping([
    tableSource('a table', 'balance', { origin }),
    source('a file', ['owner,amount', '1,5', '2,five']),
  ]);
  const { setAside } = onlyCurrency(await importInto(book.database.url, sources, { dryRun: true }));
  expect(setAside.map(({ reason: _, ...place }) => place)).toEqual([
    { source: 'a table', row: 2, owner: '2' },
    { source: 'a file', line: 3, owner: '2' },
  ]);
});
