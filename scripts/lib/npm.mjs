import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run } from './children.mjs';
import { inRoot, say, Stop } from './project.mjs';

/** The command that starts npm: its script under the current Node if it can be found, else `npm`. */
function npmCommand() {
  const script = process.env.npm_execpath;
  // pnpm and yarn set npm_execpath too, and do not read package-lock.json.
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script)) {
    return [process.execPath, script];
  }
  return npmOnPath();
}

function npmOnPath() {
  const windows = process.platform === 'win32';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, windows ? 'node_modules/npm/bin/npm-cli.js' : 'npm');
    if (folder === '' || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    return /\.c?js$/.test(real) ? [process.execPath, real] : [candidate];
  }
  throw new Stop('npm is not on the PATH. Install Node, which includes npm: https://nodejs.org');
}

/** Whether npm can write to its cache. It fails on folders that another user, such as root, created. */
function isWritableCache(folder) {
  try {
    mkdirSync(path.join(folder, '_cacache/tmp'), { recursive: true });
    for (const part of ['_cacache/tmp', '_cacache/index-v5', '_cacache/content-v2/sha512']) {
      if (existsSync(path.join(folder, part))) accessSync(path.join(folder, part), constants.W_OK);
    }
    // access(2) does not detect a read-only mount everywhere, so write a file.
    const probe = path.join(folder, `_cacache/tmp/onebook-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch (error) {
    if (isPermission(error.code)) return false;
    throw error;
  }
}

const isPermission = (text) => /EACCES|EROFS|EPERM|ENOENT|ENOTDIR/.test(text ?? '');

// Used if the user's cache is not writable: no home, a read-only home, or the home of another user.
const projectCache = inRoot('.npm-cache');

async function usableCache(npm) {
  const ask = [...npm, 'config', 'get', 'cache', '--loglevel=silent'];
  const { code, output } = await run(ask, { output: 'capture' });
  const userCache = output.trim().split('\n').at(-1);
  return code === 0 && path.isAbsolute(userCache) && isWritableCache(userCache)
    ? userCache
    : projectCache;
}

// The build needs the development packages, which npm omits if NODE_ENV is production. The log level
// is set here, because an outer `npm --silent start` would hide the reason of a failure.
const install = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Runs `npm ci` in the project's root. Without a writable home, npm's cache is the project's
 * `.npm-cache/`.
 *
 * @throws {Stop} if npm fails, after printing its output.
 */
export async function npmCi() {
  const npm = npmCommand();
  let cache = await usableCache(npm);
  let result = await run([...npm, ...install, '--cache', cache], { output: 'capture' });
  if (result.code !== 0 && cache !== projectCache && /EACCES|EROFS|EPERM/.test(result.output)) {
    say(`npm cannot write to its cache (${cache}). Retrying with ${projectCache}`);
    cache = projectCache;
    result = await run([...npm, ...install, '--cache', cache], { output: 'capture' });
  }
  if (result.code === 0) return;
  process.stderr.write(result.output);
  throw new Stop(
    `installing the packages failed: npm ci exited with ${result.code}${hint(result)}`,
  );
}

/**
 * Checks whether `npm ci` would succeed. Asks no registry and changes nothing.
 *
 * @returns {Promise<{code: number, output: string}>}
 */
export async function npmCiWouldWork() {
  const npm = npmCommand();
  const dry = ['--dry-run', '--offline', '--cache', await usableCache(npm)];
  const { code, output } = await run([...npm, ...install, ...dry], { output: 'capture' });
  // npm's first lines give the reason; its help text follows.
  return { code, output: output.split('\n').filter(isAboutTheLock).join('\n') };
}

const isAboutTheLock = (line) => /^npm error/.test(line) && !/^npm error\s+(\[|-|$)/.test(line);

function hint({ output }) {
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|ECONNRESET|ENETUNREACH/.test(output)) {
    return '. The npm registry is unreachable: check the network';
  }
  if (/ENOSPC/.test(output)) return '. The disk is full: free some space';
  return '. Its output is above';
}
