import { webLocks } from './hold.js';
import { type Intent, intentId, type IntentStore } from './intent.js';

/** What is needed of a page's Storage, whose type programs for Node do not know. */
export interface PageStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PREFIX = 'onebook-intent:';

/**
 * Keeps intents in the page's localStorage, each under a key of its own, so that tabs do not overwrite each other's. They
 * survive the page. Browsers write localStorage to disk some seconds later, so a browser that is killed may lose the last ones:
 * prefer `indexedDbIntents` for money.
 */
export function localStorageIntents(storage: PageStorage = localStorage): IntentStore {
  const hold = webLocks();
  const keys = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
      key.startsWith(PREFIX),
    );
  return {
    save: (intent) => storage.setItem(PREFIX + intentId(intent), JSON.stringify(intent)),
    remove: (intent) => storage.removeItem(PREFIX + intentId(intent)),
    list: (caller) =>
      keys()
        .map((key) => read(storage.getItem(key)))
        .filter((intent) => intent?.caller === caller) as Intent[],
    ...(hold && { hold }),
  };
}

/** An intent; undefined for a text that no client can have written, which must not keep all others back. */
function read(text: string | null): Intent | undefined {
  try {
    return JSON.parse(text ?? 'null') as Intent;
  } catch {
    return undefined;
  }
}
