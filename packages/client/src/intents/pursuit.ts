import { asOnebookError, isPassing, OnebookError } from '../http/errors.js';
import { backoffMs, wait } from '../http/wait.js';
import type { Intent } from './intent.js';

export interface PursuitOptions {
  /** Sends the intent once and returns its payload or refusal. @throws OnebookError */
  readonly send: (intent: Intent, signal: AbortSignal) => Promise<unknown>;
  /** Removes the intent from the store. @returns whether it is gone */
  readonly forget: (intent: Intent) => Promise<boolean>;
  /** For how long it is sent again as long as nothing can have been executed, in milliseconds. */
  readonly patienceMs: number;
  /** Whether it may have been sent before. */
  readonly inDoubt: boolean;
}

/**
 * The way of one intent from its first attempt to its outcome. As long as nothing can have been executed, it is given up when
 * patience ends, and stays undone for good. From the first attempt on whose outcome is unknown, it is sent again with the same
 * key until the gateway says what happened.
 */
export class Pursuit {
  /** The payload or refusal. Rejected if the intent is given up, or cannot be sent now. */
  readonly outcome: Promise<unknown>;
  readonly #stop = new AbortController();
  #inDoubt: boolean;
  #isSending = false;
  #lastError: OnebookError | undefined;

  constructor(
    readonly intent: Intent,
    private readonly options: PursuitOptions,
  ) {
    this.#inDoubt = options.inDoubt;
    this.outcome = this.#run();
    // Every caller may have gone, and nobody asks for the outcome of an intent that was found in the store.
    this.outcome.catch(() => undefined);
  }

  /** Whether it may have been executed, or may be by an attempt that runs. */
  get mayBeExecuted(): boolean {
    return this.#inDoubt || this.#isSending;
  }

  /** The error for a caller who does not wait any longer. */
  unknown(cause = this.#lastError): OnebookError {
    const message = `The outcome of this ${this.intent.operation} is not known yet. ${cause?.message ?? 'The gateway did not answer.'} The intent stays stored and keeps its key.`;
    const error = new OnebookError(message, {
      code: cause?.code ?? 'NO_ANSWER',
      executed: cause?.executed === 'yes' ? 'yes' : 'unknown',
      requestId: cause?.requestId,
      retryAfterMs: cause?.retryAfterMs,
      cause,
    });
    error.intent = this.intent;
    return error;
  }

  /** Sends nothing any more. The intent stays in the store. */
  stop(): void {
    this.#stop.abort();
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<unknown> {
    const { signal } = this.#stop;
    const givesUpAt = Date.now() + this.options.patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#attempt(signal);
      if (!('error' in answer)) return answer.result;
      const { error } = answer;
      if (this.#isStopped()) throw this.unknown(error);
      const goesOn = this.#inDoubt
        ? isPassing(error) || error.code === 'TOKEN_UNAVAILABLE'
        : isPassing(error) && Date.now() < givesUpAt;
      if (!goesOn) throw await this.#givenUp(error);
      await wait(backoffMs(attempt, error.retryAfterMs), signal);
      if (this.#isStopped()) throw this.unknown(error);
    }
  }

  /** The error of an intent that is not sent again. */
  async #givenUp(error: OnebookError): Promise<OnebookError> {
    const isGone = !this.#inDoubt && (await this.options.forget(this.intent));
    // If it is still stored, it will be sent one day, so nobody may be told that nothing happened.
    return isGone ? error : this.unknown(error);
  }

  async #attempt(signal: AbortSignal): Promise<{ result: unknown } | { error: OnebookError }> {
    this.#isSending = true;
    try {
      const result = await this.options.send(this.intent, signal);
      // If that fails, a later client sends it again, and gets the same outcome.
      await this.options.forget(this.intent);
      return { result };
    } catch (thrown) {
      const error = asOnebookError(thrown);
      this.#lastError = error;
      if (error.executed !== 'no') this.#inDoubt = true;
      return { error };
    } finally {
      this.#isSending = false;
    }
  }
}
