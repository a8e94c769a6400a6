/** Does it when it is over: at once where it is already, for a signal tells nobody who comes later. */
export function onAbort(signal: AbortSignal, work: () => void): void {
  if (signal.aborted) work();
  else signal.addEventListener('abort', work, { once: true });
}

/** What comes, unless it is over before. @throws the signal's reason where it is over */
export function unlessAborted<T>(coming: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    onAbort(signal, stop);
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
