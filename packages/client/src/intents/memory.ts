import { type Intent, intentId, type IntentStore } from './intent.js';

/** Keeps intents as long as the process lives: for tests, and for programs that keep their own keys. */
export function memoryIntents(): IntentStore {
  const intents = new Map<string, Intent>();
  return {
    save: (intent) => void intents.set(intentId(intent), intent),
    remove: (intent) => void intents.delete(intentId(intent)),
    list: (caller) => [...intents.values()].filter((intent) => intent.caller === caller),
  };
}
