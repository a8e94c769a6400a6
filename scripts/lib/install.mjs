import { accessSync, constants, existsSync } from 'node:fs';
import { withLock } from '../../packages/embedded-postgres/src/lock/process-lock.mjs';
import { readJson, writeWhole } from './files.mjs';
import { npmCi } from './npm.mjs';
import { inRoot, root, say, Stop } from './project.mjs';

const stampFile = inRoot('node_modules/.onebook-installed.json');
// npm writes this file last, after it has unpacked every package, and `npm ci` removes it first. An
// interrupted install therefore has none.
const npmRecordFile = inRoot('node_modules/.package-lock.json');

// Packages contain binaries for one platform, which npm chose for one major version of Node.
const machine = () =>
  [process.platform, process.arch, process.versions.node.split('.')[0]].join('-');

const isUnpacked = (folder) => existsSync(inRoot(folder, 'package.json'));

/** The folders of the npm workspaces. The lock file lists them by their paths. */
const workspaces = (locked) => Object.keys(locked).filter((folder) => /^packages\//.test(folder));

/** Whether package.json still has the dependencies from which the lock file was made. */
function isLockOf(manifest, lockedRoot) {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  const dependenciesOf = (from) =>
    JSON.stringify(kinds.map((kind) => Object.entries(from[kind] ?? {}).sort()));
  return dependenciesOf(manifest) === dependenciesOf(lockedRoot);
}

/** Whether npm's record of installed packages matches the lock file, and the packages still exist. */
function matchesLockFile(scope) {
  const locked = readJson(inRoot('package-lock.json'))?.packages ?? {};
  const installed = readJson(npmRecordFile)?.packages;
  if (installed === undefined) return false;
  const isLockCurrent = ['', ...workspaces(locked)].every((folder) =>
    isLockOf(readJson(inRoot(folder, 'package.json')) ?? {}, locked[folder] ?? {}),
  );
  if (!isLockCurrent) return false;
  return Object.entries(locked).every(([folder, { version, integrity, optional, dev }]) => {
    if (folder === '' || (scope === 'run' && dev)) return true;
    const found = installed[folder];
    // An optional package for another platform may be missing.
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity && isUnpacked(folder);
  });
}

/**
 * Compares package by package, so that a completed install by npm itself counts too (`npm install x`
 * by hand, an image with production packages only). The stamp adds the platform: a folder that is
 * shared with a container, or used with another Node, is installed again.
 */
function isInstalled(scope) {
  const stamp = readJson(stampFile);
  if (stamp !== undefined && stamp.machine !== machine()) return false;
  return matchesLockFile(scope);
}

function writeStamp() {
  writeWhole(stampFile, `${JSON.stringify({ machine: machine() })}\n`);
}

/**
 * Makes node_modules match package-lock.json; runs `npm ci` if it does not. If two processes call it,
 * one installs and the other waits. An install that was killed is repeated.
 *
 * @param {'run' | 'build'} scope `run`: the production packages are enough.
 * @throws {Stop} if the installation fails: one line with the reason.
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

/** @throws {Stop} if this user may not write to the project's folder. */
export function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Stop(
      `this user may not write to ${root}, where the packages and the build go. ` +
        `Run the command as the folder's owner, or in your own copy`,
    );
  }
}
