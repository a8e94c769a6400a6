import { OnebookError } from '../http/errors.js';
import { wait } from '../http/wait.js';
import type { Intent, IntentStore } from './intent.js';

export interface ClaimOptions {
  readonly store: IntentStore;
  /** For how long a client may give up an intent that was not executed, in milliseconds. */
  readonly patienceMs: number;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** An intent that this client alone pursues now. */
export interface Claim {
  /** Whether it may have been sent before; undefined if another client has settled it or given it up. */
  readonly inDoubt: boolean | undefined;
  readonly release: () => void;
}

/** A tab sees what another one has changed in localStorage within this time. */
const VISIBLE_MS = 250;

/** Milliseconds since the caller wanted the intent. */
export const ageOf = ({ createdAt }: Intent): number => Date.now() - Date.parse(createdAt);

/** Stores a new intent. @throws OnebookError INTENT_NOT_STORED */
export async function claim(intent: Intent, { store }: ClaimOptions): Promise<Claim> {
  const release = (await store.hold?.(intent.key)) ?? nothing;
  try {
    await store.save(intent);
    return { inDoubt: false, release };
  } catch (cause) {
    release();
    throw await notStored(intent, store, cause);
  }
}

/** The error of an intent that was not stored. If half of it was, a later client may send it. */
async function notStored({ key }: Intent, store: IntentStore, cause: unknown) {
  const words = 'The intent could not be stored, so it was not sent.';
  try {
    await store.remove(key);
    return new OnebookError(words, { code: 'INTENT_NOT_STORED', executed: 'no', cause });
  } catch {
    const message = `${words} It could not be removed either, so it may be sent later.`;
    return new OnebookError(message, { code: 'INTENT_NOT_STORED', executed: 'unknown', cause });
  }
}

/**
 * Takes over an intent that was found in the store. Its first client may be alive and about to say that nothing was executed,
 * so nobody else sends it before that client is dead, or too late to say so.
 */
export async function claimFound(
  intent: Intent,
  { store, patienceMs, timeoutMs }: ClaimOptions,
  closing: AbortSignal,
): Promise<Claim> {
  const release = (await store.hold?.(intent.key)) ?? nothing;
  if (!store.hold) await wait(patienceMs + timeoutMs + 1_000 - ageOf(intent), closing);
  await wait(VISIBLE_MS, closing);
  try {
    const left = await store.list(intent.caller);
    const isLeft = !closing.aborted && left.some(({ key }) => key === intent.key);
    return { inDoubt: isLeft ? true : undefined, release };
  } catch (error) {
    release();
    throw error;
  }
}

const nothing = (): void => undefined;
