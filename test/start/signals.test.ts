import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../support/gateway-process.js';
import { until } from '../support/until.js';

const root = join(import.meta.dirname, '..', '..');

let dataDir: string;
let port: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'onebook signals '));
  port = await freePort();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** A real `npm start`, in a process group of its own, as a terminal starts it. All share a data directory and a port. */
class NpmStart {
  output = '';
  readonly #exited: Promise<[number | null, NodeJS.Signals | null]>;

  private constructor(readonly npm: ChildProcess) {
    for (const stream of [npm.stdout, npm.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
    this.#exited = once(npm, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  }

  static launch(): NpmStart {
    const npm = spawn('npm', ['start'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: dataDir,
        DATA_DIR: dataDir,
        PORT: String(port),
        DEMO: 'false',
        npm_config_update_notifier: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running = new NpmStart(npm);
    return running;
  }

  /** Resolves when the gateway has printed that it is ready. */
  async untilReady(): Promise<this> {
    await this.untilPrinted('Onebook is ready.');
    return this;
  }

  async untilPrinted(text: string): Promise<void> {
    await until(
      () => {
        if (this.hasExited) throw new Error(`npm start ended:\n${this.output}`);
        return this.output.includes(text);
      },
      () => this.output,
    );
  }

  get hasExited(): boolean {
    return this.npm.exitCode !== null || this.npm.signalCode !== null;
  }

  get pid(): number {
    return this.npm.pid ?? 0;
  }

  /** The exit code or the signal of npm. */
  async exit(): Promise<number | NodeJS.Signals | null> {
    const [code, signal] = await this.#exited;
    return code ?? signal;
  }

  /** Processes of the group, npm apart. The embedded PostgreSQL has a session of its own. */
  async children(): Promise<number[]> {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,pgid=,stat=']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, group, state]) => Number(group) === this.pid && !state?.startsWith('Z'))
      .map(([pid]) => Number(pid))
      .filter((pid) => pid !== this.pid);
  }
}

let running: NpmStart | undefined;
afterEach(async () => {
  // Only what a failed test has left.
  for (const pid of (await running?.children()) ?? []) process.kill(pid, 'SIGKILL');
  if (running && !running.hasExited) running.npm.kill('SIGKILL');
  running = undefined;
});

async function postmaster(): Promise<number | undefined> {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const pid = Number(text?.split('\n')[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isPortTaken(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

/** Resolves when nothing of an `npm start` is left. */
async function untilAllIsGone(start: NpmStart): Promise<void> {
  await until(
    async () =>
      start.hasExited &&
      (await start.children()).length === 0 &&
      (await postmaster()) === undefined,
    () => start.output,
  );
  expect(await isPortTaken()).toBe(false);
}

test('SIGTERM to npm ends all that npm start started, and npm last', async () => {
  const start = await NpmStart.launch().untilReady();
  process.kill(start.pid, 'SIGTERM');
  expect(await start.exit()).toBe(0);
  // Under Docker and systemd the end of npm is the end of everything.
  expect([await start.children(), await postmaster(), await isPortTaken()]).toEqual([
    [],
    undefined,
    false,
  ]);
});

test('a Ctrl-C, which the gateway gets from the terminal and from npm, is one request to stop in order', async () => {
  const start = await NpmStart.launch().untilReady();
  process.kill(-start.pid, 'SIGINT');
  expect(await start.exit()).toBe(0);
  await untilAllIsGone(start);
});

test('if npm is killed, the gateway stops in order', async () => {
  const start = await NpmStart.launch().untilReady();
  process.kill(start.pid, 'SIGKILL');
  expect(await start.exit()).toBe('SIGKILL');
  await untilAllIsGone(start);
});

test('if the terminal is closed, the gateway stops in order, with nowhere left to write to', async () => {
  const start = await NpmStart.launch().untilReady();
  for (const stream of [start.npm.stdout, start.npm.stderr]) stream?.destroy();
  process.kill(-start.pid, 'SIGHUP');
  expect(await start.exit()).toBe('SIGHUP');
  await untilAllIsGone(start);
});

test('after a SIGKILL of the gateway the next start takes over what it left, and a signal to it alone ends all', async () => {
  const killed = await NpmStart.launch().untilReady();
  const [gateway] = await killed.children();
  process.kill(gateway!, 'SIGKILL');
  expect(await killed.exit()).not.toBe(0);
  expect(await postmaster()).toBeDefined();
  const next = await NpmStart.launch().untilReady();
  const [its] = await next.children();
  process.kill(its!, 'SIGTERM');
  expect(await next.exit()).toBe(0);
  await untilAllIsGone(next);
});

test.each([
  ['SIGTERM', 'it prints its command', 'scripts/start.mjs'],
  ['SIGKILL', 'it prints its command', 'scripts/start.mjs'],
  ['SIGTERM', 'PostgreSQL has started', 'PostgreSQL started'],
] as const)('%s to npm when %s ends the start', async (signal, _, text) => {
  const start = NpmStart.launch();
  await start.untilPrinted(text);
  process.kill(start.pid, signal);
  await untilAllIsGone(start);
  expect(start.output).not.toContain('Onebook is ready.');
});

test('a second request cuts off what is in flight, and a third ends the process at once', async () => {
  const module = pathToFileURL(join(root, 'dist', 'src', 'stop-signals.js')).href;
  const program = `
    const { listenForStopSignals } = await import(${JSON.stringify(module)});
    const stages = listenForStopSignals();
    for (const name of ['graceful', 'atOnce'])
      stages[name].addEventListener('abort', () => console.log(name, stages[name].reason.message));
    setInterval(() => {}, 1_000);
    console.log('listening');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  const exited = once(child, 'exit');
  await until(() => output.includes('listening'));
  child.kill('SIGTERM');
  await until(() => output.includes('graceful stopped by SIGTERM'));
  // Within a second it is the same request, so this sends until one counts.
  await until(() => child.kill('SIGINT') && output.includes('atOnce stopped by SIGINT'));
  await until(() => !child.kill('SIGTERM') || child.exitCode !== null);
  expect(await exited).toEqual([143, null]);
  expect(output.match(/stopped/g)).toHaveLength(2);
});
