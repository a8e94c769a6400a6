import { mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { giveToOwner } from '../lock/give-to-owner.mjs';
import { describeUnusable, discard } from '../system/files.js';
import type { Log } from '../log.js';

/** Everything that belongs to one embedded database. */
export interface DataDirectory {
  /** The directory that the caller names; it holds everything below. Absolute, without links. */
  readonly path: string;
  /** The cluster: PostgreSQL's own data directory (PGDATA). */
  readonly cluster: string;
  /** The owner's password, mode 0600. */
  readonly passwordFile: string;
  /** The port of the last start, so that URLs stay the same. */
  readonly portFile: string;
  /** PostgreSQL's log. */
  readonly logFile: string;
}

/** The start of the names of unfinished clusters. Without a running start, such a name is a leftover. */
export const stagingPrefix = '.staging-';

/** Creates the directory if it is missing, and names the files in it. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  const wanted = path.resolve(directory);
  try {
    // Root's server runs as another user, who has to pass through. The secrets inside have mode 0600.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    const created = await mkdir(wanted, { recursive: true, mode });
    if (created) await giveToOwner(created);
  } catch (error) {
    throw describeUnusable(wanted, error);
  }
  const real = await realpath(wanted);
  return {
    path: real,
    cluster: path.join(real, 'cluster'),
    passwordFile: path.join(real, 'password'),
    portFile: path.join(real, 'port'),
    logFile: path.join(real, 'postgresql.log'),
  };
}

/** Deletes what killed starts have left behind. Only the holder of the lock may call it. */
export async function sweepDataDirectory(dataDirectory: DataDirectory, log: Log): Promise<void> {
  for (const name of await readdir(dataDirectory.path)) {
    const isLeftover = name.startsWith(stagingPrefix) || /\.new-[0-9a-f]{12}$/.test(name);
    if (isLeftover) await discard(path.join(dataDirectory.path, name), log);
  }
}
