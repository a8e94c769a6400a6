/** Does it when it is over: at once where it is already, for a signal tells nobody who comes later. */
export function whenOver(over: AbortSignal, work: () => void): void {
  if (over.aborted) work();
  else over.addEventListener('abort', work, { once: true });
}

/** What comes, unless it is over before. @throws the signal's reason where it is over */
export function unlessOver<T>(coming: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(over.reason as Error);
    whenOver(over, stop);
    coming.then(resolve, reject).finally(() => over.removeEventListener('abort', stop));
  });
}
