import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import config from '../../jest.config.mjs';

/*
 * A runtime that loses an error makes a run green. So the test plants small test files, and has jest run them with the
 * configuration of this repository, except for PostgreSQL.
 */

const root = join(import.meta.dirname, '..', '..');

let folder: string;
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ['one process', ['--runInBand']],
  ['two workers', ['--maxWorkers=2']],
])('jest in %s', (_, mode) => {
  test('passes a run of good test files', async () => {
    const run = await runJest(mode, { first: good, second: good });
    expect(run).toMatchObject({ code: 0, files: { first: 'passed', second: 'passed' } });
  });

  test('fails each file with a wrong import, a failing test, a lost rejection or a test that hangs', async () => {
    const run = await runJest(mode, {
      expectation: `test('x', () => expect(1).toBe(2));`,
      import: `import { nothing } from 'node:fs'; test('x', () => nothing());`,
      rejection: `test('x', async () => { void Promise.reject(new Error('lost')); await wait(20); });`,
      throw: `test('x', async () => { setTimeout(() => { throw new Error('lost'); }, 5); await wait(20); });`,
      hanging: `test('x', () => new Promise(() => {}));`,
      good,
    });
    expect(run).toMatchObject({
      code: 1,
      files: {
        expectation: 'failed',
        import: 'failed',
        rejection: 'failed',
        throw: 'failed',
        hanging: 'failed',
        good: 'passed',
      },
    });
  });

  test('fails the file that runs when a test and a hook of a file before it throw and reject', async () => {
    // Of three files, one worker has two.
    const run = await runJest(mode, { one: leavesErrors, two: leavesErrors, three: leavesErrors });
    expect(run.code).toBe(1);
    expect(Object.values(run.files)).toContain('failed');
    for (const late of ['throw of a test', 'rejection of a test', 'rejection of a hook'])
      expect(run.messages).toContain(late);
  });

  test('fails a run whose last file throws after its end', async () => {
    const throws = `
      test('x', () => {
        setInterval(() => {
          if (process.listenerCount('unhandledRejection') > 0) return; // Jest still listens.
          writeFileSync(marker, '');
          throw new Error('late throw');
        }, 5);
      });
    `;
    // A second file, so that jest has a second worker, and that the first ends before the run does.
    const waits = `
      test('x', async () => {
        while (!existsSync(marker)) await wait(20);
        await wait(100);
      }, 60_000);
    `;
    const isParallel = mode.includes('--maxWorkers=2');
    const run = await runJest(mode, isParallel ? { throws, waits } : { throws });
    expect(run.code).toBe(1);
    expect(run.output).toContain('late throw');
    if (isParallel) expect(run.files).toEqual({ throws: 'passed', waits: 'passed' });
  });
});

const good = `test('x', () => expect(1).toBe(1));`;

/** Waits for what the file before it in the same process has left, and leaves the same itself. */
const leavesErrors = `
  const whenNextFileWaits = (act) => {
    const timer = setInterval(() => {
      if (!globalThis.isWaiting) return;
      clearInterval(timer);
      act();
    }, 5);
    timer.unref();
  };
  afterAll(() => whenNextFileWaits(() => void Promise.reject(new Error('rejection of a hook'))));
  test('x', async () => {
    globalThis.isWaiting = true;
    await wait(100);
    globalThis.isWaiting = false;
    whenNextFileWaits(() => void Promise.reject(new Error('rejection of a test')));
    whenNextFileWaits(() => { throw new Error('throw of a test'); });
  });
`;

const beginning = `
  import { existsSync, writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  import { afterAll, expect, test } from '@jest/globals';
  const marker = join(import.meta.dirname, 'marker');
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;

/** What jest made of files. */
interface Run {
  readonly code: number;
  readonly output: string;
  readonly files: Record<string, string>;
  /** The failures of all files. */
  readonly messages: string;
}

interface Results {
  readonly testResults: { name: string; status: string; message: string }[];
}

async function runJest(mode: readonly string[], files: Record<string, string>): Promise<Run> {
  folder = await mkdtemp(join(tmpdir(), 'onebook-jest-'));
  for (const [name, code] of Object.entries(files))
    await writeFile(join(folder, `${name}.test.ts`), beginning + code);
  const { globalSetup: _, globalTeardown: __, ...rest } = config;
  const planted = {
    ...rest,
    rootDir: root,
    roots: [folder],
    testMatch: [`${folder}/*.test.ts`],
    testTimeout: 500,
  };
  const results = join(folder, 'results.json');
  const reporter = join(root, 'scripts', 'lib', 'jest', 'tally-reporter.mjs');
  const { code, output } = await runNode([
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...['--config', JSON.stringify(planted), ...mode, '--json', '--outputFile', results],
    ...['--reporters=default', `--reporters=${reporter}`],
  ]);
  // Node ends a run without workers before jest writes them.
  const { testResults } = existsSync(results)
    ? (JSON.parse(await readFile(results, 'utf8')) as Results)
    : { testResults: [] };
  return {
    code,
    output,
    files: Object.fromEntries(
      testResults.map(({ name, status }) => [basename(name, '.test.ts'), status]),
    ),
    messages: testResults.map(({ message }) => message).join('\n'),
  };
}

/** Runs Node with variables of its own: this process is a worker of jest, and says so in its environment. */
function runNode(args: readonly string[]): Promise<{ code: number; output: string }> {
  const env = {
    PATH: process.env['PATH'],
    ONEBOOK_TALLY: join(folder, 'tally.json'),
    ONEBOOK_LATE_ERRORS: join(folder, 'late-errors'),
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env, cwd: root }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
