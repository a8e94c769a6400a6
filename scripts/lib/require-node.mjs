// Every command imports this file first. With an old Node it must print one clear line instead of a
// stack, so this file and all static imports of the commands use syntax that an old Node can parse.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const required = /(\d+)\.(\d+)/.exec(engines.node);
const [major, minor] = process.versions.node.split('.').map(Number);
const requiredMajor = Number(required[1]);
const requiredMinor = Number(required[2]);

if (major < requiredMajor || (major === requiredMajor && minor < requiredMinor)) {
  console.error(
    `onebook: this is Node ${process.versions.node} (${process.execPath}). Use Node ${requiredMajor}.${requiredMinor} or newer.`,
  );
  process.exit(1);
}
