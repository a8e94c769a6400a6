const LONGEST_MS = 8_000;

/** Milliseconds to wait before an attempt: they grow with each, and are random, so that clients do not all return at once. */
export function backoffMs(attempt: number, retryAfterMs = 0): number {
  const grown = Math.min(LONGEST_MS, 250 * 2 ** attempt);
  return Math.max(retryAfterMs, grown * (0.5 + Math.random() / 2));
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
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
