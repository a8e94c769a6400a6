import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type AnchorUse, AnchorError, readAnchorHeader } from '../integrity/index.js';

/**
 * Reads an anchor file to its end.
 * @param isKept whether the anchor stays as it is, even if the book passes
 * @throws Error in one line if it cannot be read, is damaged, or is not there although it is to be kept
 */
export async function openAnchorFile(file: string, isKept: boolean): Promise<AnchorUse> {
  const path = resolve(file);
  const header = await headerOf(path);
  if (header === undefined && isKept)
    throw new Error(`${file} does not exist: leave out --keep-anchor to write it`);
  return {
    previous: header && { header, lines: () => linesOf(path) },
    keep: isKept ? undefined : (lines) => replace(path, lines),
  };
}

/** The header of a whole anchor; undefined if there is no file. */
async function headerOf(path: string) {
  try {
    return await readAnchorHeader(linesOf(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (error instanceof AnchorError || code !== undefined)
      throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
    throw error;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    yield* createInterface({
      input: file.createReadStream({ encoding: 'utf8', autoClose: false }),
      crlfDelay: Infinity,
    });
  } finally {
    await file.close();
  }
}

/** Writes beside the file and renames: at every moment there is one whole anchor. */
async function replace(path: string, lines: AsyncIterable<string>): Promise<void> {
  const staged = `${path}.${randomUUID()}.new`;
  try {
    // It names owners and keys, so only its owner reads it.
    const file = await open(staged, 'wx', 0o600);
    try {
      for await (const chunk of inChunks(lines)) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const CHUNK_LENGTH = 65_536;

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
