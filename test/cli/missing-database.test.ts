import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort, GatewayProcess } from '../support/gateway-process.js';
import { onebook } from '../support/onebook-command.js';

const mapping = join(
  ...[import.meta.dirname, '..', '..', 'examples', 'adoption', 'coins', 'mapping.yml'],
);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook missing '));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['backup', 'out.backup'],
  ['verify'],
  ['reconcile'],
  ['currency', 'add', 'GEM', '0', 'Gems'],
  ['documents', 'list'],
  ['general-ledger', '--format', 'csv'],
  ['shadow', 'report', '--mapping', mapping],
  ['adopt', '--mapping', mapping],
])('%s makes no database in a DATA_DIR that has none', async (...command) => {
  const dataDir = join(folder, 'wrong');
  const args = command.map((one) => (one === 'out.backup' ? join(folder, one) : one));
  const { code, output } = await onebook({ DATA_DIR: dataDir }, ...args);
  expect(output).toContain(
    `there is no database in ${join(dataDir, 'postgres')}: set DATA_DIR to where it is, or DATABASE_URL\n`,
  );
  expect(code).not.toBe(0);
  expect(existsSync(dataDir)).toBe(false);
  expect(existsSync(join(folder, 'out.backup'))).toBe(false);
});

test('a dry run makes no second book in a database that has one', async () => {
  const gateway = await GatewayProcess.create();
  const dryRun = (book: string) =>
    onebook({ DATA_DIR: gateway.dataDir, BOOK: book }, 'import', '--dry-run', '--mapping', mapping);
  for (let run = 0; run < 2; run += 1) {
    const { code, output } = await dryRun('typo2');
    expect(output).toContain(
      'the database has no book typo2, and a dry run makes none: it has book. Set BOOK, or run `onebook migrate` first\n',
    );
    expect(code).toBe(2);
  }
  expect((await dryRun('book')).output).toContain('196 wallets would come in');
  await gateway.discard();
});

test.each([
  ['backup', (at: string) => ['backup', at]],
  ['import --html', (at: string) => ['import', '--dry-run', '--mapping', mapping, '--html', at]],
])('%s into a folder that is missing names the file and the folder', async (_name, argsOf) => {
  const file = join(folder, 'nowhere', 'out');
  const gateway = await GatewayProcess.create();
  const { code, output } = await onebook({ DATA_DIR: gateway.dataDir }, ...argsOf(file));
  await gateway.discard();
  expect(output).toContain(
    `onebook: ${file} cannot be written: there is no folder ${join(folder, 'nowhere')}\n`,
  );
  expect(output).not.toMatch(/unfinished|\.part/);
  expect(code).not.toBe(0);
});

test.each(['import', 'adopt'])('%s names an option that is misspelt', async (name) => {
  const { code, output } = await onebook({}, name, '--maping', 'x.yml');
  expect(output).toContain(`error: unknown option '--maping'\n(Did you mean --mapping?)`);
  expect(code).toBe(2);
  const without = await onebook({}, name);
  expect(without.output).toContain(`error: required option '--mapping <file>' not specified`);
  expect(without.code).toBe(2);
});

test.each([
  ['migrate', []],
  ['adopt', ['--mapping', mapping]],
])('%s names the database that it cannot reach', async (name, args) => {
  const url = `postgres://app@127.0.0.1:${await freePort()}/shop`;
  const { code, output } = await onebook({ DATABASE_URL: url }, name, ...args);
  expect(output).toMatch(
    /^onebook: the database shop at 127\.0\.0\.1:\d+ as app cannot be used: .*: start PostgreSQL, or correct the URL/m,
  );
  expect(code).not.toBe(0);
});

test('help whose reader has seen enough ends without an error', async () => {
  const program = join(import.meta.dirname, '..', '..', 'dist', 'programs', 'onebook.js');
  const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, said]).toEqual([0, '']);
});
