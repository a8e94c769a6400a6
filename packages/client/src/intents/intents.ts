import { asOnebookError, OnebookError } from '../http/errors.js';
import { wait } from '../http/wait.js';
import {
  ageOf,
  aloneUntilMs,
  claim,
  type Claim,
  type ClaimOptions,
  claimFound,
  keyInUse,
} from './claim.js';
import { fingerprintOf, type Intent, type IntentOptions } from './intent.js';
import { Pursuit, unknownOutcome } from './pursuit.js';
import { Recent } from './recent.js';

export interface IntentsOptions extends ClaimOptions {
  /** Whose intents these are. @throws OnebookError */
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
  /** Without a result. `error.executed` says whether it was given up, or executed with a payload too large to read. */
  | { readonly intent: Intent; readonly result?: undefined; readonly error: OnebookError };

/** An intent that this client has in hand. */
interface Entry {
  readonly intent: Intent;
  readonly fingerprint: string;
  /** undefined: another client has settled the intent or given it up. */
  readonly pursuit: Promise<Pursuit | undefined>;
  /** Calls that wait for its outcome. */
  waiting: number;
  /** Its only caller has left before it was sent. */
  isCancelled: boolean;
  /** Ends its wait for other clients. */
  readonly closing: AbortController;
}

/** The intents of a client: each stored before it is sent, and pursued until its outcome is known. */
export class Intents {
  /** By key, until the outcome is known. */
  readonly #entries = new Map<string, Entry>();
  /** The same by fingerprint: equal calls join them. */
  readonly #byFingerprint = new Map<string, Entry>();
  readonly #recent: Recent;
  readonly #listeners = new Set<(settled: Settled) => void>();
  #resumed: Promise<void> | undefined;
  #isClosed = false;

  constructor(private readonly options: IntentsOptions) {
    this.#recent = new Recent(options.doubleClickMs);
  }

  /**
   * Carries out an intent. An equal call within a moment, or while the outcome is not known, is the same intent.
   * @param input with a member `idempotencyKey`, that is its key
   * @returns the payload or the refusal
   * @throws OnebookError
   */
  async run(operation: string, input: object, { key: given, signal }: IntentOptions = {}) {
    const { idempotencyKey, ...plain } = copyOf(input);
    const caller = await this.options.caller();
    await (this.#resumed ?? this.resume()).catch((cause: unknown) => {
      throw notReady(cause);
    });
    const fingerprint = fingerprintOf(operation, plain);
    let key = given ?? (typeof idempotencyKey === 'string' ? idempotencyKey : undefined);
    const recent = key === undefined ? this.#recent.get(fingerprint) : undefined;
    if (recent) return recent;
    for (;;) {
      if (this.#isClosed) throw closed();
      if (signal?.aborted) throw aborted();
      const entry =
        this.#entryOf(key, fingerprint) ??
        this.#begin({ key: key ?? newKey(), operation, input: plain, caller }, fingerprint, key);
      const joined = await this.#join(entry, signal);
      if (joined) return joined.result;
      // Another tab has settled an equal intent meanwhile: its key gives the same outcome.
      key = entry.intent.key;
    }
  }

  /** Sends again what has no outcome: done at the start, and useful after signing in again. */
  async resume(): Promise<void> {
    for (const { pursuit } of this.#entries.values()) void pursuit.then((it) => it?.wake(), ignore);
    this.#resumed = this.#takeUp();
    this.#resumed.catch(() => (this.#resumed = undefined));
    return this.#resumed;
  }

  /** The caller's intents whose outcome is not known. */
  async pending(): Promise<readonly Intent[]> {
    return this.options.store.list(await this.options.caller());
  }

  /** Forgets the intent with this key. It may have been executed: look for its transaction first. */
  async discard(key: string): Promise<void> {
    const intent = (await this.pending()).find((it) => it.key === key);
    if (intent) await this.options.store.remove(intent);
    const entry = this.#entries.get(key);
    entry?.closing.abort();
    void entry?.pursuit.then((pursuit) => pursuit?.stop(), ignore);
  }

  /** Calls a function with what becomes of each intent, also of those found in the store. @returns a function that ends it */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sends nothing any more. What has no outcome stays in the store. */
  close(): void {
    this.#isClosed = true;
    for (const { closing, pursuit } of this.#entries.values()) {
      closing.abort();
      void pursuit.then((it) => it?.stop(), ignore);
    }
  }

  async #takeUp(): Promise<void> {
    const { store, maxAgeMs } = this.options;
    for (const intent of await store.list(await this.options.caller())) {
      if (this.#isClosed || this.#entries.has(intent.key) || ageOf(intent) > maxAgeMs) continue;
      const fingerprint = fingerprintOf(intent.operation, intent.input);
      this.#enter(intent, fingerprint, (closing) => claimFound(intent, this.options, closing));
    }
  }

  #entryOf(key: string | undefined, fingerprint: string): Entry | undefined {
    if (key === undefined) return this.#byFingerprint.get(fingerprint);
    const entry = this.#entries.get(key);
    if (entry && entry.fingerprint !== fingerprint) throw keyInUse();
    return entry;
  }

  #begin(wanted: Omit<Intent, 'createdAt'>, fingerprint: string, key: string | undefined): Entry {
    const intent = { ...wanted, createdAt: new Date().toISOString() };
    return this.#enter(intent, fingerprint, () => claim(intent, key !== undefined, this.options));
  }

  #enter(
    intent: Intent,
    fingerprint: string,
    take: (closing: AbortSignal) => Promise<Claim>,
  ): Entry {
    const closing = new AbortController();
    const claimed = take(closing.signal);
    const pursuit = claimed.then((it) => this.#pursue(entry, it));
    const entry: Entry = {
      intent,
      fingerprint,
      pursuit,
      waiting: 0,
      isCancelled: false,
      closing,
    };
    this.#entries.set(intent.key, entry);
    this.#byFingerprint.set(fingerprint, entry);
    void this.#letGo(entry, claimed);
    return entry;
  }

  #pursue({ intent, isCancelled, closing }: Entry, { doubt }: Claim): Pursuit | undefined {
    if (doubt === undefined) return undefined;
    const { send, patienceMs, onError, store } = this.options;
    const forget = async (): Promise<boolean> => {
      try {
        await store.remove(intent);
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    };
    const pursuit = new Pursuit(intent, {
      send,
      forget,
      patienceMs,
      doubt,
      aloneUntilMs: aloneUntilMs(this.options),
      isCancelled,
    });
    if (this.#isClosed || closing.signal.aborted) pursuit.stop();
    return pursuit;
  }

  /** Waits for the end of a pursuit, tells the listeners, and lets other clients have what is left. */
  async #letGo(entry: Entry, claimed: Promise<Claim>): Promise<void> {
    const { intent, fingerprint } = entry;
    try {
      const pursuit = await entry.pursuit;
      const result = await pursuit?.outcome;
      if (pursuit) this.#recent.add(fingerprint, pursuit.outcome, ageOf(intent));
      if (pursuit) this.#tell({ intent, result });
    } catch (thrown) {
      const error = asOnebookError(thrown);
      if (error.executed !== 'unknown') this.#tell({ intent, error });
      if (entry.waiting === 0 && !this.#isClosed) this.options.onError(error);
    }
    this.#entries.delete(intent.key);
    if (this.#byFingerprint.get(fingerprint) === entry) this.#byFingerprint.delete(fingerprint);
    await entry.pursuit.then((it) => it?.ended, ignore);
    await claimed.then(({ release }) => release(), ignore);
  }

  #tell(settled: Settled): void {
    for (const listener of this.#listeners) {
      try {
        listener(settled);
      } catch (error) {
        this.options.onError(error);
      }
    }
  }

  /**
   * Waits for the outcome, as long as a caller waits.
   * @returns undefined if another client has settled it meanwhile
   * @throws OnebookError
   */
  async #join(entry: Entry, signal?: AbortSignal): Promise<{ result: unknown } | undefined> {
    const { patienceMs, timeoutMs } = this.options;
    const leaving = new AbortController();
    const leave = (): void => leaving.abort();
    signal?.addEventListener('abort', leave);
    // By then the attempt that ran when patience ended has ended too.
    const left = wait(patienceMs + timeoutMs + 2_000, leaving.signal).then((): typeof LEFT => LEFT);
    let ignoreStuck = ignore;
    entry.waiting += 1;
    try {
      const pursuit = await Promise.race([entry.pursuit, left]);
      if (pursuit === LEFT) throw await this.#leaveUnclaimed(entry, signal);
      if (!pursuit) return undefined;
      ignoreStuck = pursuit.onStuck(leave);
      const result = await Promise.race([pursuit.outcome, left]);
      if (result !== LEFT) return { result };
      if (signal?.aborted && entry.waiting === 1) throw await pursuit.abandon();
      throw pursuit.unknown();
    } finally {
      entry.waiting -= 1;
      ignoreStuck();
      leave();
      signal?.removeEventListener('abort', leave);
    }
  }

  /** The error for a caller who leaves before the intent is this client's alone. */
  async #leaveUnclaimed(entry: Entry, signal?: AbortSignal): Promise<OnebookError> {
    if (signal?.aborted && entry.waiting === 1) entry.isCancelled = true;
    const pursuit = await Promise.race([entry.pursuit, wait(CANCEL_MS)]);
    if (pursuit && entry.isCancelled) return pursuit.abandon();
    return unknownOutcome(entry.intent, elsewhere());
  }
}

const LEFT: unique symbol = Symbol('left');
/** Claims take less time, unless another tab has the intent. */
const CANCEL_MS = 1_000;

const ignore = (): void => undefined;

/** A copy that the caller cannot change any more. @throws OnebookError if it is no JSON */
function copyOf(input: object): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(JSON.stringify(input)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const message = 'The input is no JSON. Write amounts as texts, such as "12.50".';
    throw new OnebookError(message, { code: 'BAD_USER_INPUT', executed: 'no', cause });
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const closed = () =>
  new OnebookError('The client is closed. Nothing was sent.', { code: 'CLOSED', executed: 'no' });

const aborted = () =>
  new OnebookError('Aborted. Nothing was sent.', { code: 'ABORTED', executed: 'no' });

const notReady = (cause: unknown) =>
  cause instanceof OnebookError
    ? cause
    : new OnebookError('The intents could not be read from their store, so nothing was sent.', {
        code: 'INTENT_NOT_STORED',
        executed: 'no',
        cause,
      });

const elsewhere = () =>
  new OnebookError('Another tab or process pursues it.', {
    code: 'NO_ANSWER',
    executed: 'unknown',
  });
