import { MissedError, TooSlowError } from './errors.js';
import { DirtyFlag, type ChangeInfo } from './dirty-flag.js';

/** The largest number of changed wallets that one subscriber may have unread. */
export const MAX_PENDING_WALLETS = 10_000;

/** The changed wallets that a subscriber to all wallets has not read yet, each once. */
export class ChangeSet {
  readonly #ids = new Set<string>();
  readonly #flag = new DirtyFlag();
  #error: TooSlowError | MissedError | undefined;

  add(ids: readonly string[], committedAt: number | undefined): void {
    if (this.#error) return;
    for (const id of ids) this.#ids.add(id);
    if (ids.length > 0) this.#flag.set(committedAt);
    if (this.#ids.size > MAX_PENDING_WALLETS) this.#fail(new TooSlowError(MAX_PENDING_WALLETS));
  }

  /** Fails the subscription: changes were missed, and it is unknown which. */
  miss(): void {
    this.#fail(new MissedError());
  }

  #fail(error: TooSlowError | MissedError): void {
    this.#error ??= error;
    this.#ids.clear();
    this.#flag.set(undefined);
  }

  /** Resolves when the set has wallets to take or an error to throw, or when `signal` aborts. */
  whenChanged(signal: AbortSignal): Promise<void> {
    return this.#flag.whenSet(signal);
  }

  /**
   * Removes and returns the oldest ids, at most `max`.
   * @throws TooSlowError if too many wallets changed to keep them all
   * @throws MissedError if it is unknown which wallets changed
   */
  take(max: number): { readonly ids: string[] } & ChangeInfo {
    if (this.#error) throw this.#error;
    const change = this.#flag.clear();
    const ids: string[] = [];
    for (const id of this.#ids) {
      if (ids.length === max) break;
      ids.push(id);
      this.#ids.delete(id);
    }
    if (this.#ids.size > 0) this.#flag.set(change.committedAt);
    return { ids, ...change };
  }
}
