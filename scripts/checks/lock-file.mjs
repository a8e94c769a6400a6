// What a fresh clone does first, `npm ci`, must work: packages that are already there hide a lock
// file that is out of step with package.json. And it must not name the host that somebody used.
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
  // A workspace of ours is "resolved" to its folder.
  if (!/"resolved":/.test(line) || /"resolved": "packages\/[^:]*"/.test(line)) return;
  console.log(`package-lock.json:${index + 1} names a host: ${line.trim()}`);
  process.exitCode = 1;
});
