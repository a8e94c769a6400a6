#!/usr/bin/env node
// npm test: installs, builds and runs all tests. Arguments go to jest. The last line counts the tests.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { run, withChildrenEndedBySignals } from './lib/children.mjs';
import { readJson } from './lib/files.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, main, say } from './lib/project.mjs';

const args = process.argv.slice(2);
// With these arguments jest prints information and runs no test.
const isInformationOnly = args.some((arg) =>
  /^(-h|-v|--help|--version|--listTests|--showConfig|--clearCache)$/.test(arg),
);

/**
 * The tests run in a time zone that is far from UTC, and whose offset is no whole number of hours. So a day that the code
 * takes in local time is another than the UTC day for most of the day. Everything that a test starts inherits it.
 */
const TIME_ZONE = 'Pacific/Chatham';

let tally;
await main(() => withChildrenEndedBySignals(test));
if (!isInformationOnly) printTally();

async function test() {
  await ensureInstalled();
  await ensureBuilt();
  const folder = mkdtempSync(path.join(tmpdir(), 'onebook-test-'));
  const file = path.join(folder, 'tally.json');
  // Not `finally`: a signal ends the process.
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const env = {
    ...process.env,
    TZ: TIME_ZONE,
    ONEBOOK_TALLY: file,
    ONEBOOK_LATE_ERRORS: path.join(folder, 'late-errors'),
  };
  const { code } = await run(jest(), { env });
  process.exitCode = code;
  tally = readJson(file);
}

function jest() {
  const reporters = args.some((arg) => /^--reporters\b/.test(arg)) ? [] : ['--reporters=default'];
  reporters.push(`--reporters=${inRoot('scripts/lib/jest/tally-reporter.mjs')}`);
  // The reporters come last, because jest takes every following argument as one more reporter.
  return [process.execPath, inRoot('node_modules/jest/bin/jest.js'), ...args, ...reporters];
}

/** Prints the closing line. Without a tally jest did not finish, which counts as one failure. */
function printTally() {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: 1, skipped: 0 };
  if (passed + failed === 0) {
    say('no test ran');
    process.exitCode ||= 1;
  } else if (failed > 0) {
    process.exitCode ||= 1;
  } else if (process.exitCode) {
    say(`every test passed, but jest exited with ${process.exitCode}. Its output is above`);
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
