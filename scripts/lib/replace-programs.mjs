import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { filesUnder, readJson, writeWhole } from './files.mjs';
import { inRoot } from './project.mjs';

/**
 * Moves a bundle from `draft` to `folder`, so that a program can start at any time. Files of the bundle before it stay, for
 * programs that run and have not loaded all; those of earlier ones go. `files.json` then lists the bundle, relative to the root.
 *
 * @param {string[]} names the files in the order in which they are moved: chunks, which have their hash in their names, before the entries
 */
export function replacePrograms(draft, folder, names) {
  const list = path.posix.join(folder, 'files.json');
  const files = names.map((name) => path.posix.join(folder, name));
  const kept = new Set([list, ...files, ...(readJson(inRoot(list)) ?? [])]);
  mkdirSync(inRoot(folder), { recursive: true });
  for (const name of names) renameSync(inRoot(draft, name), inRoot(folder, name));
  rmSync(inRoot(draft), { recursive: true });
  for (const file of filesUnder(folder)) {
    if (!kept.has(file)) rmSync(inRoot(file));
  }
  writeWhole(inRoot(list), `${JSON.stringify(files)}\n`);
}
