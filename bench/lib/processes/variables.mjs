import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/project.mjs';
import { Skip } from '../skip.mjs';

/** @throws {Skip} if the gateway does not have this environment variable: it would ignore it */
export function requireVariable(name) {
  const config = readFileSync(inRoot('dist/src/config/config.js'), 'utf8');
  if (!new RegExp(`\\b${name}\\b`).test(config)) throw new Skip(`the gateway has no ${name}`);
}
