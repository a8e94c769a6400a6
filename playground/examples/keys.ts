/** Creates a random idempotency key. Over plain http, crypto has getRandomValues but not randomUUID. */
export function newKey(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const MADE = /^([a-z]+)-[0-9a-f]{16}$/i;

/** A new key of the same prefix, for one that `newKey` made; undefined for a key that a user has typed. */
export function keyAfter(key: string): string | undefined {
  const prefix = MADE.exec(key)?.[1];
  return prefix === undefined ? undefined : newKey(prefix);
}

/**
 * The intents that this page has sent. One intent has one key: the same variables go out under it again, which is a retry,
 * and other variables under it would be refused as IDEMPOTENCY_CONFLICT.
 */
export class SentIntents {
  readonly #inputs = new Map<string, string>();

  /**
   * The key under which to send this input: `key`, unless the page made that key for another input and has sent it.
   * A key that the user has typed stays, so that they can see the conflict.
   * @param caller of the token: the gateway keeps the keys of callers apart
   */
  keyFor(key: string, caller: string, input: object): string {
    const place = JSON.stringify([caller, key]);
    const text = JSON.stringify(input);
    const sent = this.#inputs.get(place);
    const next = sent === undefined || sent === text ? undefined : keyAfter(key);
    if (next !== undefined) return this.keyFor(next, caller, input);
    this.#inputs.set(place, text);
    return key;
  }
}
