import { GATEWAY_PREFIX, type Viewer } from '../domain/index.js';
import { LockedError } from '../ledger/index.js';
import { expireHold } from '../movements/index.js';
import type { Book } from '../book/index.js';
import type { DueHold } from '../reader/index.js';
import { Repeated } from './repeated.js';

/** The caller of an expiry. No token has this `sub`: its prefix is the gateway's own. */
export const EXPIRY_VIEWER: Viewer = { id: `${GATEWAY_PREFIX}expiry`, roles: [] };

const DEFAULT_TIMES = {
  /** Average pause between two rounds. Milliseconds. */
  everyMs: 1_000,
  /** Lifetime of the idempotency key of a hold's expiry. Milliseconds. */
  keyMs: 60_000,
  /** Time in which an expiry must begin. Short: it is tried again, and must not hold up those after it. */
  withinMs: 1_000,
  /** Pause before a hold is tried again whose wallet another session of the database has locked. */
  lockedMs: 10_000,
};

/**
 * Releases holds that have expired. The book itself lists them, so there is no queue that could disagree with
 * it, and nothing is lost if a gateway stops. Any number of gateways run this at once: the first one releases
 * a hold under its lock, and the others find it released.
 */
export class HoldExpiry {
  readonly #rounds: Repeated;
  readonly #times: typeof DEFAULT_TIMES;
  /** When to try a locked hold again, by its transaction. Monotonic milliseconds. */
  readonly #lockedUntil = new Map<string, number>();

  constructor(
    private readonly book: Pick<Book, 'ledger' | 'read'>,
    /** Receives the error of a round or of one hold. The next round retries both. */
    private readonly onError: (error: unknown, transactionId?: string) => void,
    times: Partial<typeof DEFAULT_TIMES> = {},
  ) {
    this.#times = { ...DEFAULT_TIMES, ...times };
    this.#rounds = new Repeated({
      round: () => this.expireDue(),
      onError: (error) => this.onError(error),
      pauseMs: () => this.#times.everyMs,
    });
  }

  /** Runs rounds until `stop`. */
  start(): void {
    this.#rounds.start();
  }

  /** Resolves when the last round has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /**
   * Releases every hold that is due now, apart from those that were locked a moment ago.
   * @throws ReadUnavailableError if the book cannot be read
   */
  async expireDue(): Promise<void> {
    this.#forgetUnlocked();
    let last: DueHold | undefined;
    while (!this.#rounds.stopping.aborted) {
      const due = await this.#dueAfter(last);
      if (due.length === 0) return;
      const ids = due.map(({ transactionId }) => transactionId);
      const free = ids.filter((id) => !this.#lockedUntil.has(id));
      await Promise.all(free.map((id) => this.#expire(id)));
      last = due.at(-1);
    }
  }

  async #dueAfter(last: DueHold | undefined): Promise<DueHold[]> {
    const reader = this.book.read();
    try {
      return await reader.dueHolds(last);
    } finally {
      await reader.end();
    }
  }

  /**
   * Expires one hold. All gateways use the same key, so that they store one command per hold and not one each.
   * The key changes every minute, or a stored refusal (an account that would hold too much, say) would be final.
   */
  async #expire(transactionId: string): Promise<void> {
    const key = `expire ${transactionId} ${Math.floor(Date.now() / this.#times.keyMs)}`;
    try {
      const { outcome } = await this.book.ledger.submit(
        expireHold,
        { transactionId },
        EXPIRY_VIEWER,
        key,
        { withinMs: this.#times.withinMs, gone: this.#rounds.stopping },
      );
      // INVALID_TRANSITION is no error: another gateway or a caller was first.
      if ('refused' in outcome && outcome.refused.code !== 'INVALID_TRANSITION')
        this.onError(new Error(outcome.refused.message), transactionId);
    } catch (error) {
      if (this.#rounds.stopping.aborted) return; // the next start releases it
      if (error instanceof LockedError)
        this.#lockedUntil.set(transactionId, performance.now() + this.#times.lockedMs);
      this.onError(error, transactionId);
    }
  }

  #forgetUnlocked(): void {
    const now = performance.now();
    for (const [id, until] of this.#lockedUntil) if (until <= now) this.#lockedUntil.delete(id);
  }
}
