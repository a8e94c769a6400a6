import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json: the same folder for the sources and for the build in dist/. */
export const projectRoot: string = findUp(dirname(fileURLToPath(import.meta.url)));

/** The version of this program. */
export const packageVersion: string = versionIn(projectRoot);

/** Whether npm has installed this program as a package. Otherwise it runs from the repository or a copy of it. */
export const isInstalled: boolean = basename(dirname(projectRoot)) === 'node_modules';

/** The folder for `.data`. Not that of an installed package: the next `npm install` replaces it, with all that is in it. */
export const dataHome: string = isInstalled ? process.cwd() : projectRoot;

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(
      'no package.json above the program: run it from the repository or a full copy of it',
    );
  return findUp(parent);
}

function versionIn(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}
