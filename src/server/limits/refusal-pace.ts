/** How often waiting refusals are sent. Milliseconds. */
const EVERY_MS = 20;
/** Refusals that are sent at once in that time: a twentieth of the event loop. */
const AT_ONCE = 10;
/** The longest that a refusal waits. Milliseconds. */
export const MAX_WAIT_MS = 1_000;
/** More do not wait: each may hold 64 KiB of a body in memory. */
const MAX_WAITING = 2_000;

interface Refusal {
  readonly send: () => void;
  readonly since: number;
}

/**
 * Sends refusals at a steady pace. A refusal costs the event loop a fifth of an operation, so at several times the possible
 * load refusals would take it from the operations that were let in. Up to 500 a second are sent at once. More wait, for a
 * second at most: a client that sends its next request after the answer to the last one then sends fewer, and should
 * wait for a second before it tries again anyway.
 */
export class RefusalPace {
  /** Oldest first. */
  readonly #waiting: Refusal[] = [];
  #left = AT_ONCE;
  #timer: NodeJS.Timeout | undefined;

  /** Sends a refusal now or soon. */
  pace(send: () => void): void {
    this.#timer ??= setInterval(() => this.#next(), EVERY_MS);
    if (this.#left > 0 || this.#waiting.length >= MAX_WAITING) {
      this.#left -= 1;
      send();
    } else this.#waiting.push({ send, since: performance.now() });
  }

  #next(): void {
    if (this.#left === AT_ONCE) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#left = AT_ONCE;
    const over = performance.now() - MAX_WAIT_MS;
    for (let [first] = this.#waiting; first; [first] = this.#waiting) {
      if (this.#left <= 0 && first.since > over) return;
      this.#waiting.shift();
      this.#left -= 1;
      first.send();
    }
  }
}
