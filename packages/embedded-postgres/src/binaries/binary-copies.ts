import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from '../errors.js';
import { discard, exists, uniqueSuffix } from '../system/files.js';
import { canReach, type ServiceUser } from '../system/service-user.js';
import { linkLibraries } from './library-links.js';
import type { Log } from '../log.js';
import type { NativePackage } from './native-package.js';

/** A draft that is older belongs to a copy that was killed. */
const draftLifetimeMs = 60 * 60_000;

/**
 * Directories that can hold a copy of the binaries, the best first: beside the data, then (if the
 * service user cannot reach the data) the system's cache or temporary directories.
 */
export async function copyHomes(
  dataDirectory: { readonly path: string },
  user: ServiceUser | undefined,
): Promise<string[]> {
  const self = process.getuid?.() ?? 'user';
  const shared =
    self === 0
      ? ['/var/cache/onebook', '/var/tmp/onebook-root', path.join(os.tmpdir(), 'onebook-root')]
      : [path.join(os.tmpdir(), `onebook-${self}`)];
  if (!(await canReach(dataDirectory.path, user))) return shared;
  return [path.join(dataDirectory.path, 'binaries'), ...shared];
}

/**
 * Copies the package's files into `home`, once for each version and platform, whole or not at all.
 *
 * @returns the copy's directory
 */
export async function copyNative(source: NativePackage, home: string, log: Log): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  await refuseUntrusted(home);
  const copy = path.join(home, `postgresql-${source.version}-${process.platform}-${process.arch}`);
  if ((await exists(copy)) && (await hasSameFiles(source.native, path.join(copy, 'native')))) {
    return path.join(copy, 'native');
  }
  await sweepDrafts(home, log);
  log.info(`copying PostgreSQL to ${copy}, where the user who runs it can read it`);
  const draft = `${copy}.draft-${uniqueSuffix()}`;
  try {
    await cp(source.native, path.join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await linkLibraries(path.join(draft, 'native'));
    await makeReadable(draft);
    await putInPlace(draft, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path.join(copy, 'native');
}

/** Root must run only what no other user can change. The same goes for every user. */
async function refuseUntrusted(home: string): Promise<void> {
  const { uid, mode } = await lstat(home);
  const isOurs = uid === (process.getuid?.() ?? uid) || uid === 0;
  const isDirectory = (mode & 0o170000) === 0o040000;
  if (!isDirectory || !isOurs || (mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(`${home} is not a directory that only this user can write`);
  }
}

/** Whether every file has its source's size: a power cut can leave a file of a copy empty. */
async function hasSameFiles(source: string, copy: string): Promise<boolean> {
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join(copy, path.relative(source, from));
    if (!(await exists(to)) || (await stat(to)).size !== (await stat(from)).size) return false;
  }
  return true;
}

/** Lets every user read the copy, whatever umask the package was installed under. */
async function makeReadable(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const isExecutable = entry.isDirectory() || ((await stat(file)).mode & 0o100) !== 0;
    await chmod(file, isExecutable ? 0o755 : 0o644);
  }
}

async function putInPlace(draft: string, copy: string): Promise<void> {
  try {
    await rename(draft, copy);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    // The old copy is damaged, or another start has just put its own there. Moved aside, it stays
    // whole for the processes that use it until it is deleted.
    const old = `${copy}.draft-${uniqueSuffix()}`;
    await rename(copy, old);
    await rename(draft, copy);
    await rm(old, { recursive: true, force: true });
  }
}

async function sweepDrafts(home: string, log: Log): Promise<void> {
  for (const name of await readdir(home)) {
    const draft = path.join(home, name);
    if (!name.includes('.draft-') || !(await exists(draft))) continue;
    const ageMs = Date.now() - (await stat(draft)).mtimeMs;
    if (ageMs > draftLifetimeMs) await discard(draft, log);
  }
}
