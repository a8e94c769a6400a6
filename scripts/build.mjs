#!/usr/bin/env node
// npm run build: compiles packages/, src/ and migrations/ and bundles the playground, the example and the console.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { withChildrenEndedBySignals } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, say } from './lib/project.mjs';

await main(() =>
  withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
    say('dist/ is up to date');
  }),
);
