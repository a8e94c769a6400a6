import { randomBytes } from 'node:crypto';
import { chown, lstat, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode, errorText } from './error.js';

/** The file's text, or undefined where there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether something has this name, a link that leads nowhere included. */
export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** A name that nobody else uses. */
export function uniqueSuffix(): string {
  return randomBytes(6).toString('hex');
}

/**
 * Gives what root made in somebody else's directory to that directory's owner, so that they can go
 * on without root. Does nothing for anybody but root.
 */
export async function giveToOwner(file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const parent = await stat(path.dirname(file));
  if (parent.uid !== 0) await chown(file, parent.uid, parent.gid);
}

/** Writes the file whole or not at all, readable by its owner only, and on the disk when it returns. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.new-${uniqueSuffix()}`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await giveToOwner(temporary);
  await rename(temporary, file);
  await syncDirectory(path.dirname(file));
}

/** Makes the names in a directory (a rename in it) survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Deletes a left-over. One that cannot be deleted is worth a warning, not a failed start. */
export async function discard(file: string, log: { warn(message: string): void }): Promise<void> {
  try {
    await rm(file, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch (error) {
    log.warn(`cannot delete the left-over ${file}: ${errorText(error)}`);
  }
}

/** Turns "may not write there" into a line that says what to do about it. */
export function cannotUse(directory: string, error: unknown): unknown {
  const code = errorCode(error);
  if (!code || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) {
    return error;
  }
  return new EmbeddedPostgresError(
    `cannot keep the embedded database's files in ${directory} (${errorText(error)}): ` +
      'set DATA_DIR to a directory that this user can write, or DATABASE_URL to a PostgreSQL of your own',
  );
}
