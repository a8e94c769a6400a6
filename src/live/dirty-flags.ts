import { onAbort } from './abort.js';
import { DirtyFlag } from './dirty-flag.js';

/** Watches on things that have ids, each until it is over. */
export class DirtyFlags {
  readonly #byId = new Map<string, Set<DirtyFlag>>();
  #routine: Iterator<Set<DirtyFlag>> | undefined;
  #size = 0;

  /** How many watches there are. */
  get size(): number {
    return this.#size;
  }

  /** A watch that is raised with the id's changes until `signal`. */
  open(id: string, signal: AbortSignal): DirtyFlag {
    const watch = new DirtyFlag();
    const watches = this.#byId.get(id) ?? new Set();
    this.#byId.set(id, watches.add(watch));
    this.#size += 1;
    onAbort(signal, () => this.#close(id, watches, watch));
    return watch;
  }

  set(ids: readonly string[], committedAt: number): void {
    for (const id of ids) for (const watch of this.#byId.get(id) ?? []) watch.set(committedAt);
  }

  setAll(): void {
    for (const watches of this.#byId.values()) for (const watch of watches) watch.set(undefined);
  }

  /** Raises the next part of them, so that after `parts` calls each has been raised, and then again. */
  setNext(parts: number): void {
    const count = Math.ceil(this.#byId.size / parts);
    for (let taken = 0; taken < count; taken++) {
      this.#routine ??= this.#byId.values();
      const next = this.#routine.next();
      if (next.done) this.#routine = undefined;
      else for (const watch of next.value) watch.set(undefined, true);
    }
  }

  #close(id: string, watches: Set<DirtyFlag>, watch: DirtyFlag): void {
    watches.delete(watch);
    this.#size -= 1;
    if (watches.size === 0) this.#byId.delete(id);
  }
}
