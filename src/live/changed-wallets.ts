import { MissedError, TooSlowError } from './errors.js';
import { DirtyFlag, type ChangeInfo } from './dirty-flag.js';

/** Most wallets that one subscriber may have yet to look at. */
export const MAX_PENDING_WALLETS = 10_000;

/** The wallets that have changed and that a follower of all has not looked at yet, each once. */
export class ChangeSet {
  readonly #ids = new Set<string>();
  readonly #watch = new DirtyFlag();
  #lost: TooSlowError | MissedError | undefined;

  add(ids: readonly string[], committedAt: number | undefined): void {
    if (this.#lost) return;
    for (const id of ids) this.#ids.add(id);
    if (ids.length > 0) this.#watch.set(committedAt);
    if (this.#ids.size > MAX_PENDING_WALLETS) this.#lose(new TooSlowError(MAX_PENDING_WALLETS));
  }

  /** It cannot be said what has changed. */
  miss(): void {
    this.#lose(new MissedError());
  }

  #lose(why: TooSlowError | MissedError): void {
    this.#lost ??= why;
    this.#ids.clear();
    this.#watch.set(undefined);
  }

  /** Resolves when there are some, or when `signal`. */
  whenChanged(signal: AbortSignal): Promise<void> {
    return this.#watch.raised(signal);
  }

  /** The first of them, at most so many. @throws TooSlowError where there were too many to be kept, MissedError where they are not known */
  take(most: number): { readonly ids: string[] } & ChangeInfo {
    if (this.#lost) throw this.#lost;
    const raised = this.#watch.clear();
    const ids: string[] = [];
    for (const id of this.#ids) {
      if (ids.length === most) break;
      ids.push(id);
      this.#ids.delete(id);
    }
    if (this.#ids.size > 0) this.#watch.set(raised.committedAt);
    return { ids, ...raised };
  }
}
