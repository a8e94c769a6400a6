import { setTimeout as delay } from 'node:timers/promises';

/** Waits `milliseconds`, or rejects with the signal's own reason as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/**
 * Asks `condition` every `every` ms until it is true or `bound` ms have passed.
 * @returns whether it became true
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  options: { every: number; bound: number; signal: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + options.bound;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await pause(options.every, options.signal);
  }
}

/** A signal that is never aborted, for work that has to be finished. */
export function unstoppable(): AbortSignal {
  return new AbortController().signal;
}
