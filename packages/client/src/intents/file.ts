import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Intent, intentId, type IntentStore } from './intent.js';

export interface FileIntentsOptions {
  /**
   * No other process uses the folder. Then intents that the last process left are sent again at once; otherwise after the time in
   * which a process that is still alive could give one up.
   */
  readonly alone?: boolean;
}

/** How the name of a file ends that is being written. */
const STAGED = '.new';
/** A file takes less time to write, in milliseconds. If it does not, its intent is not stored, and its call says so. */
const STAGED_MS = 60_000;

/**
 * Keeps intents as files in a folder, for Node. Each is on disk before it is sent, and survives the process and a power cut.
 * @param folder made if it is missing; it must outlive the process, and no other user should be able to read it
 */
export function fileIntents(
  folder: string,
  { alone = false }: FileIntentsOptions = {},
): IntentStore {
  const inFolder = (name: string) => join(folder, name);
  const fileOf = (intent: Intent) =>
    inFolder(`${createHash('sha256').update(intentId(intent)).digest('hex')}.json`);
  return {
    save: async (intent) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(intent);
      const staged = file + STAGED;
      await writeSynced(staged, JSON.stringify(intent));
      await rename(staged, file);
      await syncFolder(folder);
    },
    remove: async (intent) => {
      await rm(fileOf(intent), { force: true });
      // After a power cut it must not come back, and be sent although its caller was told that it was given up.
      await syncFolder(folder);
    },
    list: async (caller) => {
      const names = await namesIn(folder);
      await removeStaged(names.filter((name) => name.endsWith(STAGED)).map(inFolder));
      const files = names.filter((name) => name.endsWith('.json'));
      const intents = await Promise.all(files.map((name) => read(inFolder(name))));
      return intents.filter((intent) => intent?.caller === caller) as Intent[];
    },
    ...(alone && { hold: () => Promise.resolve(() => undefined) }),
  };
}

/** Removes what a process left that died before an intent was stored whole. Nothing was sent then. */
async function removeStaged(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const age = Date.now() - (await changedAt(file));
    if (age > STAGED_MS) await rm(file, { force: true });
  }
}

/** When a file was last changed; never, if it is gone. */
async function changedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Infinity;
    throw error;
  }
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
    if (isMissing(error)) return [];
    throw error;
  }
}

/** An intent; undefined if another process has removed it since. */
async function read(file: string): Promise<Intent | undefined> {
  try {
    return parsed(await readFile(file, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** undefined for a file that no client can have written whole: it must not keep all other intents back. */
function parsed(text: string): Intent | undefined {
  try {
    return JSON.parse(text) as Intent;
  } catch {
    return undefined;
  }
}
