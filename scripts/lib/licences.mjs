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

/** Packages whose manifest names no licence, with that of their LICENSE file. */
const byText = { 'png-js 2.0.0': 'MIT' };

/** The SPDX expression of a manifest, in its present form or an old one; undefined if it has none. */
export function licenceIn(manifest) {
  const named = manifest?.license ?? manifest?.licenses?.[0];
  const own = named ?? byText[`${manifest?.name} ${manifest?.version}`];
  return typeof own === 'object' ? own.type : own;
}

/**
 * Whether a licence puts no obligation on users of the gateway.
 *
 * @param {string | undefined} expression of SPDX: OR needs one allowed licence, AND needs all. Parentheses bind first.
 * @param {Set<string>} besides further allowed licences
 */
export function isPermissive(expression, besides = new Set()) {
  if (typeof expression !== 'string') return false;
  let text = expression.trim();
  const inner = /\(([^()]*)\)/;
  const isAllowed = (name) => name === 'ALLOWED' || permissive.has(name) || besides.has(name);
  for (let match = inner.exec(text); match; match = inner.exec(text)) {
    text = text.replace(match[0], isFlatAllowed(match[1], isAllowed) ? 'ALLOWED' : 'REFUSED');
  }
  return isFlatAllowed(text, isAllowed);
}

const isFlatAllowed = (text, isAllowed) =>
  text
    .split(/\s+OR\s+/i)
    .some((all) => all.split(/\s+AND\s+/i).every((one) => isAllowed(one.trim())));

/** Whether a package is a font under the licence of most fonts: it binds copies of the font, and no document that shows it. */
export const isFontLicence = (packageName, licence) =>
  packageName.startsWith('@fontsource') && licence === 'OFL-1.1';
