import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './project.mjs';

/** All files under a path of the project (a file or a folder): relative to the root, sorted. */
export function filesUnder(relative) {
  const absolute = inRoot(relative);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [relative];
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .map((entry) => path.posix.join(relative, entry.name))
    .flatMap((child) => filesUnder(child))
    .sort();
}

/** SHA-256 over names, contents, and further values that the result depends on. */
export function hashOf(relativeFiles, ...more) {
  const hash = createHash('sha256');
  for (const file of relativeFiles) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.update(JSON.stringify(more)).digest('hex');
}

/** The JSON in a file; undefined if the file is missing or is not JSON. */
export function readJson(absolute) {
  try {
    return JSON.parse(readFileSync(absolute, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Writes a file atomically: whole or not at all, even if the power fails. */
export function writeWhole(absolute, text) {
  mkdirSync(path.dirname(absolute), { recursive: true });
  const draft = `${absolute}.${randomUUID()}`;
  const file = openSync(draft, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, absolute);
}
