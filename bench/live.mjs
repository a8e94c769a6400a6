#!/usr/bin/env node
// npm run bench:live: measures what 10,000 subscriptions cost a gateway, and how fast pushes are. Prints one
// table. With --write it updates a section of docs/performance.md. Load and gateway share one machine.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main, say, Stop } from '../scripts/lib/project.mjs';
import { requireOpenFiles } from './lib/open-files.mjs';

const { values } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '10000' },
    wallets: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '50' },
    'in-flight': { type: 'string', default: '64' },
    write: { type: 'boolean', default: false },
  },
});
const size = {
  subscriptions: Number(values.subscriptions),
  wallets: Number(values.wallets),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  rate: Number(values.rate),
  inFlight: Number(values['in-flight']),
};

await main(bench);

async function bench() {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  requireOpenFiles(size.subscriptions + 500, 'choose fewer with --subscriptions');
  // Imported late, because these modules need the packages and the build.
  const { measureMemory } = await import('./lib/live/memory.mjs');
  const { measureThroughput } = await import('./lib/live/throughput.mjs');
  const { measureNotify } = await import('./lib/live/notify.mjs');
  const { LiveTestbed } = await import('./lib/live/live-testbed.mjs');
  const { writeSection } = await import('./lib/report/document.mjs');
  const { sectionFor } = await import('./lib/live/section.mjs');
  const { onStopSignal } = await import('./lib/stop-signals.mjs');
  const testbed = await LiveTestbed.create();
  let stopped = false;
  // Without the children, pending requests to them fail, and the usual cleanup runs.
  const end = onStopSignal(() => {
    stopped = true;
    void testbed.endChildren();
  });
  try {
    say('memory …');
    const memory = await measureMemory(testbed, size);
    say('throughput and latency …');
    const throughput = await measureThroughput(testbed, size);
    say('NOTIFY …');
    const notify = await measureNotify(testbed, size);
    const section = await sectionFor({ size, memory, throughput, notify, server: testbed.server });
    console.log(section);
    if (values.write) writeSection('live pushes', section);
  } catch (error) {
    throw stopped ? new Stop('interrupted') : error;
  } finally {
    await testbed.discard();
    end();
  }
}
