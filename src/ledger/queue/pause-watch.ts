import { Stopwatch } from './stopwatch.js';

const TICK_MS = 250;
/** The shortest pause that counts: a busy process can be that late by itself. */
const SHORTEST_MS = 2_000;
/** Time in which a process that continues reads what clients sent while it was stopped. */
const CATCH_UP_MS = 1_000;

/**
 * Notices that this process was stopped: by SIGSTOP, a debugger, or a machine that slept. The requests that it reads
 * right afterwards waited in the sockets, and it is not known for how long.
 */
export class PauseWatch {
  #sinceTick = new Stopwatch();
  #sincePause: Stopwatch | undefined;
  readonly #timer: NodeJS.Timeout;

  readonly #longerThanMs: number;

  /** @param lateAfterMs age from which on a command is not begun any more */
  constructor(lateAfterMs: number) {
    this.#longerThanMs = Math.max(lateAfterMs, SHORTEST_MS);
    this.#timer = setInterval(() => this.#tick(), TICK_MS).unref();
  }

  /** Whether what arrives now may have been sent before a pause. */
  get isCatchingUp(): boolean {
    // A process that continues reads its sockets before its timers run.
    return (
      this.#sinceTick.elapsedMs >= this.#longerThanMs ||
      (this.#sincePause !== undefined && this.#sincePause.elapsedMs < CATCH_UP_MS)
    );
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.#sinceTick.elapsedMs >= this.#longerThanMs) this.#sincePause = new Stopwatch();
    this.#sinceTick = new Stopwatch();
  }
}
