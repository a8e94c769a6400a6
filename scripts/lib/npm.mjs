import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './children.mjs';
import { inRoot, say, Stop } from './project.mjs';

/** The words that start npm: its own script under our Node where it can be found, else `npm`. */
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
  throw new Stop('npm was not found on the PATH. It comes with Node: https://nodejs.org');
}

/** npm as root would make folders of its own; as anybody it stumbles over those of another. */
function isWritableCache(folder) {
  try {
    mkdirSync(path.join(folder, '_cacache/tmp'), { recursive: true });
    for (const part of ['_cacache/tmp', '_cacache/index-v5', '_cacache/content-v2/sha512']) {
      if (existsSync(path.join(folder, part))) accessSync(path.join(folder, part), constants.W_OK);
    }
    // access(2) does not see a read-only mount everywhere; writing does.
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

// For those whose own cache cannot be written: no home, a read-only one, or somebody else's.
const ownCache = inRoot('.npm-cache');

async function usableCache(npm) {
  const ask = [...npm, 'config', 'get', 'cache', '--loglevel=silent'];
  const { code, output } = await run(ask, { output: 'capture' });
  const shared = output.trim().split('\n').at(-1);
  return code === 0 && path.isAbsolute(shared) && isWritableCache(shared) ? shared : ownCache;
}

// Development packages are needed to build even where NODE_ENV=production makes npm leave them out;
// the log level is ours, because an outer `npm --silent start` would hide the reason of a failure.
const install = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * `npm ci` in the project's root. Works without a home that can be written: npm's cache is then
 * the project's own `.npm-cache/`.
 *
 * @throws {Stop} when npm fails, after printing what npm said.
 */
export async function npmCi() {
  const npm = npmCommand();
  let cache = await usableCache(npm);
  let result = await run([...npm, ...install, '--cache', cache], { output: 'capture' });
  if (result.code !== 0 && cache !== ownCache && /EACCES|EROFS|EPERM/.test(result.output)) {
    say(`npm's cache cannot be used (${cache}); trying again with a private one`);
    cache = ownCache;
    result = await run([...npm, ...install, '--cache', cache], { output: 'capture' });
  }
  if (result.code === 0) return;
  process.stderr.write(result.output);
  throw new Stop(`installing the packages failed: npm ci ended with ${result.code}${hint(result)}`);
}

/**
 * Whether `npm ci` could do its work here; asks no registry and changes nothing.
 *
 * @returns {Promise<{code: number, output: string}>}
 */
export async function npmCiWouldWork() {
  const npm = npmCommand();
  const dry = ['--dry-run', '--offline', '--cache', await usableCache(npm)];
  const { code, output } = await run([...npm, ...install, ...dry], { output: 'capture' });
  // The first lines say what is wrong; npm's help follows.
  return { code, output: output.split('\n').filter(isAboutTheLock).join('\n') };
}

const isAboutTheLock = (line) => /^npm error/.test(line) && !/^npm error\s+(\[|-|$)/.test(line);

function hint({ output }) {
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|ECONNRESET|ENETUNREACH/.test(output)) {
    return '; the npm registry could not be reached';
  }
  if (/ENOSPC/.test(output)) return '; the disk is full';
  return '; what npm said stands above';
}
