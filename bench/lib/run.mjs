import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say, Stop } from '../../scripts/lib/project.mjs';
import { onStopSignal } from './stop-signals.mjs';
import { Testbed } from './testbed.mjs';
import { belowHttp } from './rows/below-http.mjs';
import { checks } from './rows/checks.mjs';
import { withLargeBook } from './rows/large.mjs';
import { largeWrites } from './rows/large-writes.mjs';
import { longChain } from './rows/long-chain.mjs';
import { overload } from './rows/overload.mjs';
import { reads } from './rows/reads.mjs';
import { snapshot } from './rows/snapshot.mjs';
import { hot, transfers } from './rows/transfers.mjs';
import { twoGateways } from './rows/two-gateways.mjs';

/** Rows by the names that --only accepts, in the order of the table. */
export const ROWS = {
  transfers,
  hot,
  'below-http': belowHttp,
  'two-gateways': twoGateways,
  reads,
  snapshot,
  checks,
  overload,
  'long-chain': longChain,
  'large-writes': largeWrites,
};
/** Rows that share the large book. */
const LARGE = ['long-chain', 'large-writes'];

/** @returns lines and notes of the rows, version of PostgreSQL, total seconds, and names of the failed rows */
export async function runRows(names, size) {
  const began = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), 'onebook bench '));
  const context = { ...size, idle: {}, testbeds: new Set(), say: (line) => say(`  ${line}`) };
  const results = { lines: [], notes: [], failures: [], began };
  // Without the children, pending requests to them fail, and the usual cleanup runs.
  const end = onStopSignal(() => {
    context.stopped = true;
    for (const testbed of context.testbeds) void testbed.endChildren();
  });
  try {
    await smallRows(context, names, directory, results);
    const large = names.filter((name) => LARGE.includes(name));
    if (large.length > 0)
      await attempt(context, large.join(' and '), results, () =>
        withLargeBook(
          context,
          large.map((name) => ROWS[name]),
        ),
      );
    if (context.stopped) throw new Stop('interrupted');
  } finally {
    end();
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return { ...results, seconds: (performance.now() - began) / 1_000 };
}

async function smallRows(context, names, directory, results) {
  const small = names.filter((name) => !LARGE.includes(name));
  const testbed = await Testbed.open({ directory });
  context.testbeds.add(testbed);
  results.server = testbed.server;
  try {
    for (const name of small) {
      await attempt(context, name, results, () => ROWS[name]({ ...context, testbed }));
      await testbed.endGateways();
    }
  } finally {
    context.testbeds.delete(testbed);
    await testbed.close();
  }
}

/** Runs one row. If it fails, the others still run, and the command fails at the end. */
async function attempt(context, name, results, measure) {
  if (context.stopped) return;
  const seconds = () => ((performance.now() - results.began) / 1_000).toFixed(0);
  say(`${name} (after ${seconds()} s) …`);
  try {
    const { lines, note } = await measure();
    results.lines.push(...lines);
    if (note) results.notes.push(note);
  } catch (error) {
    results.failures.push(name);
    say(`${name} failed: ${error.stack}`);
  }
}
