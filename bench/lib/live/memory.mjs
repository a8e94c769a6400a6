import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/**
 * Measures the growth of a gateway's memory for each subscription, in bytes: with one and with ten per socket, on a
 * new gateway each time, after a full garbage collection. Socket buffers of the operating system are not included.
 */
export async function measureMemory(testbed, { subscriptions, wallets: count }) {
  const measured = [];
  for (const together of [1, 10]) {
    await testbed.restart(subscriptions, ['--inspect=127.0.0.1:0']);
    const wallets = await testbed.openWallets('memory', count);
    // Memory that the first sockets allocate for good must not count.
    await testbed.subscribe(wallets, Math.ceil(subscriptions / 20), together);
    await testbed.unsubscribe();
    const before = await settled(testbed);
    await testbed.subscribe(wallets, subscriptions, together);
    const after = await settled(testbed);
    const each = (name) => (after[name] - before[name]) / subscriptions;
    measured.push({ together, heap: each('heap'), rss: each('rss'), total: after.rss });
    await testbed.unsubscribe();
  }
  await testbed.verify();
  return measured;
}

async function settled(testbed) {
  await delay(1_000);
  await collectGarbage(testbed);
  const heap = await testbed.metric('nodejs_heap_size_used_bytes');
  const external = await testbed.metric('nodejs_external_memory_bytes');
  const rss = await testbed.metric('process_resident_memory_bytes');
  return { heap: heap + external, rss };
}

/** Uses the inspector, as a debugger does. */
async function collectGarbage(testbed) {
  const [url] = /ws:\/\/\S+/.exec(testbed.output);
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (const id of [1, 2, 3]) {
    socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    await new Promise((resolve) => socket.once('message', resolve));
  }
  socket.terminate();
}
