#!/usr/bin/env node
// npm start: takes a fresh clone to a running gateway: install, build, start.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
import { ensureBuilt, hasSources, isEverythingBuilt } from './lib/build.mjs';
import { withChildrenEndedBySignals } from './lib/children.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/project.mjs';

await main(async () => {
  await withChildrenEndedBySignals(prepare);
  // Runs in this process, so that the gateway gets the signals and sets the exit code.
  await import('../dist/programs/gateway.js');
});

async function prepare() {
  if (!hasSources()) return ensureInstalled('run');
  await ensureInstalled(isEverythingBuilt() ? 'run' : 'build');
  await ensureBuilt();
}
