#!/usr/bin/env node
// npm run clients: generates, checks and runs the clients of examples/clients that need a toolchain beside Node, each against a
// gateway: python, go, kotlin; and relay, whose compiler checks the documents that the page uses. Names as arguments run only
// those. A toolchain that is missing is a failure. The clients are copied, so the project's own folder stays as it is.
import './lib/require-node.mjs';
import './lib/stop-with-parent.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { withChildrenEndedBySignals } from './lib/children.mjs';
import { clients } from './lib/clients.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, say, Stop } from './lib/project.mjs';

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(clients);

await main(async () => {
  const unknown = names.find((name) => !(name in clients));
  if (unknown) {
    throw new Stop(
      `there is no client "${unknown}". Choose from: ${Object.keys(clients).join(', ')}`,
    );
  }
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  // It needs an installed package.
  await import('./lib/ts-loader.mjs');
  const { GatewayProcess } = await import('../test/support/gateway-process.ts');
  const { SMALL } = await import('../test/clients/full-gateway.ts');
  const gateway = await GatewayProcess.create(SMALL, { book: 'none' });
  const failed = [];
  try {
    await gateway.start();
    for (const name of names) {
      const problem = await problemOf(() => clients[name](gateway));
      console.log(problem === undefined ? `ok     ${name}` : `FAILED ${name}: ${problem}`);
      if (problem !== undefined) failed.push(name);
    }
  } finally {
    await gateway.discard();
  }
  if (failed.length > 0) throw new Stop(`these clients failed: ${failed.join(', ')}`);
  say('every client paid');
});

/** Why it failed; undefined if it did not. */
async function problemOf(work) {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Stop ? error.message : error.stack;
  }
}
