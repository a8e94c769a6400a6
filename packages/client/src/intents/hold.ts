/** Holds intents by Web Locks, which the browser releases when the page dies. undefined where there are none (plain HTTP). */
export function webLocks(): ((key: string) => Promise<() => void>) | undefined {
  // Absent in insecure contexts, whatever the types say.
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return undefined;
  return (key) =>
    new Promise((resolve, reject) => {
      const held = () => new Promise<void>((release) => resolve(() => release()));
      locks.request(`onebook ${key}`, held).catch(reject);
    });
}
