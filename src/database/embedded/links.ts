import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './error.js';

/**
 * Makes the links between the libraries that the npm package lists in pg-symlinks.json. Its install
 * script would make them, and no install script runs here.
 * @returns false where the directory cannot be written and a link is missing
 */
export async function linkLibraries(native: string): Promise<boolean> {
  const list = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    // Both are written from the package's root: native/lib/…
    const at = path.resolve(native, '..', target);
    if (!(await makeLink(path.relative(path.dirname(target), source), at))) return false;
  }
  return true;
}

async function makeLink(to: string, at: string): Promise<boolean> {
  try {
    await symlink(to, at);
    return true;
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === 'EEXIST') return true;
    if (['EROFS', 'EACCES', 'EPERM'].includes(code)) return false;
    throw error;
  }
}
