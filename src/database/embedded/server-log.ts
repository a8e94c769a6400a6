import { copyFile, open, stat, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { errorCode } from './error.js';
import { giveToOwner } from './files.js';
import type { Place } from './types.js';

/** The log and its predecessor are this large at most, plus what a minute adds. */
const LOG_LIMIT = 10 * 1024 * 1024;

/** Opens the log for a server to append to. */
export async function openLog(place: Place): Promise<FileHandle> {
  const handle = await open(place.logFile, 'a', 0o600);
  await giveToOwner(place.logFile);
  return handle;
}

/**
 * Keeps the log bounded: past the limit it becomes <name>.1 and starts anew. Copied and cut rather
 * than renamed, as the server goes on appending to the file it was given.
 */
export async function boundLog(place: Place, limit = LOG_LIMIT): Promise<void> {
  try {
    const { size } = await stat(place.logFile);
    if (size <= limit) return;
    await copyFile(place.logFile, `${place.logFile}.1`);
    await giveToOwner(`${place.logFile}.1`);
    await truncate(place.logFile, 0);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** What the server has written since the log had `offset` bytes, the last 16 KB of it. */
export async function logSince(place: Place, offset: number): Promise<string> {
  const handle = await open(place.logFile, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(offset, size - 16_384);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Why a server gave up, from its log: its fatal errors without their time stamps. */
export function fatalLines(log: string): string {
  const lines = log.split('\n').filter((line) => /\b(FATAL|PANIC|HINT|could not)\b/.test(line));
  const texts = lines.map((line) => line.replace(/^.*?\] /, '').trim());
  return texts.slice(-4).join('; ') || log.trim().slice(-300) || 'it says nothing';
}
