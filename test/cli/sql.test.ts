import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { onebook } from '../support/onebook-command.js';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'onebook-sql '));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(sql: string): Promise<{ code: number | null; output: string }> {
  const file = join(folder, 'file.sql');
  await writeFile(file, sql);
  const { code, output } = await onebook({ DATABASE_URL: database.url }, 'sql', file);
  return { code, output: output.replaceAll(file, 'FILE') };
}

const TABLE = ` a | naïve |   n
---+-------+-------
 1 | x; y  |  3.00
 2 |       | 10.00
(2 rows)

`;

describe('onebook sql', () => {
  test('runs the statements of a file one after another, and prints rows as psql does', async () => {
    const { code, output } = await run(`-- é; no statement
      CREATE TABLE t (a int, "naïve" text, n numeric(10, 2));
      INSERT INTO t VALUES (1, 'x; y', 3), (2, NULL, 10);
      SELECT * FROM t ORDER BY a`);
    expect([code, output]).toEqual([0, TABLE]);
  });

  test('runs a function with semicolons in its body, and shows what it warns of', async () => {
    const { code, output } = await run(
      `CREATE FUNCTION one() RETURNS int BEGIN ATOMIC SELECT 1; END;
       DO $$ BEGIN RAISE WARNING 'take care; %', one(); END $$;`,
    );
    expect([code, output]).toEqual([0, 'WARNING: take care; 1\n']);
  });

  test('executes nothing of a file with an error of syntax, and names its line', async () => {
    const { code, output } = await run('CREATE TABLE untouched ();\n\nSELEC 2;');
    expect([code, output]).toEqual([
      1,
      'onebook: FILE, line 3: syntax error at or near "SELEC". Nothing was executed\n',
    ]);
    expect((await run('SELECT * FROM untouched;')).output).toContain('does not exist');
  });

  test('ends at the first statement that fails, and names its line and what stays', async () => {
    const { code, output } = await run(
      'CREATE TABLE kept (a int);\n-- é\nSELECT\n  nix FROM kept;\nINSERT INTO kept VALUES (1);',
    );
    expect([code, output]).toEqual([
      1,
      'onebook: FILE, line 4: column "nix" does not exist\n' +
        'onebook: what was committed before it stays; this statement and those after it were not executed\n',
    ]);
    expect((await run('SELECT count(*) FROM kept;')).output).toContain('\n     0\n');
  });

  test('undoes what an open transaction did before an error', async () => {
    await run('BEGIN; CREATE TABLE undone (); SELECT 1 / 0; COMMIT;');
    expect((await run('SELECT * FROM undone;')).output).toContain('"undone" does not exist');
  });

  test('reads standard input without a file', async () => {
    const program = join(import.meta.dirname, '..', '..', 'dist', 'programs', 'onebook.js');
    const child = spawn(process.execPath, [program, 'sql'], {
      env: { PATH: process.env['PATH'], DATABASE_URL: database.url },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += String(text)));
    child.stdin.end(`SELECT 'ä' AS letter, current_setting('application_name') AS name;`);
    await once(child, 'close');
    expect(output).toBe(
      ' letter |    name\n--------+-------------\n ä      | onebook sql\n(1 row)\n\n',
    );
  });

  test('says which file cannot be read', async () => {
    const { code, output } = await onebook({ DATABASE_URL: database.url }, 'sql', 'nowhere.sql');
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('onebook: nowhere.sql cannot be read: ENOENT'),
    ]);
  });
});
