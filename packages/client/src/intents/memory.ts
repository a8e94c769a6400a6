import type { Intent, IntentStore } from './intent.js';

/** Keeps intents as long as the process lives: for tests, and for programs that keep their own keys. */
export function memoryIntents(): IntentStore {
  const intents = new Map<string, Intent>();
  return {
    save: (intent) => void intents.set(intent.key, intent),
    remove: (key) => void intents.delete(key),
    list: (caller) => [...intents.values()].filter((intent) => intent.caller === caller),
  };
}
