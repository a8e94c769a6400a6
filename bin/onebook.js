#!/usr/bin/env node
// The onebook command. In a working tree it first builds what has changed; with only the built files
// it runs them as they are.
import '../scripts/lib/require-node.mjs';
import { ensureBuilt, hasSources, isEverythingBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main } from '../scripts/lib/project.mjs';

await main(async () => {
  if (hasSources() && !isEverythingBuilt()) {
    await withChildrenEndedBySignals(async () => {
      await ensureInstalled();
      await ensureBuilt();
    });
  }
  await import('../dist/programs/onebook.js');
});
