import { existsSync, rmSync } from 'node:fs';
import { withLock } from '../../packages/embedded-postgres/src/lock/process-lock.mjs';
import { run } from './children.mjs';
import { filesUnder, hashOf, readJson, writeWhole } from './files.mjs';
import { requireWritable } from './install.mjs';
import { inRoot, say, Stop } from './project.mjs';

/*
 * A build has inputs, outputs and a stamp. It removes the stamp first and writes it last. A build that
 * was killed therefore has no stamp, and the next one starts from scratch.
 */

const isSource = (file) => /\.(ts|mjs)$/.test(file) && !/\.d\.ts$/.test(file);
const sourcesIn = (...folders) => folders.flatMap((folder) => filesUnder(folder)).filter(isSource);
const asBuilt = (file) => file.replace(/\.ts$/, '.js');

/**
 * A part that tsc compiles.
 *
 * @param {object} part
 * @param {string} part.project a tsconfig with its tsBuildInfoFile in `dist`
 * @param {() => string[]} part.built all files of its output folders
 */
function compiledPart({ name, stamp, project, dist, inputs, outputs, built }) {
  const part = { name, stamp: inRoot(`dist/.stamps/${stamp}.json`), inputs, outputs };
  part.build = async ({ fresh }) => {
    if (fresh) rmSync(inRoot(dist, '.tsbuildinfo'), { force: true });
    await runOrStop(
      [process.execPath, inRoot('node_modules/typescript/bin/tsc'), '-p', project],
      'tsc',
    );
    removeStaleOutputs(built(), outputs());
    // tsc trusts its .tsbuildinfo and does not rewrite files that were deleted from dist/.
    if (!fresh && !hasAllOutputs(part)) await part.build({ fresh: true });
  };
  return part;
}

/** Removes outputs without a source. tsc keeps them, and TypeORM or an old import could load them. */
function removeStaleOutputs(built, outputs) {
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
// The gateway imports their declarations, so they are built first.
const workspaces = [workspace('compiled-execution'), workspace('embedded-postgres')];
// The gateway does not use it. Programs of others do.
const client = withDocuments(workspace('client'));

/** The client with the list of its documents, for gateways that answer nothing else. */
function withDocuments(part) {
  const file = 'packages/client/dist/documents.json';
  return {
    ...part,
    inputs: () => [...part.inputs(), 'scripts/lib/client-documents.mjs'],
    outputs: () => [...part.outputs(), file],
    build: async (how) => {
      await part.build(how);
      await runOrStop([process.execPath, inRoot('scripts/lib/client-documents.mjs'), file], 'node');
    },
  };
}

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

/** What writes the licences beside a bundle. */
const licenceTexts = ['scripts/lib/licence-texts.mjs', 'scripts/lib/licences.mjs'];

const programFiles = 'dist/programs/files.json';

/** What npm start and the onebook command run. */
const programs = {
  name: 'the programs',
  stamp: inRoot('dist/.stamps/programs.json'),
  inputs: () => [
    ...server.inputs(),
    'scripts/build-programs.mjs',
    'scripts/lib/replace-programs.mjs',
    ...licenceTexts,
  ],
  // All that the bundle has, as the build wrote it down: an entry without one of its chunks does not start.
  outputs: () => [programFiles, ...(readJson(inRoot(programFiles)) ?? [])],
  build: () => runOrStop([process.execPath, inRoot('scripts/build-programs.mjs')], 'rolldown'),
};

const catalog = 'dist/fonts/catalog.json';

/** What statements as PDF embed. */
const fonts = {
  name: 'the fonts',
  stamp: inRoot('dist/.stamps/fonts.json'),
  inputs: () => [
    ...['scripts/build-fonts.mjs', 'scripts/lib/font-packages.mjs', 'scripts/lib/licences.mjs'],
    'package-lock.json',
  ],
  outputs: () => [
    ...[catalog, 'dist/fonts/LICENCES.txt'],
    ...(readJson(inRoot(catalog))?.fonts ?? []).map(({ file }) => `dist/fonts/${file}`),
  ],
  build: () => runOrStop([process.execPath, inRoot('scripts/build-fonts.mjs')], 'subset-font'),
};

const page = (name, folder, ...more) => ({
  name,
  stamp: inRoot(`dist/.stamps/${folder.replaceAll('/', '-')}.json`),
  inputs: () => [...[folder, ...more].flatMap(filesUnder), ...pageBuilder, 'package-lock.json'],
  outputs: () => [`dist/${folder}/index.html`],
  build: () => runOrStop([process.execPath, inRoot('scripts/build-page.mjs'), folder], 'vite'),
});

const pageBuilder = ['scripts/build-page.mjs', 'scripts/lib/vite-page.mjs', ...licenceTexts];
const pages = [
  // It knows from the SDL which roles may use which field.
  page('the playground', 'playground', 'schema'),
  page('the example', 'examples/cashier-and-player'),
  // It uses the sources of the client and parts of the playground.
  page('the console', 'console', 'packages/client/src', 'playground'),
];

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

/** Chains of parts. Chains can be built at the same time; a part needs those before it in its chain. */
const chains = () => {
  const hasPages = existsSync(inRoot('scripts/build-page.mjs'));
  return [
    [...workspaces, server, programs, client],
    [fonts],
    ...(hasPages ? pages.map((part) => [part]) : []),
  ];
};

/** Whether everything is up to date. */
export const isEverythingBuilt = () => chains().flat().every(isBuilt);

/** Whether this is a working tree, not a folder with only the built files. */
export const hasSources = () =>
  existsSync(inRoot('src/main.ts')) && existsSync(inRoot('tsconfig.json'));

/**
 * Compiles packages/, src/ and migrations/ and bundles the pages, if their inputs have changed. Needs
 * the development packages.
 *
 * @throws {Stop} if a compiler fails, after printing its output.
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
  // Waits for all chains: a failure must not leave the process of another part behind.
  const results = await Promise.allSettled(chains().map(buildChain));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function buildChain(parts) {
  for (const part of parts) await buildPart(part);
}
