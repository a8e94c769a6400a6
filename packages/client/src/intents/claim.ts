import { OnebookError } from '../http/errors.js';
import { wait } from '../http/wait.js';
import { fingerprintOf, type Intent, type IntentStore } from './intent.js';

export interface ClaimOptions {
  readonly store: IntentStore;
  /** For how long a client may give up an intent that was not executed, in milliseconds. */
  readonly patienceMs: number;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Whether an intent may have been executed. `no`: never sent. `by its key`: the caller made the key, and may have sent it before.
 * `yes`: an attempt has an unknown outcome, or an earlier client has left the intent.
 */
export type Doubt = 'no' | 'by its key' | 'yes';

/** An intent that this client alone pursues now. */
export interface Claim {
  /** undefined if another client has settled it or given it up. */
  readonly doubt: Doubt | undefined;
  readonly release: () => void;
}

/** A tab sees what another one has changed in localStorage within this time. */
const VISIBLE_MS = 250;
/** Two clients of a device may take their clocks at moments that are this far apart. */
const MARGIN_MS = 1_000;

/** Milliseconds since the caller wanted the intent. */
export const ageOf = ({ createdAt }: Intent): number => Date.now() - Date.parse(createdAt);

/** The age up to which the first client of an intent has it alone, in milliseconds. */
export const aloneUntilMs = ({ store, patienceMs, timeoutMs }: ClaimOptions): number =>
  store.hold ? Infinity : patienceMs + timeoutMs;

/**
 * Stores a new intent.
 * @param isNamed whether the caller made its key
 * @throws OnebookError INTENT_NOT_STORED, or INTENT_KEY_IN_USE if the store has another intent with this key
 */
export async function claim(
  intent: Intent,
  isNamed: boolean,
  { store }: ClaimOptions,
): Promise<Claim> {
  let release = nothing;
  try {
    release = (await store.hold?.(intent)) ?? nothing;
    if (isNamed) await refuseOtherIntent(intent, store);
    await store.save(intent);
    return { doubt: isNamed ? 'by its key' : 'no', release };
  } catch (cause) {
    const error = cause instanceof OnebookError ? cause : await notStored(intent, store, cause);
    release();
    throw error;
  }
}

async function refuseOtherIntent(intent: Intent, store: IntentStore): Promise<void> {
  const same = (await store.list(intent.caller)).find(({ key }) => key === intent.key);
  if (same && fingerprint(same) !== fingerprint(intent)) throw keyInUse();
}

const fingerprint = ({ operation, input }: Intent) => fingerprintOf(operation, input);

/** The error for an intent whose key is that of another one. */
export const keyInUse = (): OnebookError =>
  new OnebookError('This key belongs to another intent that has no outcome yet. Use another key.', {
    code: 'INTENT_KEY_IN_USE',
    executed: 'no',
  });

/** The error of an intent that was not stored. If half of it was, a later client may send it. */
async function notStored(intent: Intent, store: IntentStore, cause: unknown) {
  const words = 'The intent could not be stored, so it was not sent.';
  try {
    await store.remove(intent);
    return new OnebookError(words, { code: 'INTENT_NOT_STORED', executed: 'no', cause });
  } catch {
    const message = `${words} It could not be removed either, so it may be sent later.`;
    return new OnebookError(message, { code: 'INTENT_NOT_STORED', executed: 'unknown', cause });
  }
}

/**
 * Takes over an intent that was found in the store. Its first client may be alive and about to say that nothing was executed,
 * so no other client sends it before that client is dead, or too late to say so.
 */
export async function claimFound(
  intent: Intent,
  { store, patienceMs, timeoutMs }: ClaimOptions,
  closing: AbortSignal,
): Promise<Claim> {
  const release = (await store.hold?.(intent)) ?? nothing;
  try {
    const rest = patienceMs + timeoutMs + MARGIN_MS - ageOf(intent);
    if (!store.hold) await wait(rest, closing);
    await wait(VISIBLE_MS, closing);
    const left = await store.list(intent.caller);
    const isLeft = !closing.aborted && left.some(({ key }) => key === intent.key);
    return { doubt: isLeft ? 'yes' : undefined, release };
  } catch (error) {
    release();
    throw error;
  }
}

const nothing = (): void => undefined;
