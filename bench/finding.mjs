#!/usr/bin/env node
// npm run bench:finding: how long a page of transactions takes by each filter, on a million transactions of which much is
// skewed, and what the indexes cost a transfer. `--filters` and `--transfers` measure one of the two; `--runs=20` times so
// many pages of each filter and list instead of 200. Prints tables for docs/decisions/41-finding.md. The book is made under
// .bench/, once for each version of the migrations.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main } from '../scripts/lib/project.mjs';

/** How many pages of each filter and list are timed. */
function runsAsked() {
  const asked = process.argv.find((argument) => argument.startsWith('--runs='));
  return asked === undefined ? 200 : Number(asked.slice('--runs='.length));
}

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  const { findingBook } = await import('./lib/finding/book.mjs');
  const { measureFilters } = await import('./lib/finding/filters.mjs');
  const { measureTransfers } = await import('./lib/finding/transfers.mjs');
  const { postgres, url } = await findingBook();
  try {
    if (!process.argv.includes('--transfers')) console.log(await measureFilters(url, runsAsked()));
    if (!process.argv.includes('--filters')) console.log(await measureTransfers(url));
  } finally {
    await postgres.stop();
  }
});
