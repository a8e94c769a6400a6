import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from './job.js';

interface Repetition {
  /** One round. */
  readonly round: () => Promise<void>;
  /** Receives the error of a round. The next round tries again. */
  readonly onError: (error: unknown) => void;
  /** Average pause after a round, in milliseconds. @param failures how many rounds have failed one after another */
  readonly pauseMs: (failures: number) => number;
}

/** Rounds of work, one after another, until it is stopped. */
export class Repeated implements Job {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly of: Repetition) {}

  /** Aborted when it is stopped. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#running ??= this.#runUntilStopped();
  }

  /** Resolves when the last round has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #runUntilStopped(): Promise<void> {
    const { round, onError, pauseMs } = this.of;
    const signal = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        failures += 1;
        onError(error);
      }
      // Random, so that gateways do not look for the same at the same time.
      const pause = pauseMs(failures) * (0.5 + Math.random());
      await delay(pause, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
    }
  }
}
