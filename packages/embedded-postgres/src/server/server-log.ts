import { copyFile, type FileHandle, open, stat, truncate } from 'node:fs/promises';
import { errorCode } from '../errors.js';
import { giveToOwner } from '../lock/give-to-owner.mjs';
import type { DataDirectory } from '../cluster/data-directory.js';

/** The most that the log and its predecessor hold each, plus what a minute adds. */
const logLimitBytes = 10 * 1024 * 1024;

/** Opens the log for a server to append to. */
export async function openLog({ logFile }: DataDirectory): Promise<FileHandle> {
  const handle = await open(logFile, 'a', 0o600);
  await giveToOwner(logFile);
  return handle;
}

/**
 * Keeps the log bounded: past the limit its content becomes <name>.1, and the log is empty again. It
 * is copied and cut, not renamed, because the server goes on appending to the file it was given.
 */
export async function boundLog(
  { logFile }: DataDirectory,
  limitBytes = logLimitBytes,
): Promise<void> {
  try {
    const { size } = await stat(logFile);
    if (size <= limitBytes) return;
    await copyFile(logFile, `${logFile}.1`);
    await giveToOwner(`${logFile}.1`);
    await truncate(logFile, 0);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** What the server has written since the log had `offset` bytes, at most the last 16 KB. */
export async function logSince({ logFile }: DataDirectory, offset: number): Promise<string> {
  const handle = await open(logFile, 'r');
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

/** Why a server gave up: the fatal errors of its log, without their time stamps. */
export function fatalLines(log: string): string {
  const lines = log.split('\n').filter((line) => /\b(FATAL|PANIC|HINT|could not)\b/.test(line));
  const texts = lines.map((line) => line.replace(/^.*?\] /, '').trim());
  return texts.slice(-4).join('; ') || log.trim().slice(-300) || 'it gives no reason';
}
