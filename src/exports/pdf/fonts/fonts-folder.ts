import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that `npm run build` fills: the same for the sources and for the build in dist/. */
export const fontsFolder: string = join(
  projectRoot(dirname(fileURLToPath(import.meta.url))),
  'dist',
  'fonts',
);

function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('no package.json above the program: run it from a full copy of the repository');
  return projectRoot(parent);
}
