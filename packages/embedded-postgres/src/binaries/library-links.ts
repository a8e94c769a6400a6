import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../errors.js';

/**
 * Makes the links between libraries that the npm package lists in pg-symlinks.json. The package's
 * install script would make them, but this project lets no install script run.
 *
 * @returns false if a link is missing and the directory is read-only
 */
export async function linkLibraries(native: string): Promise<boolean> {
  const list = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    // Both paths start at the package's root: native/lib/…
    const link = path.resolve(native, '..', target);
    if (!(await makeLink(path.relative(path.dirname(target), source), link))) return false;
  }
  return true;
}

async function makeLink(to: string, link: string): Promise<boolean> {
  try {
    await symlink(to, link);
    return true;
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === 'EEXIST') return true;
    if (['EROFS', 'EACCES', 'EPERM'].includes(code)) return false;
    throw error;
  }
}
