#!/usr/bin/env node
// npm run bench: what a right number costs and brings, in ratios between things measured in turn: against a gateway
// written by hand, against a bare Apollo, against what goes on while something is wrong. Prints the goals and a table.
// With --write both go into docs/performance.md, and a few lines into the README. Load, gateway and PostgreSQL share one
// machine. Fails if a request fails, or if the book does not hold what was answered.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main, Stop } from '../scripts/lib/project.mjs';
import { requireOpenFiles } from './lib/open-files.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [] },
    goals: { type: 'boolean', default: false },
    against: { type: 'string' },
    verify: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  // Imported late, because these modules need the packages and the build.
  const { runRows } = await import('./lib/run.mjs');
  const { OtherRevision } = await import('./lib/other-revision.mjs');
  const report = await import('./lib/report/results.mjs');
  const { writeSection } = await import('./lib/report/document.mjs');
  const names = await chosenRows();
  const size = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    verify: values.verify,
    against: values.against === undefined ? undefined : new OtherRevision(values.against),
  };
  for (const name of ['rounds', 'seconds'])
    if (!(size[name] > 0)) throw new Stop(`--${name} must be a number above 0`);
  const results = await runRows(names, size);
  const [goals, whole] = [
    await report.goalsSection(results),
    await report.resultsSection(results, size),
  ];
  console.log(`${goals}\n${whole}`);
  if (values.write) {
    writeSection('bench in the README', await report.readmeSection(results));
    writeSection('bench in short', goals);
    writeSection('bench', whole);
  }
  // A row that failed says so in the tables.
  const { failures } = results;
  if (failures.length > 0) throw new Stop(`these rows failed: ${failures.join(', ')}`);
});

/** Names of the rows to measure. @throws {Stop} if there is no such row, or it needs what is not here */
async function chosenRows() {
  const { ROWS, OPEN_FILES } = await import('./rows/index.mjs');
  const { ROWS_WITH_GOALS } = await import('./lib/report/goals.mjs');
  const unknown = values.only.find((name) => !(name in ROWS));
  if (unknown !== undefined)
    throw new Stop(`there is no row "${unknown}". Choose from: ${Object.keys(ROWS).join(', ')}`);
  if (values.write && (values.only.length > 0 || values.goals))
    throw new Stop('--write needs the whole table: omit --only and --goals');
  const all = Object.keys(ROWS).filter((name) => !values.goals || ROWS_WITH_GOALS.has(name));
  const names = values.only.length > 0 ? values.only : all;
  const needed = Math.max(0, ...names.map((name) => OPEN_FILES[name] ?? 0));
  requireOpenFiles(needed, 'choose other rows with --only');
  return names;
}
