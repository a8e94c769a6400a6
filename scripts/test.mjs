#!/usr/bin/env node
// npm test: everything, from a fresh clone. Arguments go on to jest. The last line counts the tests.
import './lib/require-node.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { run, withChildrenEndedBySignals } from './lib/children.mjs';
import { readJson } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, main, say } from './lib/project.mjs';

const args = process.argv.slice(2);
// With these jest tells something and runs no test.
const onlyTells = args.some((arg) =>
  /^(-h|-v|--help|--version|--listTests|--showConfig|--clearCache)$/.test(arg),
);

let tally;
await main(() => withChildrenEndedBySignals(test));
if (!onlyTells) close();

async function test() {
  await ensureInstalled();
  await ensureBuilt();
  const folder = mkdtempSync(path.join(tmpdir(), 'onebook-test-'));
  const file = path.join(folder, 'tally.json');
  try {
    const { code } = await run(jest(), { env: { ...process.env, ONEBOOK_TALLY: file } });
    process.exitCode = code;
    tally = readJson(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function jest() {
  const node = [
    process.execPath,
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
  ];
  const reporters = args.some((arg) => /^--reporters\b/.test(arg)) ? [] : ['--reporters=default'];
  reporters.push(`--reporters=${inRoot('scripts/lib/tally-reporter.mjs')}`);
  // Last, because jest takes every word that follows for one more reporter.
  return [...node, inRoot('node_modules/jest/bin/jest.js'), ...args, ...reporters];
}

/** The closing line, also when jest never came to an end: then something failed. */
function close() {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: 1, skipped: 0 };
  if (passed + failed === 0) {
    say('no test ran');
    process.exitCode ||= 1;
  } else if (failed > 0) {
    process.exitCode ||= 1;
  } else if (process.exitCode) {
    say(`every test passed, but jest ended with ${process.exitCode}; what it said stands above`);
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
