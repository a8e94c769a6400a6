/** Runs `fn` on abort; immediately if the signal has already aborted, because it fires no second event. */
export function onAbort(signal: AbortSignal, fn: () => void): void {
  if (signal.aborted) fn();
  else signal.addEventListener('abort', fn, { once: true });
}

/** The promise's result, unless the signal aborts first. @throws the signal's reason if it aborts first */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    onAbort(signal, stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
