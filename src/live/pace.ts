import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** How long pushes rest after a batch: this many times as long as it took of the event loop. */
const REST = 3;
/** What takes less need not rest. Milliseconds. */
const SHORT_MS = 4;

/**
 * Hands a batch of values to their subscribers, then leaves the event loop to the rest of the gateway. So ten thousand pages that
 * follow wallets take a quarter of it from those who change them, and not all of it. Changes that come meanwhile are pushed
 * together, the newest of each wallet.
 * @param handOut resolves the promises of subscribers, which make their pushes before the next timer
 */
export async function handOutInTurn(handOut: () => void): Promise<void> {
  const began = performance.now();
  handOut();
  await delay(0);
  const tookMs = performance.now() - began;
  if (tookMs >= SHORT_MS) await delay(REST * tookMs);
}
