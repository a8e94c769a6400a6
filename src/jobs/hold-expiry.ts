import { setTimeout as delay } from 'node:timers/promises';
import type { Viewer } from '../domain/index.js';
import { expireHold } from '../movements/index.js';
import type { Book } from '../book/index.js';
import type { DueHold } from '../reader/index.js';

/** As whom holds expire. No token has such a `sub`: those that begin with "onebook:" are refused. */
export const EXPIRY: Viewer = { id: 'onebook:expiry', roles: [] };

const TIMES = {
  /** How long after one look the next one begins, on average. Milliseconds. */
  everyMs: 1_000,
  /** For how long an attempt at a hold has one key. Milliseconds. */
  keyMs: 60_000,
};

/**
 * Gives back holds whose time is over. The book itself says which those are, so there is no queue that
 * could disagree with it, and nothing is lost where a gateway stops. Any number of gateways do this at
 * once: each hold is released under its lock, by whoever comes first; the others read that it is done.
 */
export class HoldExpiry {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly book: Pick<Book, 'ledger' | 'read'>,
    /** Told what went wrong with a look or with a hold. Both are tried again. */
    private readonly onError: (error: unknown, transactionId?: string) => void,
    private readonly times = TIMES,
  ) {}

  /** Looks until `stop`. */
  start(): void {
    this.#running ??= this.#lookAgainAndAgain();
  }

  /** Resolves when nothing of it is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.expireDue();
      } catch (error) {
        this.onError(error);
      }
      // Not all gateways at one moment: two that begin the same hold at once do their batches again.
      const pause = this.times.everyMs * (0.5 + Math.random());
      await delay(pause, undefined, { signal }).catch(() => undefined); // stopped: the loop ends
    }
  }

  /** Releases all that is due now. @throws ReadUnavailableError where the book cannot be read */
  async expireDue(): Promise<void> {
    let last: DueHold | undefined;
    while (!this.#stopping.signal.aborted) {
      const due = await this.#dueAfter(last);
      if (due.length === 0) return;
      await Promise.all(due.map(({ transactionId }) => this.#expire(transactionId)));
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
   * A key for all gateways, so that they leave one row a hold and not one each; a new one each minute,
   * or a refusal (an account that would hold too much, say) would be the answer for ever.
   */
  async #expire(transactionId: string): Promise<void> {
    const key = `expire ${transactionId} ${Math.floor(Date.now() / this.times.keyMs)}`;
    try {
      const { outcome } = await this.book.ledger.submit(expireHold, { transactionId }, EXPIRY, key);
      // INVALID_TRANSITION: somebody else was first, which is as it should be.
      if ('refused' in outcome && outcome.refused.code !== 'INVALID_TRANSITION')
        this.onError(new Error(outcome.refused.message), transactionId);
    } catch (error) {
      this.onError(error, transactionId);
    }
  }
}
