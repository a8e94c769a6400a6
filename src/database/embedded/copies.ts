import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './error.js';
import { discard, exists, uniqueSuffix } from './files.js';
import { linkLibraries } from './links.js';
import { canReach } from './user.js';
import type { NativePackage } from './package.js';
import type { Log, Place, ServiceUser } from './types.js';

const HOUR = 3_600_000;

/**
 * Where a copy of the binaries can live, the best first: beside the data, or where that is out of
 * the service user's reach, in the system's cache or temporary directories.
 */
export async function copyHomes(place: Place, user: ServiceUser | undefined): Promise<string[]> {
  const self = process.getuid?.() ?? 'user';
  const beside = (await canReach(place.directory, user)) ? [place.directory] : [];
  const shared =
    self === 0
      ? ['/var/cache/onebook', '/var/tmp/onebook-root', path.join(os.tmpdir(), 'onebook-root')]
      : [path.join(os.tmpdir(), `onebook-${self}`)];
  return [...beside.map((directory) => path.join(directory, 'binaries')), ...shared];
}

/**
 * Copies the package's files into `home`, once for each version and platform, whole or not at all.
 * @returns the copy's directory
 */
export async function copyNative(source: NativePackage, home: string, log: Log): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  await trust(home);
  const copy = path.join(home, `postgresql-${source.version}-${process.platform}-${process.arch}`);
  if ((await exists(copy)) && (await sameFiles(source.native, path.join(copy, 'native')))) {
    return path.join(copy, 'native');
  }
  await sweep(home, log);
  log.info(`copying PostgreSQL to ${copy}, where the user who runs it can read it`);
  const draft = `${copy}.draft-${uniqueSuffix()}`;
  try {
    await cp(source.native, path.join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await linkLibraries(path.join(draft, 'native'));
    await openUp(draft);
    await putInPlace(draft, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path.join(copy, 'native');
}

/** What root runs must come from a directory that only root can change; the same for anybody. */
async function trust(home: string): Promise<void> {
  const { uid, mode } = await lstat(home);
  const ours = uid === (process.getuid?.() ?? uid) || uid === 0;
  const isDirectory = (mode & 0o170000) === 0o040000;
  if (!isDirectory || !ours || (mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(`${home} is not a directory that only we can write`);
  }
}

/** A power cut can leave a file of a copy empty: every file has to have its source's size. */
async function sameFiles(source: string, copy: string): Promise<boolean> {
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join(copy, path.relative(source, from));
    if (!(await exists(to)) || (await stat(to)).size !== (await stat(from)).size) return false;
  }
  return true;
}

/** Lets everybody read the copy, whatever umask the package was installed under. */
async function openUp(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || ((await stat(at)).mode & 0o100) !== 0;
    await chmod(at, executable ? 0o755 : 0o644);
  }
}

async function putInPlace(draft: string, copy: string): Promise<void> {
  try {
    await rename(draft, copy);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    // Damaged, or another start has just put its own there. Moved aside, it stays whole for whoever
    // is using it until it is deleted.
    const old = `${copy}.draft-${uniqueSuffix()}`;
    await rename(copy, old);
    await rename(draft, copy);
    await rm(old, { recursive: true, force: true });
  }
}

async function sweep(home: string, log: Log): Promise<void> {
  for (const name of await readdir(home)) {
    const draft = path.join(home, name);
    if (!name.includes('.draft-') || !(await exists(draft))) continue;
    const age = Date.now() - (await stat(draft)).mtimeMs;
    if (age > HOUR) await discard(draft, log);
  }
}
