import { FairShares, type ShareRefusal, type Viewer } from '../../domain/index.js';

/** What an operation holds of the concurrency limit. */
export interface Slot {
  /**
   * Takes the slots of an operation that asks for this many values, beyond those that it has. @returns undefined, or why
   * they are not free; the operation must then not run
   */
  readonly weigh: (cost: number) => ShareRefusal | undefined;
  /** Gives the slots back. Safe to call twice. */
  readonly release: () => void;
}

/** The values of a response that a slot stands for: the dearest operation of all takes twenty slots. */
const VALUES_PER_SLOT = 1_000;
/** What a request may have for its slot, in bytes: long documents are no longer. */
const BYTES_FREE = 4 * 1_024;
/**
 * The bytes beyond it that one more slot stands for. A line of a list of 1,000 takes a hundred bytes, and the event loop
 * spends about a tenth of a single mutation's time on it.
 */
const BYTES_PER_SLOT = 1_024;
/** An operation takes at most this part of the limit, so that a small limit executes every operation. */
const MAX_PART = 1 / 8;
/** Callers at their share whose header is remembered. */
const MAX_KNOWN = 1_024;

/**
 * Limits the concurrent operations of a gateway over all transports, in fair shares of its callers. At the limit, the
 * next operation is refused before any work is done, so that the admitted ones finish in bounded time and memory. A
 * growing queue would not help: by the time an operation's turn comes, its client has given up.
 *
 * An operation takes a slot, and one more for each 1,000 values that it asks for, or for each KiB that it sends beyond the
 * first four, whichever is more. It holds them until its work is done and its client has taken the response.
 */
export class ConcurrencyLimit {
  readonly #shares: FairShares;
  /** The callers of Authorization headers that were refused for their share. A header leads to one caller for ever. */
  readonly #known = new Map<string, string>();
  #running = 0;

  /** @param max slots that a caller alone may hold; an eighth more is kept for callers that hold little */
  constructor(private readonly max: number) {
    this.#shares = new FairShares(max);
  }

  /** The number of operations that hold slots. */
  get running(): number {
    return this.#running;
  }

  /** Whether every caller is refused now. */
  get isFull(): boolean {
    return this.#shares.isFull;
  }

  /** Why a request with this header is refused, without a look at its token; undefined if that is not known. */
  refusalOf(authorization: string | undefined): ShareRefusal | undefined {
    if (!this.#shares.isCrowded) return undefined;
    if (this.#shares.isFull) return 'full';
    const caller = authorization === undefined ? undefined : this.#known.get(authorization);
    return caller === undefined ? undefined : this.#shares.refusal(caller);
  }

  /**
   * Why this caller may not send a request of this size now; undefined if it may.
   * @param bytes as announced @param authorization the header that led to the caller, to refuse its next requests more cheaply
   */
  refusalOfSize(caller: string, bytes: number, authorization?: string): ShareRefusal | undefined {
    const refusal = this.#shares.refusal(caller, this.#slotsToRead(caller, bytes));
    if (refusal && authorization !== undefined) this.#remember(authorization, caller);
    return refusal;
  }

  /**
   * Takes the slots of a request.
   * @param bytes size of the request @param authorization as for `refusalOfSize`
   * @returns the slot, or why there is none for this caller
   */
  acquire(caller: string, bytes: number, authorization?: string): Slot | ShareRefusal {
    const slots = this.#slotsToRead(caller, bytes);
    const share = this.#shares.take(caller, slots);
    if (typeof share === 'string') {
      if (authorization !== undefined) this.#remember(authorization, caller);
      return share;
    }
    this.#running += 1;
    let held = true;
    return {
      weigh: (cost) => share.grow(Math.max(0, this.#slotsFor(cost / VALUES_PER_SLOT) - slots)),
      release: () => {
        if (held) this.#running -= 1;
        held = false;
        share.release();
      },
    };
  }

  /** A caller that holds nothing has any one request read while there is room, and leaves half of that to the next one. */
  #slotsToRead(caller: string, bytes: number): number {
    const slots = this.#slotsFor(Math.max(0, bytes - BYTES_FREE) / BYTES_PER_SLOT);
    if (this.#shares.heldBy(caller) > 0) return slots;
    return Math.max(1, Math.min(slots, Math.floor(this.#shares.free / 2)));
  }

  #slotsFor(size: number): number {
    const most = Math.max(1, Math.floor(this.max * MAX_PART));
    return Math.min(most, 1 + Math.floor(size));
  }

  #remember(authorization: string, caller: string): void {
    this.#known.set(authorization, caller);
    if (this.#known.size <= MAX_KNOWN) return;
    const [oldest = ''] = this.#known.keys();
    this.#known.delete(oldest);
  }
}

/** The name of a caller among those who share a limit: the viewer's id, or the address of a client without a token. */
export function callerOf(viewer: Viewer | undefined, address: string | undefined): string {
  // No `sub` has this character, so no viewer is taken for an address.
  return viewer?.id ?? `\u0000${address ?? ''}`;
}

/** The limit if OPERATIONS_MAX is not set: the work of a few commits, on any machine. */
export const DEFAULT_OPERATIONS_MAX = 512;

const NOTHING_DONE = 'Nothing was executed. Retry later, a mutation with the same idempotencyKey.';

/** The message for a client that did not get a slot. */
export const OVERLOADED_MESSAGES: Readonly<Record<ShareRefusal, string>> = {
  full: `The gateway is at its concurrency limit. ${NOTHING_DONE}`,
  share: `Your operations in progress take your share of the gateway’s concurrency limit. Wait for some of them. ${NOTHING_DONE}`,
};

/** The message for a client that did not get the slots of a dear operation. */
export function tooDearNow(cost: number): string {
  return `The operation asks for about ${cost} values, and the gateway has no room for so many now. Ask for fewer at once. ${NOTHING_DONE}`;
}
