// `npm ci` must work in a fresh clone. Packages that are already installed hide a lock file that does
// not match package.json. The lock file must not name a registry host either.
import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/project.mjs';
import { npmCiWouldWork } from '../lib/npm.mjs';

const { code, output } = await npmCiWouldWork();
if (code !== 0) {
  console.log(output);
  process.exitCode = 1;
}

const lines = readFileSync(inRoot('package-lock.json'), 'utf8').split('\n');
lines.forEach((line, index) => {
  // npm resolves a workspace to its folder.
  if (!/"resolved":/.test(line) || /"resolved": "packages\/[^:]*"/.test(line)) return;
  console.log(`package-lock.json:${index + 1} names a registry host. Remove: ${line.trim()}`);
  process.exitCode = 1;
});
