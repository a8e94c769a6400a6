import { setTimeout as delay } from 'node:timers/promises';
import { SilentProxy } from '../../lib/processes/silent-proxy.mjs';
import { onebook } from '../../lib/sides.mjs';
import { othersMeanwhile } from './others.mjs';

const UNREADY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 30_000;

/**
 * A network that loses every open connection between a gateway and PostgreSQL without telling either. New ones work at
 * first; then nothing passes at all. The others are the gateway's own clients.
 */
export async function silentPostgres(context) {
  const { testbed } = context;
  const book = await testbed.newBook();
  const proxy = await SilentProxy.start(book.url);
  try {
    const side = await onebook(testbed, { book, databaseUrl: proxy.url });
    const disturb = () => {
      proxy.silenceOpen();
      return { end: () => 'new connections worked' };
    };
    const line = await othersMeanwhile(context, { row: 'silent-postgres', side, disturb });
    proxy.silenceAll();
    line.measured += `; then without any: ${await endOf(side.servers[0])}`;
    return { lines: [line] };
  } finally {
    proxy.end();
  }
}

/** How a gateway that hears nothing from PostgreSQL says so, and ends. */
async function endOf(gateway) {
  const began = performance.now();
  const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;
  const isReady = () => fetch(`${gateway.url}/readyz`).then(({ ok }) => ok);
  let ready = true;
  while (ready && performance.now() - began < UNREADY_WITHIN_MS) {
    await delay(100);
    ready = await isReady();
  }
  const told = ready
    ? `/readyz said 200 for ${seconds(UNREADY_WITHIN_MS)}`
    : `/readyz said 503 after ${seconds(performance.now() - began)}`;
  const ended = await gateway.end(END_WITHIN_MS);
  return ended === undefined
    ? `${told}, SIGTERM did not end it within ${seconds(END_WITHIN_MS)}`
    : `${told}, SIGTERM ended it after ${seconds(ended)}`;
}
