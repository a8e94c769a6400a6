/** Does it when it is over: at once where it is already, for a signal tells nobody who comes later. */
export function onAbort(over: AbortSignal, work: () => void): void {
  if (over.aborted) work();
  else over.addEventListener('abort', work, { once: true });
}

/** What comes, unless it is over before. @throws the signal's reason where it is over */
export function unlessAborted<T>(coming: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(over.reason as Error);
    onAbort(over, stop);
    coming.then(resolve, reject).finally(() => over.removeEventListener('abort', stop));
  });
}
