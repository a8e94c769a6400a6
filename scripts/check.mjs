#!/usr/bin/env node
// npm run check: every check except the tests. Arguments that name steps run only those. `--update`
// rewrites the files that the steps `schema`, `evolution`, `movements`, `clients` and `guards` compare with the code. CI runs the same
// command; there, a last step fails if the working tree is dirty.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
import { withChildrenEndedBySignals } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, main, say, Stop } from './lib/project.mjs';
import { runSteps } from './lib/steps.mjs';

const tool = (file, ...args) => [process.execPath, inRoot('node_modules', file), ...args];
const own = (file, ...args) => [process.execPath, inRoot('scripts/checks', file), ...args];
const cache = (name) => inRoot('node_modules/.cache', name);

const update = process.argv.includes('--update') ? ['--update'] : [];
const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

// The slowest steps come first, because two run at a time. A step that reads generated files waits
// for `codegen`.
const steps = [
  { name: 'codegen', command: own('codegen.mjs') },
  {
    name: 'format',
    command: tool(
      'prettier/bin/prettier.cjs',
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-strategy=content',
      `--cache-location=${cache('prettier-check/files')}`,
      '.',
    ),
  },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '.'), after: 'codegen' },
  {
    name: 'types',
    command: tool(
      'typescript/bin/tsc',
      '--noEmit',
      '-p',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      cache('check.tsbuildinfo'),
    ),
    after: 'codegen',
  },
  // tsc checks the types of the pages; vite only strips them. The client has the types of browsers.
  ...[
    'playground',
    'console',
    'examples/cashier-and-player',
    'examples/clients',
    'packages/client',
  ].map((page) => ({
    name: `types of ${page}`,
    command: tool('typescript/bin/tsc', '--noEmit', '-p', `${page}/tsconfig.json`),
    after: 'codegen',
  })),
  {
    name: 'imports',
    command: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      '--no-progress',
      'src',
      'migrations',
      'packages',
      'test',
    ),
    after: 'codegen',
  },
  { name: 'unused', command: tool('knip/bin/knip.js', '--no-progress'), after: 'codegen' },
  { name: 'schema', command: own('schema-snapshot.mjs', ...update) },
  { name: 'evolution', command: own('schema-evolution.mjs', ...update) },
  { name: 'movements', command: own('movements-docs.mjs', ...update) },
  { name: 'clients', command: own('clients-docs.mjs', ...update) },
  { name: 'guards', command: own('guards.mjs', ...update) },
  { name: 'licences', command: own('licences.mjs') },
  { name: 'lock file', command: own('lock-file.mjs') },
];
// Runs last and alone, because it checks what the other steps left behind.
const cleanTree = { name: 'clean tree', command: own('clean-tree.mjs') };

await main(() =>
  withChildrenEndedBySignals(async () => {
    const unknown = only.find((name) => !steps.some((step) => step.name === name));
    if (unknown) {
      throw new Stop(
        `there is no step "${unknown}". Choose from: ${steps.map((s) => s.name).join(', ')}`,
      );
    }
    await ensureInstalled();
    const chosen = steps.filter((step) => only.length === 0 || only.includes(step.name));
    const failed = await runSteps(chosen, 2);
    if (process.env.CI && only.length === 0) failed.push(...(await runSteps([cleanTree], 1)));
    if (failed.length > 0) throw new Stop(`check failed: ${failed.join(', ')}`);
    say('check passed');
  }),
);
