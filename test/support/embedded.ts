import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { errorCode } from '../../src/database/embedded/error.js';
import { readIfThere } from '../../src/database/embedded/files.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import { parsePostmasterPid } from '../../src/database/embedded/postmaster-pid.js';
import { mayServe, processIdentity } from '../../src/database/embedded/processes.js';
import { until } from './until.js';
import type { ChildProcess } from 'node:child_process';

const here = import.meta.dirname;

/** A logger that remembers every line, its level in front. */
export function recorder() {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** A new directory, with a space in its name and a parent that only we may enter. */
export async function scratch(): Promise<string> {
  return path.join(await mkdtemp(path.join(os.tmpdir(), 'onebook-embedded-')), 'the data');
}

/**
 * Makes one database and stops it; each call of the function that it returns gives a new scratch
 * directory with a copy of it, which takes a tenth of the time.
 */
export async function seed(): Promise<{ copy(): Promise<string>; discard(): Promise<void> }> {
  const original = await scratch();
  await (await startEmbeddedPostgres({ directory: original, log: recorder() })).stop();
  return {
    async copy() {
      const directory = await scratch();
      await promisify(execFile)('cp', ['-a', original, directory]);
      return directory;
    },
    discard: () => discardScratch(original),
  };
}

/** Ends whatever server is left in a scratch directory, and deletes it. */
export async function discardScratch(directory: string): Promise<void> {
  const pid = await serverPid(directory);
  // Tests put the pids of others there, and those are not ours to end.
  if (pid !== undefined && (await mayServe(pid, path.join(directory, 'cluster')))) {
    kill(pid, 'SIGQUIT');
    await eventually(async () => (await processIdentity(pid)) === undefined);
  }
  await rm(path.dirname(directory), {
    recursive: true,
    force: true,
    maxRetries: 20,
    retryDelay: 100,
  });
}

/** The pid in postmaster.pid, whoever it belongs to; undefined where there is none. */
export async function serverPid(directory: string): Promise<number | undefined> {
  const text = await readIfThere(pidFile(directory));
  return parsePostmasterPid(text ?? '')?.pid;
}

export function pidFile(directory: string): string {
  return path.join(directory, 'cluster', 'postmaster.pid');
}

export function kill(pid: number, signal: NodeJS.Signals): void {
  // To the system 0 means all of ours, these tests among them.
  if (pid < 1) throw new Error(`there is no process ${pid} to send ${signal} to`);
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until it is so; throws if it never is, with the lines given. */
export function eventually(
  condition: () => boolean | Promise<boolean>,
  lines: readonly string[] = [],
): Promise<void> {
  return until(condition, () => lines.join('\n'));
}

/** One statement on a connection of its own. @returns its rows, each a list of columns */
export async function ask(url: string, sql: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

/** What test/support/embedded-child.ts says. */
export interface ChildEvent {
  info?: string;
  warn?: string;
  error?: string;
  url?: string;
  failed?: string;
}

/** Another process that starts the embedded PostgreSQL. */
export class StartingProcess {
  readonly events: ChildEvent[] = [];
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly #child: ChildProcess;

  constructor(directory: string, environment: NodeJS.ProcessEnv = {}) {
    const loader = pathToFileURL(path.join(here, 'ts-loader.mjs')).href;
    const args = ['--import', loader, path.join(here, 'embedded-child.ts'), directory];
    this.#child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.#child.stdout) throw new Error('no pipe to the child');
    createInterface(this.#child.stdout).on('line', (line) => {
      this.events.push(JSON.parse(line) as ChildEvent);
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
    });
  }

  /** The URL it got. Throws with its reason when it fails. */
  async url(): Promise<string> {
    await eventually(() => this.events.some((event) => event.url ?? event.failed));
    const failed = this.events.find((event) => event.failed)?.failed;
    if (failed) throw new Error(failed);
    return this.events.find((event) => event.url)?.url ?? '';
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await this.ended;
  }

  async stop(): Promise<void> {
    this.#child.stdin?.write('stop\n');
    await this.ended;
  }
}
