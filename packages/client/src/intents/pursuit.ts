import { asOnebookError, isPassing, isUnreadable, OnebookError } from '../http/errors.js';
import { backoffMs, wait } from '../http/wait.js';
import { ageOf, type Doubt } from './claim.js';
import type { Intent } from './intent.js';

export interface PursuitOptions {
  /** Sends the intent once and returns its payload or refusal. @throws OnebookError */
  readonly send: (intent: Intent, signal: AbortSignal) => Promise<unknown>;
  /** Removes the intent from the store. @returns whether it is gone; it does not throw */
  readonly forget: () => Promise<boolean>;
  /** For how long it is sent again as long as nothing can have been executed, in milliseconds. */
  readonly patienceMs: number;
  readonly doubt: Doubt;
  /** Age in milliseconds up to which no other client sends it. */
  readonly aloneUntilMs: number;
  /** Whether its caller has left before it was sent. */
  readonly isCancelled: boolean;
}

/** A pause after an answer that waiting alone does not change, such as one to a caller who has signed out. */
const STUCK_MS = 15_000;

/**
 * The way of one intent from its first attempt to its outcome. As long as nothing can have been executed, it is given up when
 * patience ends: removed, and only then told. From the first attempt on whose outcome is unknown, it is sent again with the same
 * key until the gateway says what happened.
 */
export class Pursuit {
  /** The payload or refusal. Rejected if the intent is given up, or the client is closed. */
  readonly outcome: Promise<unknown>;
  /** Resolves when nothing of it goes on any more. Only then another client may have the intent. */
  readonly ended: Promise<unknown>;
  readonly #stop = new AbortController();
  readonly #stuckListeners = new Set<() => void>();
  #pause = new AbortController();
  #doubt: Doubt;
  #isSending = false;
  #lastError: OnebookError | undefined;
  #resolve!: (result: unknown) => void;
  #reject!: (error: OnebookError) => void;

  constructor(
    readonly intent: Intent,
    private readonly options: PursuitOptions,
  ) {
    this.#doubt = options.doubt;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Every caller may have gone, and an intent that was found in the store has none.
    this.outcome.catch(() => undefined);
    const run = options.isCancelled ? Promise.resolve() : this.#run();
    this.ended = Promise.allSettled([run, this.outcome]);
  }

  /** The error for a caller who does not wait any longer. */
  unknown(cause = this.#lastError): OnebookError {
    return unknownOutcome(this.intent, cause);
  }

  /** Calls a function when an answer comes that waiting alone does not change. @returns a function that ends it */
  onStuck(listener: () => void): () => void {
    this.#stuckListeners.add(listener);
    return () => void this.#stuckListeners.delete(listener);
  }

  /** Sends it again now, if it waits. */
  wake(): void {
    this.#pause.abort();
  }

  /** Gives it up if it cannot have been executed. @returns the error for its caller */
  async abandon(): Promise<OnebookError> {
    const aborted = { code: 'ABORTED', executed: 'no' } as const;
    if (this.#doubt !== 'no' || this.#isSending)
      return this.unknown(new OnebookError('You aborted it.', aborted));
    this.#end();
    const isGone = await this.#isGivenUp();
    const error = new OnebookError('Aborted. Nothing was executed.', aborted);
    this.#reject(isGone ? error : this.unknown(error));
    return isGone ? error : this.unknown(error);
  }

  /** Sends it no more. It stays in the store. */
  stop(): void {
    this.#end();
    this.#reject(this.unknown());
  }

  #end(): void {
    this.#stop.abort();
    this.#pause.abort();
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    const givesUpAt = Date.now() + this.options.patienceMs;
    for (let attempt = 0; !this.#isStopped(); attempt += 1) {
      const error = await this.#attempt();
      if (!error || this.#isStopped()) return;
      let pauseMs = backoffMs(attempt, error.retryAfterMs);
      const goesOn = isPassing(error) && Date.now() + pauseMs < givesUpAt;
      if (!this.#mayBeExecuted(error) && !goesOn) {
        if (await this.#isGivenUp()) return this.#reject(error);
        // It is stored, or another client has it: it may be executed one day.
        this.#doubt = 'yes';
      }
      if (!isPassing(error)) {
        pauseMs = STUCK_MS;
        for (const listener of this.#stuckListeners) listener();
      }
      this.#pause = new AbortController();
      await wait(pauseMs, this.#pause.signal);
    }
  }

  /** Sends it once. @returns the error; undefined if the outcome is known */
  async #attempt(): Promise<OnebookError | undefined> {
    this.#isSending = true;
    try {
      this.#resolve(await this.options.send(this.intent, this.#stop.signal));
    } catch (thrown) {
      const error = asOnebookError(thrown);
      this.#lastError = error;
      if (error.executed !== 'no') this.#doubt = 'yes';
      if (!isUnreadable(error)) return error;
      this.#reject(error);
    } finally {
      this.#isSending = false;
    }
    // If that fails, a later client sends it again, and gets the same outcome.
    await this.options.forget();
    return undefined;
  }

  /** A key of the caller's own that is refused for its input has not been used with this input before. */
  #mayBeExecuted({ code }: OnebookError): boolean {
    return this.#doubt === 'yes' || (this.#doubt !== 'no' && code !== 'BAD_USER_INPUT');
  }

  /** Removes it for good, if no other client can have it by now. */
  async #isGivenUp(): Promise<boolean> {
    const { forget, aloneUntilMs } = this.options;
    const isAlone = () => ageOf(this.intent) <= aloneUntilMs;
    return isAlone() && (await forget()) && isAlone();
  }
}

/** The error for a caller whose intent has no outcome yet. */
export function unknownOutcome(intent: Intent, cause: OnebookError | undefined): OnebookError {
  const why = cause?.message ?? 'The gateway did not answer.';
  return new OnebookError(
    `The outcome of this ${intent.operation} is not known yet. ${why} The intent stays stored and keeps its key.`,
    {
      code: cause?.code ?? 'NO_ANSWER',
      executed: cause?.executed === 'yes' ? 'yes' : 'unknown',
      requestId: cause?.requestId,
      retryAfterMs: cause?.retryAfterMs,
      cause,
      intent,
    },
  );
}
