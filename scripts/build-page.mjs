// Bundles the page in a folder of the project into the same folder under dist/. Needs no network,
// home directory or terminal.
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { inRoot } from './lib/project.mjs';

const [, , folder] = process.argv;
if (folder === undefined)
  throw new Error('name the folder of the page: node scripts/build-page.mjs playground');
const config = pathToFileURL(inRoot(folder, 'vite.config.mjs'));
await build((await import(config.href)).default);
