import { pause } from '../lock/pause.mjs';

export { pause };

/**
 * Asks `condition` every `pollMs` until it is true or `timeoutMs` have passed.
 *
 * @returns whether it became true
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  options: { pollMs: number; timeoutMs: number; signal: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await pause(options.pollMs, options.signal);
  }
}

/** A signal that is never aborted, for work that must be finished. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
