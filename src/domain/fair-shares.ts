/** Why a caller gets no more: the limit is used up, or the caller holds its share of it. */
export type ShareRefusal = 'full' | 'share';

/** What a caller holds of a limit. */
export interface Share {
  /** Takes more. @returns undefined, or why nothing more was taken */
  readonly grow: (count: number) => ShareRefusal | undefined;
  /** Gives everything back. Safe to call twice. */
  readonly release: () => void;
}

/** Which part of a limit is kept beside it for callers that hold little. */
const RESERVE = 1 / 8;

/**
 * A limit that callers share: a caller may hold at most eight times what is free. So a caller alone gets the whole
 * limit, callers that flood it get equal parts, and an eighth of the limit, kept beside it, is there for a caller that
 * holds little. If the limit fills up, the caller that holds the most is refused first.
 *
 * Source: the dynamic thresholds of Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998, which share the
 * memory of a switch among its queues. It needs no number of callers and no figure about each of them.
 */
export class FairShares {
  readonly #held = new Map<string, number>();
  readonly #reserve: number;
  #used = 0;

  /** @param max what a caller alone may hold */
  constructor(private readonly max: number) {
    this.#reserve = Math.ceil(max * RESERVE);
  }

  /** What all callers hold together. */
  get used(): number {
    return this.#used;
  }

  /** What a caller holds. */
  heldBy(caller: string): number {
    return this.#held.get(caller) ?? 0;
  }

  /** Whether it may refuse some caller now. If not, it refuses no caller who wants one. */
  get isCrowded(): boolean {
    return this.free <= this.#reserve;
  }

  /** Whether it refuses every caller now. */
  get isFull(): boolean {
    return this.free <= 0;
  }

  /** Why the caller may not take `count` now; undefined if it may. */
  refusal(caller: string, count = 1): ShareRefusal | undefined {
    const free = this.free;
    if (free < count) return 'full';
    // As if it took them one by one: before the last of them, it holds `held` and `left` are free.
    const held = this.heldBy(caller) + count - 1;
    const left = free - count + 1;
    return held * this.#reserve < left * this.max ? undefined : 'share';
  }

  /** Takes `count` for a caller. @returns its share, or why it gets none */
  take(caller: string, count = 1): Share | ShareRefusal {
    const refusal = this.refusal(caller, count);
    if (refusal) return refusal;
    this.#add(caller, count);
    let held = count;
    return {
      grow: (more) => {
        const refused = more > 0 ? this.refusal(caller, more) : undefined;
        if (refused || held === 0) return refused;
        this.#add(caller, more);
        held += more;
        return undefined;
      },
      release: () => {
        this.#add(caller, -held);
        held = 0;
      },
    };
  }

  /** What no caller holds, with what is kept beside the limit. */
  get free(): number {
    return this.max + this.#reserve - this.#used;
  }

  #add(caller: string, count: number): void {
    if (count === 0) return;
    this.#used += count;
    const held = this.heldBy(caller) + count;
    if (held > 0) this.#held.set(caller, held);
    else this.#held.delete(caller);
  }
}
