import { existsSync, rmSync } from 'node:fs';
import { run } from './children.mjs';
import { filesUnder, hashOf, readJson, writeWhole } from './files.mjs';
import { requireWritable } from './install.mjs';
import { withLock } from './lock.mjs';
import { inRoot, say, Stop } from './project.mjs';

/*
 * A build has inputs, outputs and a stamp. It removes the stamp first and writes it last. A build that
 * was killed therefore has no stamp, and the next one starts from scratch.
 */

const isSource = (file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file);
const sources = () => [...filesUnder('src'), ...filesUnder('migrations')].filter(isSource);
const outputOf = (source) => `dist/${source.replace(/\.ts$/, '.js')}`;

const server = {
  name: 'the gateway',
  stamp: inRoot('dist/.stamps/server.json'),
  inputs: () => [...sources(), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
  outputs: () => sources().map(outputOf),
  async build({ fresh }) {
    if (fresh) rmSync(inRoot('dist/.tsbuildinfo'), { force: true });
    const compile = [process.execPath, inRoot('node_modules/typescript/bin/tsc')];
    await runOrStop([...compile, '-p', 'tsconfig.build.json'], 'tsc');
    removeStaleOutputs();
    // tsc trusts its .tsbuildinfo and does not rewrite files that were deleted from dist/.
    if (!fresh && !hasAllOutputs(server)) await server.build({ fresh: true });
  },
};

const page = (name, folder) => ({
  name,
  stamp: inRoot(`dist/.stamps/${folder.replaceAll('/', '-')}.json`),
  inputs: () => [...filesUnder(folder), ...pageBuilder, 'package-lock.json'],
  outputs: () => [`dist/${folder}/index.html`],
  build: () => runOrStop([process.execPath, inRoot('scripts/build-page.mjs'), folder], 'vite'),
});

const pageBuilder = ['scripts/build-page.mjs', 'scripts/lib/vite-page.mjs'];
const pages = [
  page('the playground', 'playground'),
  page('the example', 'examples/cashier-and-player'),
];

/** Removes outputs without a source. tsc keeps them, and TypeORM or an old import could load them. */
function removeStaleOutputs() {
  const wanted = new Set(server.outputs());
  const built = [...filesUnder('dist/src'), ...filesUnder('dist/migrations')];
  const stale = built.filter((file) => !wanted.has(file.replace(/\.map$/, '')));
  for (const file of stale) rmSync(inRoot(file));
}

async function runOrStop(command, name) {
  const { code, output } = await run(command, { output: 'capture' });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Stop(`the build failed: ${name} exited with ${code}. Its output is above`);
}

function isBuilt(part) {
  const stamp = readJson(part.stamp);
  if (stamp === undefined || stamp.hash !== hashOf(part.inputs())) return false;
  return hasAllOutputs(part);
}

const hasAllOutputs = (part) => part.outputs().every((file) => existsSync(inRoot(file)));

async function buildPart(part) {
  if (isBuilt(part)) return;
  const started = Date.now();
  const fresh = readJson(part.stamp) === undefined;
  // The hash is taken first, so a source that is saved during the build causes another build.
  const hash = hashOf(part.inputs());
  rmSync(part.stamp, { force: true });
  await part.build({ fresh });
  writeWhole(part.stamp, `${JSON.stringify({ hash })}\n`);
  say(`built ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const parts = () => (existsSync(inRoot('scripts/build-page.mjs')) ? [server, ...pages] : [server]);

/** Whether everything is up to date. */
export const isEverythingBuilt = () => parts().every(isBuilt);

/** Whether this is a working tree, not a folder with only the built files. */
export const hasSources = () =>
  existsSync(inRoot('src/main.ts')) && existsSync(inRoot('tsconfig.json'));

/**
 * Compiles src/ and migrations/ into dist/ and bundles the pages, if their inputs have changed.
 * Needs the development packages.
 *
 * @throws {Stop} if a compiler fails, after printing its output.
 */
export async function ensureBuilt() {
  if (isEverythingBuilt()) return;
  requireWritable();
  await withLock(inRoot('dist/.lock/build'), buildAll, (pid) =>
    say(`waiting for process ${pid}, which is building`),
  );
}

async function buildAll() {
  if (isEverythingBuilt()) return;
  say('building …');
  // Waits for all parts: a failure must not leave the process of another part behind.
  const results = await Promise.allSettled(parts().map(buildPart));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
