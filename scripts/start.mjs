#!/usr/bin/env node
// npm start: everything from a fresh clone to a running gateway.
import './lib/require-node.mjs';
import { ensureBuilt, hasSources, isEverythingBuilt } from './lib/build.mjs';
import { withChildrenEndedBySignals } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/project.mjs';

await main(async () => {
  await withChildrenEndedBySignals(prepare);
  // In this very process, so that signals reach the gateway and its exit code is ours.
  await import('../dist/src/main.js');
});

async function prepare() {
  if (!hasSources()) return ensureInstalled('run');
  await ensureInstalled(isEverythingBuilt() ? 'run' : 'build');
  await ensureBuilt();
}
