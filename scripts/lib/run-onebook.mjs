// The onebook command in a working tree: builds what has changed, and runs it in this process.
import { ensureBuilt, hasSources, isEverythingBuilt } from './build.mjs';
import { withChildrenEndedBySignals } from './children.mjs';
import { ensureInstalled } from './install.mjs';
import { main } from './project.mjs';

await main(async () => {
  if (hasSources() && !isEverythingBuilt()) {
    await withChildrenEndedBySignals(async () => {
      await ensureInstalled();
      await ensureBuilt();
    });
  }
  await import('../../dist/programs/onebook.js');
});
