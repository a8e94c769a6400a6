import { webLocks } from './hold.js';
import type { Intent, IntentStore } from './intent.js';

const STORE = 'intents';

/**
 * Keeps intents in IndexedDB, for pages and workers of an origin. Each is on disk before it is sent (`durability: strict`), and
 * survives the page and the browser.
 * @param name name of the database
 */
export function indexedDbIntents(name = 'onebook'): IntentStore {
  const hold = webLocks();
  let opened: Promise<IDBDatabase> | undefined;
  const database = (): Promise<IDBDatabase> => {
    opened ??= open(name, () => (opened = undefined));
    return opened;
  };
  const write = async (change: (intents: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction(STORE, 'readwrite', {
      durability: 'strict',
    });
    change(transaction.objectStore(STORE));
    await ended(transaction);
  };
  return {
    save: (intent) => write((intents) => intents.put(intent)),
    remove: ({ caller, key }) => write((intents) => intents.delete([caller, key])),
    list: async (caller) => {
      const intents = (await database()).transaction(STORE).objectStore(STORE);
      const all = await result(intents.getAll() as IDBRequest<Intent[]>);
      return all.filter((intent) => intent.caller === caller);
    },
    ...(hold && { hold }),
  };
}

/** @param onGone called if the browser closes the database, so that it is opened again */
async function open(name: string, onGone: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(STORE, { keyPath: ['caller', 'key'] });
  try {
    const database = await result(request);
    database.onclose = onGone;
    return database;
  } catch (error) {
    onGone();
    throw error;
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused a request'));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('IndexedDB did not store an intent'));
  });
}
