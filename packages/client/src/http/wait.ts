const LONGEST_MS = 8_000;
/** A gateway that asks for more is asked again after this time all the same. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Milliseconds to wait before an attempt: they grow with each, and are random, so that clients do not all return at once. */
export function backoffMs(attempt: number, retryAfterMs = 0): number {
  const grown = Math.min(LONGEST_MS, 250 * 2 ** attempt);
  return Math.max(
    Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS),
    grown * (0.5 + Math.random() / 2),
  );
}

/** Resolves after the time, or at once if the signal is aborted. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    // Timers take no more than 31 bits, and fire at once beyond that.
    const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
    signal?.addEventListener('abort', done);
  });
}
