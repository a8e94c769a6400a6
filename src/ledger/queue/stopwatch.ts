/**
 * Time since its creation, by the clock that shows more of it: the monotonic clock stands still while a laptop or a
 * virtual machine sleeps, and the clock of the day can be set back.
 */
export class Stopwatch {
  readonly #monotonicMs = performance.now();
  readonly #clockMs = Date.now();

  /** Milliseconds. */
  get elapsedMs(): number {
    return Math.max(performance.now() - this.#monotonicMs, Date.now() - this.#clockMs);
  }
}
