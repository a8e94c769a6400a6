/** Gives a place back. Again does nothing. */
export type Release = () => void;

/**
 * How many operations a gateway carries out at once, however they came. Past it the next is refused before
 * any work is done for it, so that those that were let in are answered in bounded time and memory: a
 * queue that grows serves nobody, for its clients have given up by the time their turn comes.
 */
export class ConcurrencyLimit {
  #taken = 0;

  constructor(private readonly most: number) {}

  /** Operations that are being carried out. */
  get running(): number {
    return this.#taken;
  }

  get isFull(): boolean {
    return this.#taken >= this.most;
  }

  /** A place, held until it is given back; undefined where all are taken. */
  acquire(): Release | undefined {
    if (this.isFull) return undefined;
    this.#taken += 1;
    let held = true;
    return () => {
      if (held) this.#taken -= 1;
      held = false;
    };
  }
}

/** Where a gateway is told nothing else: some commits' worth, on any machine. */
export const DEFAULT_OPERATIONS_MAX = 512;

export const OVERLOADED_MESSAGE =
  'The gateway carries out as many operations as it may. Nothing was done: send the same again in a moment, with the same idempotencyKey where it has one.';
