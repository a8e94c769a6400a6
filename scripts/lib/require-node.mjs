// Imported first by every command. An old Node must meet one clear line instead of a stack, so
// this file (and what the commands import statically) keeps to syntax that old Nodes can read.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const wanted = /(\d+)\.(\d+)/.exec(engines.node);
const [major, minor] = process.versions.node.split('.').map(Number);
const [wantedMajor, wantedMinor] = [Number(wanted[1]), Number(wanted[2])];

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(
    `onebook: needs Node ${wantedMajor}.${wantedMinor} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}
