import { webLocks } from './hold.js';
import type { Intent, IntentStore } from './intent.js';

const PREFIX = 'onebook-intent:';

/**
 * Keeps intents in the page's localStorage, each under a key of its own, so that tabs do not overwrite each other's. They
 * survive the page. Browsers write localStorage to disk some seconds later, so a browser that is killed may lose the last ones:
 * prefer `indexedDbIntents` for money.
 */
export function localStorageIntents(storage: Storage = localStorage): IntentStore {
  const hold = webLocks();
  const keys = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
      key.startsWith(PREFIX),
    );
  return {
    save: (intent) => storage.setItem(PREFIX + intent.key, JSON.stringify(intent)),
    remove: (key) => storage.removeItem(PREFIX + key),
    list: (caller) =>
      keys()
        .map((key) => JSON.parse(storage.getItem(key) ?? 'null') as Intent | null)
        .filter((intent): intent is Intent => intent?.caller === caller),
    ...(hold && { hold }),
  };
}
