import { existsSync, rmSync } from 'node:fs';
import { withLock } from '../../packages/embedded-postgres/src/lock/process-lock.mjs';
import { run } from './children.mjs';
import { filesUnder, hashOf, readJson, writeWhole } from './files.mjs';
import { requireWritable } from './install.mjs';
import { inRoot, say, Stop } from './project.mjs';

/*
 * A build has inputs, outputs and a stamp. The stamp is removed before and written after, so a
 * build that was killed is not believed, and what it left is built from nothing again.
 */

const isSource = (file) => /\.(ts|mjs)$/.test(file) && !/\.d\.ts$/.test(file);
const sourcesIn = (...folders) => folders.flatMap((folder) => filesUnder(folder)).filter(isSource);
const asBuilt = (file) => file.replace(/\.ts$/, '.js');

/**
 * A part that tsc compiles.
 *
 * @param {object} part
 * @param {string} part.project a tsconfig that keeps tsc's notes in `<dist>/.tsbuildinfo`
 * @param {() => string[]} part.built everything that stands in its output folders
 */
function compiledPart({ name, stamp, project, dist, inputs, outputs, built }) {
  const part = { name, stamp: inRoot(`dist/.stamps/${stamp}.json`), inputs, outputs };
  part.build = async ({ fresh }) => {
    if (fresh) rmSync(inRoot(dist, '.tsbuildinfo'), { force: true });
    await must([process.execPath, inRoot('node_modules/typescript/bin/tsc'), '-p', project], 'tsc');
    removeWhatHasNoSource(built(), outputs());
    // tsc trusts its notes over the files: it does not write again what was removed from dist/.
    if (!fresh && !isWhole(part)) await part.build({ fresh: true });
  };
  return part;
}

/** tsc leaves the output of a removed source behind, where TypeORM or an old import could find it. */
function removeWhatHasNoSource(built, outputs) {
  const wanted = new Set(outputs);
  // Maps and declarations belong to the script beside them.
  const scriptOf = (file) => file.replace(/\.map$/, '').replace(/\.d\.(m?)ts$/, '.$1js');
  const stale = built.filter((file) => !wanted.has(scriptOf(file)));
  for (const file of stale) rmSync(inRoot(file));
}

const workspace = (name) => {
  const folder = `packages/${name}`;
  const sources = () => sourcesIn(`${folder}/src`);
  return compiledPart({
    name: `the package ${name}`,
    stamp: name,
    project: `${folder}/tsconfig.build.json`,
    dist: `${folder}/dist`,
    inputs: () => [...sources(), ...compiler, `${folder}/tsconfig.build.json`],
    outputs: () => sources().map((file) => asBuilt(file.replace('/src/', '/dist/'))),
    built: () => filesUnder(`${folder}/dist`).filter((file) => !file.endsWith('.tsbuildinfo')),
  });
};

const compiler = ['tsconfig.json', 'package-lock.json'];
// The gateway is compiled against what they declare, so they are built before it.
const workspaces = [workspace('embedded-postgres')];

const server = compiledPart({
  name: 'the gateway',
  stamp: 'server',
  project: 'tsconfig.build.json',
  dist: 'dist',
  inputs: () => [
    ...sourcesIn('src', 'migrations'),
    ...workspaces.flatMap((part) => part.inputs()),
    'tsconfig.build.json',
  ],
  outputs: () => sourcesIn('src', 'migrations').map((file) => asBuilt(`dist/${file}`)),
  built: () => [...filesUnder('dist/src'), ...filesUnder('dist/migrations')],
});

const page = (name, folder) => ({
  name,
  stamp: inRoot(`dist/.stamps/${folder.replaceAll('/', '-')}.json`),
  inputs: () => [...filesUnder(folder), ...pageBuilder, 'package-lock.json'],
  outputs: () => [`dist/${folder}/index.html`],
  build: () => must([process.execPath, inRoot('scripts/build-page.mjs'), folder], 'vite'),
});

const pageBuilder = ['scripts/build-page.mjs', 'scripts/lib/vite-page.mjs'];
const pages = [
  page('the playground', 'playground'),
  page('the example', 'examples/cashier-and-player'),
];

async function must(command, name) {
  const { code, output } = await run(command, { output: 'capture' });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Stop(`the build failed: ${name} ended with ${code}; what it said stands above`);
}

function isBuilt(part) {
  const stamp = readJson(part.stamp);
  if (stamp === undefined || stamp.hash !== hashOf(part.inputs())) return false;
  return isWhole(part);
}

const isWhole = (part) => part.outputs().every((file) => existsSync(inRoot(file)));

async function buildPart(part) {
  if (isBuilt(part)) return;
  const started = Date.now();
  const fresh = readJson(part.stamp) === undefined;
  // The hash is taken first: a source saved during the build makes the next one build again.
  const hash = hashOf(part.inputs());
  rmSync(part.stamp, { force: true });
  await part.build({ fresh });
  writeWhole(part.stamp, `${JSON.stringify({ hash })}\n`);
  say(`built ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Chains of parts. Chains can be built at the same time; a part needs those before it in its chain. */
const chains = () => {
  const hasPages = existsSync(inRoot('scripts/build-page.mjs'));
  return [[...workspaces, server], ...(hasPages ? pages.map((part) => [part]) : [])];
};

/** Whether there is nothing to build. */
export const isEverythingBuilt = () => chains().flat().every(isBuilt);

/** Whether this is a working tree, and not a place that has only the built files. */
export const hasSources = () =>
  existsSync(inRoot('src/main.ts')) && existsSync(inRoot('tsconfig.json'));

/**
 * Compiles packages/, src/ and migrations/ and bundles the pages, where their inputs changed. Needs
 * the development packages.
 *
 * @throws {Stop} when a compiler refuses, after printing what it said.
 */
export async function ensureBuilt() {
  if (isEverythingBuilt()) return;
  requireWritable();
  await withLock(inRoot('dist/.lock/build'), buildAll, {
    onWait: (pid) => say(`waiting for process ${pid}, which is building`),
  });
}

async function buildAll() {
  if (isEverythingBuilt()) return;
  say('building …');
  // All to their end, so that no child is left behind when another fails.
  const results = await Promise.allSettled(chains().map(buildChain));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function buildChain(parts) {
  for (const part of parts) await buildPart(part);
}
