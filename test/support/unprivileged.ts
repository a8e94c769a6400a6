import { execFile } from 'node:child_process';
import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const NOBODY = 65_534;

/** Options of a child process that runs as an ordinary user, because PostgreSQL and PgBouncer refuse to run as root. */
export const unprivileged = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A new directory that an ordinary user may write. */
export async function unprivilegedDirectory(prefix: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), prefix));
  if ('uid' in unprivileged) await chown(directory, NOBODY, NOBODY);
  return directory;
}

/** Runs a program to its end as an ordinary user. @returns its standard output */
export async function runUnprivileged(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { ...unprivileged, cwd: '/' });
  return stdout;
}
