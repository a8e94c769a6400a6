import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { GatewayProcess } from '../support/gateway-process.js';

// The commands of docs/operations.md, in their order, beside a gateway with the demo. They print what the page shows,
// but for moments and sizes.

const root = join(import.meta.dirname, '..', '..');

interface Shown {
  readonly command: string;
  readonly output: string;
}

/** The commands of the page with the output below each. */
async function commandsOf(page: string): Promise<Shown[]> {
  const text = await readFile(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^```console\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((one) => {
        const [command = '', ...output] = one.split('\n');
        return { command, output: output.join('\n') };
      }),
  );
}

/** What can be another in each run: moments, sizes, and rows of the book's own record of what it did. */
function comparable(output: string): string {
  return output
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')
    .replace(/\d+ rows in \d+ bytes/, '<size>')
    .trim();
}

let gateway: GatewayProcess;
let database: TestDatabase;
let folder: string;
let shown: readonly Shown[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook-operations-'));
  gateway = await GatewayProcess.create({ DEMO: 'true' });
  await gateway.start();
  // As pg_restore leaves a book on a server without the role.
  database = await createTestDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('DROP OWNED BY wallet_gateway');
  await owner.end();
  // Those with a name of a book of their own are run by test/backup/old-system.test.ts.
  shown = (await commandsOf('operations.md')).filter(({ command }) => !command.includes('BOOK='));
});
afterAll(async () => {
  await gateway.discard();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(command: string): Promise<{ code: unknown; output: string }> {
  const here = command
    .replace('/mnt/elsewhere/', `${folder}/`)
    .replace('DATA_DIR=/elsewhere', `DATA_DIR=${folder}/elsewhere`)
    .replace('DATABASE_URL=postgres://…', `DATABASE_URL='${database.url}'`)
    .replace('book.backup', `${folder}/book.backup`);
  const child = spawn('sh', ['-c', here], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATA_DIR: gateway.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, output: output.replaceAll(`${folder}/`, '') };
}

test('the commands that docs/operations.md shows print what it shows', async () => {
  expect(shown.map(({ command }) => command.replace(/^.*onebook\.js (\w+).*$/, '$1'))).toEqual([
    ...['currency', 'verify', 'verify', 'backup', 'restore', 'migrate', 'verify'],
  ]);
  // The file of the anchor is written by a first run, which the page tells of.
  const anchor = shown.find(({ command }) => command.includes('--anchor'))?.command ?? '';
  expect((await run(anchor)).code).toBe(0);
  for (const { command, output } of shown) {
    const ran = await run(command);
    expect([command, ran.code]).toEqual([command, 0]);
    const wanted = comparable(output).replace(/\n…$/, '');
    expect([command, comparable(ran.output).slice(0, wanted.length)]).toEqual([command, wanted]);
    if (wanted !== '' && !output.includes('…')) expect(comparable(ran.output)).toBe(wanted);
  }
});
