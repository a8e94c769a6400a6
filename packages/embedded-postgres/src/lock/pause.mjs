// @ts-check
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits `milliseconds`, or rejects with the signal's own reason as soon as the signal is aborted.
 *
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 */
export async function pause(milliseconds, signal) {
  signal?.throwIfAborted();
  try {
    await delay(milliseconds, undefined, signal && { signal });
  } catch (error) {
    // The timer rejects with an AbortError of its own.
    signal?.throwIfAborted();
    throw error;
  }
}
