import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { processIdentity } from '../../src/lock/process-identity.mjs';
import { parsePostmasterPid } from '../../src/server/postmaster-pid.js';
import { canServe } from '../../src/server/server-processes.js';
import { startEmbeddedPostgres } from '../../src/start.js';
import { readIfPresent } from '../../src/system/files.js';
import { eventually, kill } from './processes.js';
import { recorder } from './recorder.js';

/** The path of a new data directory, with a space in its name and a parent that only this user can enter. */
export async function scratch(): Promise<string> {
  return path.join(await mkdtemp(path.join(os.tmpdir(), 'onebook-embedded-')), 'the data');
}

/**
 * Makes one database and stops it. Each call of `copy` returns a new scratch directory with a copy of
 * that database, which takes a tenth of the time.
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

/** Ends a server that is left in a scratch directory, and deletes the directory. */
export async function discardScratch(directory: string): Promise<void> {
  const pid = await serverPid(directory);
  // Tests put the pids of other processes there, and those must live on.
  if (pid !== undefined && (await canServe(pid, path.join(directory, 'cluster')))) {
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

/** The pid in postmaster.pid, of whatever process; undefined if there is none. */
export async function serverPid(directory: string): Promise<number | undefined> {
  const text = await readIfPresent(pidFile(directory));
  return parsePostmasterPid(text ?? '')?.pid;
}

export function pidFile(directory: string): string {
  return path.join(directory, 'cluster', 'postmaster.pid');
}

/** Runs one statement on a connection of its own. @returns its rows, each a list of columns */
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
