import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Intent, IntentStore } from './intent.js';

export interface FileIntentsOptions {
  /**
   * No other process uses the folder. Then intents that the last process left are sent again at once; otherwise after the time in
   * which a process that is still alive could give one up.
   */
  readonly alone?: boolean;
}

/**
 * Keeps intents as files in a folder, for Node. Each is on disk before it is sent, and survives the process and a power cut.
 * @param folder made if it is missing; it must outlive the process, and nobody else should be able to read it
 */
export function fileIntents(
  folder: string,
  { alone = false }: FileIntentsOptions = {},
): IntentStore {
  const fileOf = (key: string) =>
    join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  return {
    save: async (intent) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(intent.key);
      const staged = `${file}.new`;
      await writeSynced(staged, JSON.stringify(intent));
      await rename(staged, file);
      await syncFolder(folder);
    },
    remove: async (key) => {
      await rm(fileOf(key), { force: true });
    },
    list: async (caller) => {
      const files = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
      const intents = await Promise.all(files.map((name) => read(join(folder, name))));
      return intents.filter((intent) => intent?.caller === caller) as Intent[];
    },
    ...(alone && { hold: () => Promise.resolve(() => undefined) }),
  };
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes the names of a folder's files to disk. Windows cannot open folders and does so by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** An intent; undefined if another process has removed it since. */
async function read(file: string): Promise<Intent | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Intent;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
