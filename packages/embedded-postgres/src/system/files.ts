import { randomBytes } from 'node:crypto';
import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode, errorText } from '../errors.js';
import { giveToOwner } from '../lock/give-to-owner.mjs';

/** The file's text, or undefined if there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the name is taken, even by a link that leads nowhere. */
export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Twelve random hexadecimal digits, for a name that no other process uses. */
export function uniqueSuffix(): string {
  return randomBytes(6).toString('hex');
}

/** Writes the file whole or not at all, mode 0600. When it returns, the file is on the disk. */
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

/** Makes the names in a directory (a rename, for example) survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Deletes a leftover. Failing to delete it is worth a warning, but not a failed start. */
export async function discard(file: string, log: { warn(message: string): void }): Promise<void> {
  try {
    await rm(file, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch (error) {
    log.warn(`cannot delete the leftover ${file}: ${errorText(error)}`);
  }
}

const unusableCodes = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'];

/** Turns "cannot write there" into a line that says what to do. Returns any other error as it is. */
export function describeUnusable(directory: string, error: unknown): unknown {
  if (!unusableCodes.includes(errorCode(error) ?? '')) return error;
  return new EmbeddedPostgresError(
    `cannot keep the embedded database's files in ${directory} (${errorText(error)}): ` +
      'set DATA_DIR to a directory that this user can write, or DATABASE_URL to a PostgreSQL of your own',
  );
}
