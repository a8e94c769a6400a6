import { mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { cannotUse, discard, giveToOwner } from './files.js';
import type { Log, Place } from './types.js';

/** Names of work in progress; whatever still has one when nobody works here is a left-over. */
export const STAGING = '.staging-';

/** Makes the directory if need be and names the files in it. */
export async function openPlace(directory: string): Promise<Place> {
  const wanted = path.resolve(directory);
  try {
    // Root's server runs as another user, who has to get through; the secrets inside are 0600.
    const made = await mkdir(wanted, {
      recursive: true,
      mode: process.getuid?.() === 0 ? 0o711 : 0o700,
    });
    if (made) await giveToOwner(made);
  } catch (error) {
    throw cannotUse(wanted, error);
  }
  const real = await realpath(wanted);
  return {
    directory: real,
    cluster: path.join(real, 'cluster'),
    passwordFile: path.join(real, 'password'),
    portFile: path.join(real, 'port'),
    logFile: path.join(real, 'postgresql.log'),
  };
}

/** Deletes what killed starts left behind. Only for the holder of the lock. */
export async function sweepPlace(place: Place, log: Log): Promise<void> {
  for (const name of await readdir(place.directory)) {
    const leftOver = name.startsWith(STAGING) || /\.new-[0-9a-f]{12}$/.test(name);
    if (leftOver) await discard(path.join(place.directory, name), log);
  }
}
