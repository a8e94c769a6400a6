// Every package in the lock file must have a licence that puts no obligation on users of the gateway.
import path from 'node:path';
import { readJson } from '../lib/files.mjs';
import { inRoot } from '../lib/project.mjs';

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'WTFPL',
  'PostgreSQL',
  'Python-2.0',
  'PSF-2.0',
]);
// Allowed for development tools, which are not shipped: a file-level copyleft, and data.
const forToolsOnly = new Set(['MPL-2.0', 'CC-BY-4.0']);

/** Evaluates an SPDX expression: OR needs one allowed licence, AND needs all. Parentheses bind first. */
function isAllowed(expression, allowed) {
  let text = expression.trim();
  const inner = /\(([^()]*)\)/;
  for (let match = inner.exec(text); match; match = inner.exec(text)) {
    text = text.replace(match[0], isFlatAllowed(match[1], allowed) ? 'ALLOWED' : 'REFUSED');
  }
  return isFlatAllowed(text, allowed);
}

const isFlatAllowed = (text, allowed) =>
  text
    .split(/\s+OR\s+/i)
    .some((all) => all.split(/\s+AND\s+/i).every((one) => isNameAllowed(one.trim(), allowed)));

const isNameAllowed = (name, allowed) => name === 'ALLOWED' || allowed(name);

function licenceOf(folder, locked) {
  // The installed manifest counts. A package for another platform has only its lock file entry.
  const manifest = readJson(inRoot(folder, 'package.json'));
  const own = manifest?.license ?? manifest?.licenses?.[0] ?? locked.license;
  return typeof own === 'object' ? own.type : own;
}

const { packages } = readJson(inRoot('package-lock.json'));
const all = Object.entries(packages).filter(([folder]) => folder !== '');
const refused = all.filter(([folder, locked]) => {
  const licence = licenceOf(folder, locked);
  const allowed = (name) => permissive.has(name) || (locked.dev && forToolsOnly.has(name));
  return typeof licence !== 'string' || !isAllowed(licence, allowed);
});

for (const [folder, locked] of refused) {
  const name = folder.split(`node_modules/`).at(-1).split(path.sep).join('/');
  const use = locked.dev ? 'development tool' : 'part of the gateway';
  console.log(
    `${name} ${locked.version} (${use}) has the licence ${licenceOf(folder, locked) ?? 'unknown'}, which is not allowed`,
  );
  process.exitCode = 1;
}
if (all.length === 0) throw new Error('package-lock.json lists no package');
