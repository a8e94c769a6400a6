import { OnebookError } from '../http/errors.js';
import { wait } from '../http/wait.js';
import { ageOf, claim, type Claim, type ClaimOptions, claimFound } from './claim.js';
import { fingerprintOf, type Intent, type IntentOptions, type IntentStore } from './intent.js';
import { Pursuit } from './pursuit.js';

/** For how long an equal call joins an intent without an outcome, in milliseconds. */
const JOIN_MS = 15 * 60_000;

export interface IntentsOptions extends ClaimOptions {
  readonly store: IntentStore;
  /** Whose intents these are now. */
  readonly caller: () => Promise<string>;
  /** Sends an intent once and returns its payload or refusal. @throws OnebookError */
  readonly send: (intent: Intent, signal: AbortSignal) => Promise<unknown>;
  /** For how long an equal call is taken for the second click of a double click, in milliseconds. */
  readonly doubleClickMs: number;
  /** Older intents are not sent again by themselves, in milliseconds. */
  readonly maxAgeMs: number;
  /** Receives errors that no caller waits for. */
  readonly onError: (error: unknown) => void;
}

/** What became of an intent, also of one that was found in the store. */
export type Settled =
  /** The gateway's payload or refusal. */
  | { readonly intent: Intent; readonly result: unknown; readonly error?: undefined }
  /** It was given up, and nothing was executed. */
  | { readonly intent: Intent; readonly result?: undefined; readonly error: OnebookError };

/** An intent that this client has in hand. */
interface Entry {
  readonly intent: Intent;
  readonly fingerprint: string;
  /** undefined: another client has settled the intent or given it up. */
  readonly pursuit: Promise<Pursuit | undefined>;
  /** Calls that wait for its outcome. */
  waiting: number;
  /** Of its own: a signal of the client's would keep a listener for each intent that there ever was. */
  readonly closing: AbortController;
}

/** An outcome that equal calls get until then. */
interface Recent {
  readonly outcome: Promise<unknown>;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** The intents of a client: each stored before it is sent, and pursued until its outcome is known. */
export class Intents {
  readonly #entries = new Map<string, Entry>();
  /** Outcomes of the last moment, by fingerprint: the second click of a double click gets them. */
  readonly #recent = new Map<string, Recent>();
  readonly #resumed = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(settled: Settled) => void>();
  #isClosed = false;

  constructor(private readonly options: IntentsOptions) {}

  /**
   * Carries out an intent. An equal call within a moment, or while the outcome is not known, is the same intent.
   * @returns the payload or the refusal
   * @throws OnebookError
   */
  async run(operation: string, input: object, { key, signal }: IntentOptions = {}) {
    const caller = await this.options.caller();
    await (this.#resumed.get(caller) ?? this.resume());
    const plain = JSON.parse(JSON.stringify(input)) as Readonly<Record<string, unknown>>;
    const fingerprint = `${caller} ${fingerprintOf(operation, plain)}`;
    const recent = key === undefined ? this.#recentOf(fingerprint) : undefined;
    if (recent) return recent;
    const equal = key === undefined ? this.#equal(fingerprint) : this.#entries.get(key);
    if (equal && equal.fingerprint !== fingerprint) throw keyInUse();
    const joined = equal && (await this.#join(equal, signal));
    if (joined) return joined.result;
    const createdAt = new Date().toISOString();
    const intent = { key: key ?? crypto.randomUUID(), operation, input: plain, caller, createdAt };
    const entry = this.#enter(intent, fingerprint, () => claim(intent, this.options));
    return (await this.#join(entry, signal))?.result;
  }

  /** Sends again what the store has without an outcome: done at the start, and useful after signing in again. */
  async resume(): Promise<void> {
    const caller = await this.options.caller();
    const resumed = this.#takeUp(caller);
    this.#resumed.set(caller, resumed);
    resumed.catch(() => this.#resumed.delete(caller));
    return resumed;
  }

  /** The caller's intents whose outcome is not known. */
  async pending(): Promise<readonly Intent[]> {
    return this.options.store.list(await this.options.caller());
  }

  /** Forgets the intent with this key. It may have been executed: look for its transaction first. */
  async discard(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    (await entry?.pursuit)?.stop();
    await this.options.store.remove(key);
  }

  /** Calls a function with what becomes of each intent, also of those found in the store. @returns a function that ends it */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sends nothing any more. What has no outcome stays in the store. */
  close(): void {
    this.#isClosed = true;
    for (const { closing } of this.#entries.values()) closing.abort();
  }

  async #takeUp(caller: string): Promise<void> {
    const { store, maxAgeMs } = this.options;
    for (const intent of await store.list(caller)) {
      if (this.#entries.has(intent.key) || ageOf(intent) > maxAgeMs) continue;
      const fingerprint = `${caller} ${fingerprintOf(intent.operation, intent.input)}`;
      this.#enter(intent, fingerprint, (closing) => claimFound(intent, this.options, closing));
    }
  }

  /** The entry of an equal intent that a call joins. */
  #equal(fingerprint: string): Entry | undefined {
    return [...this.#entries.values()].find(
      (entry) => entry.fingerprint === fingerprint && ageOf(entry.intent) <= JOIN_MS,
    );
  }

  #enter(
    intent: Intent,
    fingerprint: string,
    take: (closing: AbortSignal) => Promise<Claim>,
  ): Entry {
    const closing = new AbortController();
    if (this.#isClosed) closing.abort();
    const claimed = take(closing.signal);
    const pursuit = claimed.then(({ inDoubt }) =>
      inDoubt === undefined ? undefined : this.#pursue(intent, inDoubt, closing.signal),
    );
    const entry = { intent, fingerprint, pursuit, waiting: 0, closing };
    this.#entries.set(intent.key, entry);
    void this.#letGo(entry, claimed);
    return entry;
  }

  #pursue(intent: Intent, inDoubt: boolean, closing: AbortSignal): Pursuit {
    const { send, patienceMs } = this.options;
    const forget = (): Promise<boolean> => this.#forget(intent.key);
    const pursuit = new Pursuit(intent, { send, forget, patienceMs, inDoubt });
    closing.addEventListener('abort', () => pursuit.stop());
    if (closing.aborted) pursuit.stop();
    return pursuit;
  }

  async #forget(key: string): Promise<boolean> {
    try {
      await this.options.store.remove(key);
      return true;
    } catch (error) {
      this.options.onError(error);
      return false;
    }
  }

  /** Waits for the end of a pursuit, tells the listeners, and lets other clients have what is left. */
  async #letGo(entry: Entry, claimed: Promise<Claim>): Promise<void> {
    const { intent, fingerprint } = entry;
    try {
      const pursuit = await entry.pursuit;
      if (!pursuit) return;
      const result = await pursuit.outcome;
      this.#remember(fingerprint, pursuit.outcome, intent);
      this.#tell({ intent, result });
    } catch (error) {
      if (error instanceof OnebookError && error.executed === 'no') this.#tell({ intent, error });
      if (entry.waiting === 0 && !this.#isClosed) this.options.onError(error);
    } finally {
      this.#entries.delete(intent.key);
      await claimed.then(({ release }) => release(), ignore);
    }
  }

  #tell(settled: Settled): void {
    for (const listener of this.#listeners) listener(settled);
  }

  #remember(fingerprint: string, outcome: Promise<unknown>, { createdAt }: Intent): void {
    const until = Date.parse(createdAt) + this.options.doubleClickMs;
    if (until > Date.now()) this.#recent.set(fingerprint, { outcome, until });
  }

  /** The outcome of an equal call of the last moment. Forgets those of earlier moments. */
  #recentOf(fingerprint: string): Promise<unknown> | undefined {
    for (const [key, { until }] of this.#recent) if (until <= Date.now()) this.#recent.delete(key);
    return this.#recent.get(fingerprint)?.outcome;
  }

  /** Waits for the outcome. @returns undefined if another client has settled it meanwhile */
  async #join(entry: Entry, signal?: AbortSignal): Promise<{ result: unknown } | undefined> {
    const { patienceMs, timeoutMs } = this.options;
    const stop = new AbortController();
    const leave = (): void => stop.abort();
    signal?.addEventListener('abort', leave);
    entry.waiting += 1;
    try {
      // By then the attempt that ran when patience ended has ended too.
      const tired = wait(patienceMs + timeoutMs + 2_000, stop.signal).then(
        (): typeof TIRED => TIRED,
      );
      if (signal?.aborted) leave();
      const pursuit = await Promise.race([entry.pursuit, tired]);
      if (pursuit === TIRED) throw elsewhere(entry.intent);
      if (!pursuit) return undefined;
      const result = await Promise.race([pursuit.outcome, tired]);
      if (result !== TIRED) return { result };
      throw await this.#abandon(entry, pursuit, signal);
    } finally {
      entry.waiting -= 1;
      stop.abort();
      signal?.removeEventListener('abort', leave);
    }
  }

  /** The error for a caller who does not wait any longer. An intent that nobody can have executed is given up. */
  async #abandon({ intent, waiting }: Entry, pursuit: Pursuit, signal?: AbortSignal) {
    if (!signal?.aborted) return pursuit.unknown();
    const isAlone = waiting === 1 && !pursuit.mayBeExecuted;
    if (isAlone) pursuit.stop();
    if (isAlone && (await this.#forget(intent.key)))
      return new OnebookError('Aborted. Nothing was executed.', {
        code: 'ABORTED',
        executed: 'no',
      });
    return pursuit.unknown(
      new OnebookError('You aborted it.', { code: 'ABORTED', executed: 'unknown' }),
    );
  }
}

const TIRED: unique symbol = Symbol('tired');

const ignore = (): void => undefined;

const keyInUse = () =>
  new OnebookError('This key belongs to another intent that has no outcome yet. Use another key.', {
    code: 'INTENT_KEY_IN_USE',
    executed: 'no',
  });

const elsewhere = (intent: Intent) => {
  const error = new OnebookError(
    'Another tab or process pursues this intent and has no outcome yet. Ask again later.',
    { code: 'NO_ANSWER', executed: 'unknown' },
  );
  error.intent = intent;
  return error;
};
