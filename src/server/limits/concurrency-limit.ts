/** Releases a slot. Safe to call twice. */
export type Release = () => void;

/**
 * Limits the concurrent operations of a gateway over all transports. At the limit, the next operation is refused
 * before any work is done, so that the admitted ones finish in bounded time and memory. A growing queue would
 * not help: by the time an operation's turn comes, its client has given up.
 */
export class ConcurrencyLimit {
  #running = 0;

  constructor(private readonly max: number) {}

  /** The number of operations that are running. */
  get running(): number {
    return this.#running;
  }

  get isFull(): boolean {
    return this.#running >= this.max;
  }

  /** Takes a slot. @returns its release, or undefined if the limit is reached */
  acquire(): Release | undefined {
    if (this.isFull) return undefined;
    this.#running += 1;
    let held = true;
    return () => {
      if (held) this.#running -= 1;
      held = false;
    };
  }
}

/** The limit if OPERATIONS_MAX is not set: the work of a few commits, on any machine. */
export const DEFAULT_OPERATIONS_MAX = 512;

export const OVERLOADED_MESSAGE =
  'The gateway is at its concurrency limit. Nothing was executed. Retry later, a mutation with the same idempotencyKey.';
