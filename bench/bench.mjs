#!/usr/bin/env node
// npm run bench: what group commit, the checks of the database and a large book cost or bring, one table of ratios
// between things measured in turn. With --write it becomes two sections of docs/performance.md, a short one and a whole
// one. Load, gateway and PostgreSQL share one machine. Fails if a request fails, or if the book does not hold what was
// answered.
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
  const { ROWS, runRows } = await import('./lib/run.mjs');
  const { resultsSection, shortSection } = await import('./lib/results.mjs');
  const { writeSection } = await import('./lib/document.mjs');
  const unknown = values.only.find((name) => !(name in ROWS));
  if (unknown !== undefined)
    throw new Stop(`there is no row "${unknown}". Choose from: ${Object.keys(ROWS).join(', ')}`);
  if (values.write && values.only.length > 0)
    throw new Stop('--write needs the whole table: omit --only');
  const names = values.only.length > 0 ? values.only : Object.keys(ROWS);
  if (names.includes('overload')) requireOpenFiles(2_500, 'choose other rows with --only');
  const size = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    verify: values.verify,
  };
  for (const name of ['rounds', 'seconds'])
    if (!(size[name] > 0)) throw new Stop(`--${name} must be a number above 0`);
  const results = await runRows(names, size);
  const section = await resultsSection(results, size);
  console.log(section);
  const { failures } = results;
  if (failures.length > 0) throw new Stop(`these rows failed: ${failures.join(', ')}`);
  if (!values.write) return;
  writeSection('bench in short', await shortSection(results));
  writeSection('bench', section);
});
