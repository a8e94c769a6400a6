import { intentId, type IntentStore } from './intent.js';

/** Holds intents by Web Locks, which the browser releases when the page dies. undefined where there are none (plain HTTP). */
export function webLocks(): IntentStore['hold'] {
  // Absent in insecure contexts, whatever the types say.
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return undefined;
  return (intent) =>
    new Promise((resolve, reject) => {
      const held = () => new Promise<void>((release) => resolve(() => release()));
      locks.request(`onebook ${intentId(intent)}`, held).catch(reject);
    });
}
