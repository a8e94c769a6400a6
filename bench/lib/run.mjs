import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say, Stop } from '../../scripts/lib/project.mjs';
import { LARGE, ROWS } from '../rows/index.mjs';
import { withLargeBook } from '../rows/large/large.mjs';
import { whole } from './report/format.mjs';
import { Skip } from './skip.mjs';
import { onStopSignal } from './stop-signals.mjs';
import { Testbed } from './testbed.mjs';

/**
 * Runs rows. If one fails, the others still run.
 * @param names names of the rows @param size rounds, seconds and other options
 * @returns `lines` and `notes` of the rows; `reasons` why a row has no result, by its name; `failures`, the names of those
 *   that failed; version of PostgreSQL as `server`; total `seconds`
 */
export async function runRows(names, size) {
  const began = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), 'onebook bench '));
  const context = {
    ...size,
    idle: { share: 0 },
    busiest: { share: 0 },
    testbeds: new Set(),
    say: (line) => say(`  ${line}`),
  };
  const results = { names, lines: [], notes: [], reasons: new Map(), failures: [], began };
  // Without the children, pending requests to them fail, and the usual cleanup runs.
  const end = onStopSignal(() => {
    context.stopped = true;
    for (const testbed of context.testbeds) void testbed.endChildren();
  });
  try {
    await smallRows(context, names, directory, results);
    await largeRows(context, names, results);
    if (context.busiest.share > 0) results.notes.unshift(loadNote(context));
    if (context.stopped) throw new Stop('interrupted');
  } finally {
    end();
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return { ...results, seconds: (performance.now() - began) / 1_000 };
}

async function smallRows(context, names, directory, results) {
  const testbed = await Testbed.open({ directory, busiest: context.busiest });
  context.testbeds.add(testbed);
  results.server = testbed.server;
  try {
    for (const name of names.filter((one) => !LARGE.includes(one))) {
      await attempt(context, [name], results, () => ROWS[name]({ ...context, testbed }));
      await testbed.endServers();
    }
  } finally {
    context.testbeds.delete(testbed);
    await testbed.close();
  }
}

async function largeRows(context, names, results) {
  const chosen = names.filter((name) => LARGE.includes(name));
  if (chosen.length === 0) return;
  const rows = chosen.map((name) => ROWS[name]);
  await attempt(context, chosen, results, () => withLargeBook(context, rows));
}

/** How far the load itself is from its limit, one core. */
const loadNote = ({ busiest: { share, cpu, what }, idle }) =>
  `The load is a process of one core. It took ${share.toFixed(2)} of it at most, ${whole(cpu)} µs a request (${what}). ` +
  `While one side of a pair wrote, the idle one used ${(100 * idle.share).toFixed(1)} % of a core at most.`;

/** Measures rows together. A failure becomes a line of the table, and the command fails at the end. */
async function attempt(context, names, results, measure) {
  if (context.stopped) return;
  const seconds = () => ((performance.now() - results.began) / 1_000).toFixed(0);
  const title = names.join(' and ');
  say(`${title} (after ${seconds()} s) …`);
  try {
    const { lines, note } = await measure();
    results.lines.push(...lines);
    if (note) results.notes.push(note);
  } catch (error) {
    const reason = error instanceof Skip ? `skipped: ${error.message}` : 'failed';
    for (const name of names) results.reasons.set(name, reason);
    results.lines.push({ what: `the row \`${title}\``, measured: reason });
    if (error instanceof Skip) return say(`${title} ${reason}`);
    results.failures.push(title);
    say(`${title} failed: ${error.stack}`);
  }
}
