// Every package in the lock file must have a licence that puts no obligation on users of the gateway. The build checks
// those that it bundles once more, by what the bundle really holds, and writes the licences of fonts beside them.
import path from 'node:path';
import { readJson } from '../lib/files.mjs';
import { isFontLicence, isPermissive, licenceIn } from '../lib/licences.mjs';
import { inRoot } from '../lib/project.mjs';

// Allowed for development tools, which are not shipped: a file-level copyleft, and data.
const forToolsOnly = new Set(['MPL-2.0', 'CC-BY-4.0']);

function licenceOf(folder, locked) {
  // The installed manifest counts. A package for another platform has only its lock file entry.
  return licenceIn(readJson(inRoot(folder, 'package.json'))) ?? licenceIn(locked);
}

const { packages } = readJson(inRoot('package-lock.json'));
const all = Object.entries(packages).filter(([folder]) => folder !== '');
const nameOf = (folder) => folder.split(`node_modules/`).at(-1).split(path.sep).join('/');
const refused = all.filter(([folder, locked]) => {
  const licence = licenceOf(folder, locked);
  if (isFontLicence(nameOf(folder), licence)) return false;
  return !isPermissive(licence, locked.dev ? forToolsOnly : undefined);
});

for (const [folder, locked] of refused) {
  const name = nameOf(folder);
  const use = locked.dev ? 'development tool or bundled' : 'part of the gateway';
  console.log(
    `${name} ${locked.version} (${use}) has the licence ${licenceOf(folder, locked) ?? 'unknown'}, which is not allowed`,
  );
  process.exitCode = 1;
}
if (all.length === 0) throw new Error('package-lock.json lists no package');
