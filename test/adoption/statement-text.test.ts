import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { normalisedSql, WITH_CONSTANTS } from '../../src/adoption/statement-text.js';
import { urlOf } from '../support/test-server.js';

let client: Client;
beforeAll(async () => {
  client = new Client({ connectionString: urlOf('onebook') });
  await client.connect();
  await client.query(normalisedSql('pg_temp'));
});
afterAll(() => client.end());

async function kept(text: string): Promise<string | undefined> {
  const { rows } = await client.query<{ text: string }>('SELECT pg_temp.normalised($1) AS text', [
    text,
  ]);
  return rows[0]?.text;
}

const UPDATE = 'UPDATE t SET b = b + 1';

test.each([
  ['a string', `${UPDATE} WHERE a = 'secret'`, 'UPDATE t SET b = b + $? WHERE a = $?'],
  ['a string with quotes', `UPDATE t SET a = 'it''s secret'`, 'UPDATE t SET a = $?'],
  ['an E string', `UPDATE t SET a = E'\\'secret', b = e'secret'`, 'UPDATE t SET a = $?, b = $?'],
  [
    'an E string behind a name that ends with $e',
    `UPDATE t SET a = a$e'x\\', b = 'secret'`,
    'UPDATE t SET a = a$e$?, b = $?',
  ],
  [
    'U&, B and X strings',
    `UPDATE t SET a = U&'secret', b = X'5ec'`,
    'UPDATE t SET a = U&$?, b = X$?',
  ],
  ['a dollar quote', `UPDATE t SET a = $$secret$$, b = 'x'`, 'UPDATE t SET a = $?, b = $?'],
  [
    'an E string that goes on in the next line',
    `UPDATE t SET a = E'a' -- more\n 'b\\' secret', b = 'x'`,
    'UPDATE t SET a = $?, b = $?',
  ],
  ['a dollar quote with a $ in it', `SELECT $$a$b secret$$, 1`, 'SELECT $?, $?'],
  ['a dollar quote without an end', `SELECT $$secret`, 'SELECT $?'],
  ['a dollar quote with a tag', `SELECT 1, $x$ it's secret $x$, 2`, 'SELECT $?, $?'],
  [
    'dollars in a string before a dollar quote',
    `UPDATE t SET a = 'costs $$ much', b = $$o'brien secret$$, c = 1`,
    'UPDATE t SET a = $?, b = $?, c = $?',
  ],
  ['a name with dollars', `SELECT b AS a$$, 'secret' AS c$$`, 'SELECT b AS a$$, $? AS c$$'],
  ['a comment', `SELECT a -- secret\n, /* secret */ b`, 'SELECT a $? , $? b'],
  [
    'a comment that ends at a carriage return',
    `UPDATE t SET b = 1 -- c\r, a = 'ali\nsecret'`,
    'UPDATE t SET b = $? $? , a = $?',
  ],
  [
    'a comment within a comment',
    `SELECT 1 /* a /* b */ it's */ WHERE a = 'secret'`,
    '(not kept: a comment within a comment)',
  ],
  [
    'a setting',
    `SET app.customer = secret; ${UPDATE}`,
    'SET app.customer = $?; UPDATE t SET b = b + $?',
  ],
  [
    'a local setting',
    'BEGIN; set local x TO secret; SELECT 1',
    'BEGIN; set local x TO $?; SELECT $?',
  ],
  ['numbers', 'SELECT 1.5, .5, 1e-7, 0x1F, 1_000, -5.e-3', 'SELECT $?, $?, $?, $?, $?, -$?'],
  [
    'quoted names',
    `SELECT "a'b", "c--d" FROM t WHERE e = 'secret'`,
    `SELECT "a'b", "c--d" FROM t WHERE e = $?`,
  ],
])('the constants of %s are taken out', async (_what, sent, expected) => {
  const text = await kept(sent);
  expect(text).toBe(expected);
  expect(text).not.toContain('secret');
  expect(await kept(expected)).toBe(expected);
});

test('a text that could have constants in it is known as such', async () => {
  const isKnown = async (text: string): Promise<boolean | undefined> => {
    const { rows } = await client.query<{ is: boolean }>('SELECT $1 ~ $2 AS is', [
      text,
      WITH_CONSTANTS,
    ]);
    return rows[0]?.is;
  };
  expect(await isKnown('UPDATE t SET a1 = $1 WHERE b = $12;')).toBe(false);
  for (const text of [
    `UPDATE t SET a = 'x'`,
    'UPDATE t SET a = 5',
    'UPDATE t SET a = $$x$$',
    'UPDATE t SET a = $1 -- x',
    'SET app.customer = secret; UPDATE t SET a = $1',
    'UPDATE t SET a = $1; SET app.customer = secret',
  ])
    expect({ text, is: await isKnown(text) }).toEqual({ text, is: true });
});

test('a text that was written to take long does not', async () => {
  const tags = Array.from({ length: 4_000 }, (_, n) => `$a${n}$`).join(' ');
  const dollars = '$'.repeat(19_000);
  const comments = '/*'.repeat(9_000);
  await client.query(`SET statement_timeout = '5s'`);
  for (const nasty of [
    tags,
    dollars,
    comments,
    '"'.repeat(19_001),
    `'`.repeat(19_001),
    'SET '.repeat(4_000),
  ])
    for (const around of [`UPDATE t SET a = '${nasty} \\'`, nasty, `/* */ ${nasty}`])
      expect(await kept(around)).toBeDefined();
});
