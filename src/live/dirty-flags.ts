import { whenOver } from './abort.js';
import { Watch } from './dirty-flag.js';

/** Watches on things that have ids, each until it is over. */
export class Watches {
  readonly #byId = new Map<string, Set<Watch>>();
  #routine: Iterator<Set<Watch>> | undefined;
  #size = 0;

  /** How many watches there are. */
  get size(): number {
    return this.#size;
  }

  /** A watch that is raised with the id's changes until `over`. */
  open(id: string, over: AbortSignal): Watch {
    const watch = new Watch();
    const watches = this.#byId.get(id) ?? new Set();
    this.#byId.set(id, watches.add(watch));
    this.#size += 1;
    whenOver(over, () => this.#close(id, watches, watch));
    return watch;
  }

  raise(ids: readonly string[], committedAt: number): void {
    for (const id of ids) for (const watch of this.#byId.get(id) ?? []) watch.raise(committedAt);
  }

  raiseAll(): void {
    for (const watches of this.#byId.values()) for (const watch of watches) watch.raise(undefined);
  }

  /** Raises the next part of them, so that after `parts` calls each has been raised, and then again. */
  raiseNext(parts: number): void {
    const count = Math.ceil(this.#byId.size / parts);
    for (let taken = 0; taken < count; taken++) {
      this.#routine ??= this.#byId.values();
      const next = this.#routine.next();
      if (next.done) this.#routine = undefined;
      else for (const watch of next.value) watch.raise(undefined, true);
    }
  }

  #close(id: string, watches: Set<Watch>, watch: Watch): void {
    watches.delete(watch);
    this.#size -= 1;
    if (watches.size === 0) this.#byId.delete(id);
  }
}
