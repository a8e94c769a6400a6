import { accessSync, constants, existsSync } from 'node:fs';
import { withLock } from '../../packages/embedded-postgres/src/lock/process-lock.mjs';
import { readJson, writeWhole } from './files.mjs';
import { npmCi } from './npm.mjs';
import { inRoot, root, say, Stop } from './project.mjs';

const stampFile = inRoot('node_modules/.onebook-installed.json');
// npm writes this file last, after every package is unpacked, and `npm ci` removes it first: an
// interrupted install has none.
const npmsRecord = inRoot('node_modules/.package-lock.json');

// Packages hold binaries for one machine, and npm chose them for one Node.
const machine = () =>
  [process.platform, process.arch, process.versions.node.split('.')[0]].join('-');

const isThere = (folder) => existsSync(inRoot(folder, 'package.json'));

/** The folders of the npm workspaces. The lock file lists them beside what is in node_modules. */
const workspaces = (locked) => Object.keys(locked).filter((folder) => /^packages\//.test(folder));

/** Whether package.json still asks for what the lock file was made from. */
function isLockOf(manifest, lockedRoot) {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
  const asked = (from) =>
    JSON.stringify(kinds.map((kind) => Object.entries(from[kind] ?? {}).sort()));
  return asked(manifest) === asked(lockedRoot);
}

/** Whether the packages that npm says it installed are the lock file's, and still there. */
function holdsWhatTheLockSays(scope) {
  const locked = readJson(inRoot('package-lock.json'))?.packages ?? {};
  const installed = readJson(npmsRecord)?.packages;
  if (installed === undefined) return false;
  const isInStep = ['', ...workspaces(locked)].every((folder) =>
    isLockOf(readJson(inRoot(folder, 'package.json')) ?? {}, locked[folder] ?? {}),
  );
  if (!isInStep) return false;
  return Object.entries(locked).every(([folder, { version, integrity, optional, dev }]) => {
    if (folder === '' || (scope === 'run' && dev)) return true;
    const found = installed[folder];
    // An optional package for another platform is rightly missing.
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity && isThere(folder);
  });
}

/**
 * Compared package by package, so that an install of npm's own (`npm install x` by hand, an image
 * with the production packages only) is believed when npm finished it. Our stamp adds for which
 * machine it was: a folder shared with a container, or a newer Node, is installed again.
 */
function isInstalled(scope) {
  const stamp = readJson(stampFile);
  if (stamp !== undefined && stamp.machine !== machine()) return false;
  return holdsWhatTheLockSays(scope);
}

function writeStamp() {
  writeWhole(stampFile, `${JSON.stringify({ machine: machine() })}\n`);
}

/**
 * Makes sure that node_modules holds what package-lock.json says; runs `npm ci` if it does not.
 * Two at once: one installs, the other waits. An install that was killed is done again.
 *
 * @param {'run' | 'build'} scope `run`: the production packages are enough.
 * @throws {Stop} one line that says why it could not be done.
 */
export async function ensureInstalled(scope = 'build') {
  if (isInstalled(scope)) return;
  requireWritable();
  await withLock(inRoot('dist/.lock/install'), () => installOnce(scope), {
    onWait: (pid) => say(`waiting for process ${pid}, which is installing the packages`),
  });
}

async function installOnce(scope) {
  if (isInstalled(scope)) return;
  const started = Date.now();
  say(`installing the packages (npm ci) …`);
  await npmCi();
  writeStamp();
  say(`packages installed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** @throws {Stop} when this user may not write into the project's folder. */
export function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Stop(
      `this user may not write to ${root}, where the packages and the build must go: ` +
        `run it as the folder's owner, or in a copy of your own`,
    );
  }
}
