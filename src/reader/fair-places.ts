import { ReadUnavailableError } from './read-book.js';

/** How a caller takes a place. */
export interface TakeOptions {
  /** The most places that the caller may hold with this one; absent: all but one. */
  readonly most?: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly caller: string;
  /** The most that its caller may hold with it. */
  readonly most: number;
  take(): void;
}

/**
 * A limited number of places, shared fairly among callers. A free place goes to the waiting caller who holds the fewest,
 * and among equals to the one who has waited longest. So while others wait, no caller has more than a fair share. One
 * place always stays free for the others: a caller alone gets all but one.
 */
export class FairPlaces {
  readonly #held = new Map<string, number>();
  /** In the order of arrival. */
  readonly #waiting = new Set<Waiting>();
  #free: number;
  readonly #mostOfOne: number;

  /**
   * @param places number of places
   * @param waitMs most milliseconds that a caller waits for one; undefined: without a limit
   */
  constructor(
    places: number,
    private readonly waitMs?: number,
  ) {
    this.#free = places;
    this.#mostOfOne = Math.max(1, places - 1);
  }

  /**
   * Waits for a place. The result gives it back.
   * @throws ReadUnavailableError if there is none in time; the reason of `signal`
   */
  take(caller: string, { most = this.#mostOfOne, signal }: TakeOptions = {}): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#waiting.delete(waiting);
      };
      const giveUp = (error: Error): void => {
        end();
        reject(error);
      };
      const abort = (): void => giveUp(signal?.reason as Error);
      const timer =
        this.waitMs === undefined ? undefined : setTimeout(() => giveUp(tooBusy()), this.waitMs);
      const waiting = {
        ...{ caller, most },
        take: () => {
          end();
          resolve(() => this.#giveBack(caller));
        },
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.add(waiting);
      this.#hand();
    });
  }

  #giveBack(caller: string): void {
    const left = this.#heldBy(caller) - 1;
    if (left > 0) this.#held.set(caller, left);
    else this.#held.delete(caller);
    this.#free += 1;
    this.#hand();
  }

  #hand(): void {
    while (this.#free > 0) {
      const next = this.#next();
      if (!next) return;
      this.#waiting.delete(next);
      this.#held.set(next.caller, this.#heldBy(next.caller) + 1);
      this.#free -= 1;
      next.take();
    }
  }

  #next(): Waiting | undefined {
    let next: Waiting | undefined;
    let fewest = this.#mostOfOne;
    for (const waiting of this.#waiting) {
      const held = this.#heldBy(waiting.caller);
      if (held >= Math.min(fewest, waiting.most)) continue;
      next = waiting;
      fewest = held;
      if (held === 0) break;
    }
    return next;
  }

  #heldBy(caller: string): number {
    return this.#held.get(caller) ?? 0;
  }
}

function tooBusy(): ReadUnavailableError {
  return new ReadUnavailableError({
    isUnreachable: false,
    message:
      'This gateway is at its limit of lists and histories that it reads at once. Send the query again later.',
  });
}
