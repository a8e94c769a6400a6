import { readIfPresent, writeWhole } from '../system/files.js';
import type { DataDirectory } from './data-directory.js';

/** The port of the last start, so that URLs stay the same. NaN if the file holds no number, 0 if there is none. */
export async function rememberedPort(dataDirectory: DataDirectory): Promise<number> {
  return Number((await readIfPresent(dataDirectory.portFile)) ?? 0);
}

export async function rememberPort(dataDirectory: DataDirectory, port: number): Promise<void> {
  if ((await rememberedPort(dataDirectory)) === port) return;
  await writeWhole(dataDirectory.portFile, `${port}\n`);
}
