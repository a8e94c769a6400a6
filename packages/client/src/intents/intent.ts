/** A mutation that the caller wants, with the key under which the gateway executes it once. */
export interface Intent {
  /** The idempotency key. */
  readonly key: string;
  /** The mutation: `transfer`. */
  readonly operation: string;
  /** Its input, besides the key. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Whose it is: the gateway's URL and the `sub` of the token. No other caller's client sends it. */
  readonly caller: string;
  /** When the caller wanted it, in ISO 8601. */
  readonly createdAt: string;
}

/** Options of a mutation. */
export interface IntentOptions {
  /**
   * A key of your own, such as the number of an order: an intent with another key is another intent, whatever its input. It may
   * have been sent before, so an overloaded gateway never makes the client give it up: its outcome is then unknown for a while.
   * Default: a random one, and an equal call at about the same time is the same intent.
   */
  readonly key?: string;
  /** Ends the wait. An intent that has been sent cannot be taken back: its outcome is then unknown. */
  readonly signal?: AbortSignal;
}

/**
 * Keeps intents until their outcome is known, each under its `intentId`. Each function resolves when its change would survive the
 * end of the process.
 */
export interface IntentStore {
  /** Stores an intent. */
  save(intent: Intent): void | Promise<void>;
  /** Removes the intent, if it is there. */
  remove(intent: Intent): void | Promise<void>;
  /** The intents of a caller, in any order. */
  list(caller: string): readonly Intent[] | Promise<readonly Intent[]>;
  /**
   * Waits until no other client holds the intent, then holds it until the returned function is called or the process dies.
   * A store without it is used by several clients at once only after an intent is too old for its first client to give up.
   */
  hold?(intent: Intent): Promise<() => void>;
}

/** The name of an intent in a store. Two callers can have the same key, for two intents. */
export const intentId = ({ caller, key }: Pick<Intent, 'caller' | 'key'>): string =>
  `${caller} ${key}`;

/** A text that is the same for equal operations and inputs, whatever the order of keys. */
export function fingerprintOf(operation: string, input: unknown): string {
  return `${operation} ${JSON.stringify(input, sorted)}`;
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
