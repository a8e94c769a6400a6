import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/**
 * What a gateway's memory grows by for each subscription, with one and with ten to a socket: a new gateway
 * each time, the heap after a full garbage collection. Bytes; the operating system's socket buffers are not in it.
 */
export async function measureMemory(bench, { subscriptions, wallets: count }) {
  const measured = [];
  for (const together of [1, 10]) {
    await bench.restart(subscriptions, ['--inspect=127.0.0.1:0']);
    const wallets = await bench.openWallets('memory', count);
    // Whatever the first sockets bring with them for good is not theirs.
    await bench.subscribe(wallets, Math.ceil(subscriptions / 20), together);
    await bench.unsubscribe();
    const before = await settled(bench);
    await bench.subscribe(wallets, subscriptions, together);
    const after = await settled(bench);
    const each = (name) => (after[name] - before[name]) / subscriptions;
    measured.push({ together, heap: each('heap'), rss: each('rss'), total: after.rss });
    await bench.unsubscribe();
  }
  await bench.verify();
  return measured;
}

async function settled(bench) {
  await delay(1_000);
  await collectGarbage(bench);
  const [heap, external, rss] = [
    await bench.metric('nodejs_heap_size_used_bytes'),
    await bench.metric('nodejs_external_memory_bytes'),
    await bench.metric('process_resident_memory_bytes'),
  ];
  return { heap: heap + external, rss };
}

/** By the inspector, as a debugger does it. */
async function collectGarbage(bench) {
  const [url] = /ws:\/\/\S+/.exec(bench.output);
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (const id of [1, 2, 3]) {
    socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    await new Promise((resolve) => socket.once('message', resolve));
  }
  socket.terminate();
}
