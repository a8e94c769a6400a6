import { onAbort } from './abort.js';
import { DirtyFlag } from './dirty-flag.js';

/** Dirty flags by id, each registered until its signal aborts. */
export class DirtyFlags {
  readonly #byId = new Map<string, Set<DirtyFlag>>();
  #recheckPosition: Iterator<Set<DirtyFlag>> | undefined;
  #size = 0;

  /** The number of registered flags. */
  get size(): number {
    return this.#size;
  }

  /** A flag that is set by every change of the id until `signal` aborts. */
  open(id: string, signal: AbortSignal): DirtyFlag {
    const flag = new DirtyFlag();
    const flags = this.#byId.get(id) ?? new Set();
    this.#byId.set(id, flags.add(flag));
    this.#size += 1;
    onAbort(signal, () => this.#close(id, flags, flag));
    return flag;
  }

  set(ids: readonly string[], committedAt: number): void {
    for (const id of ids) for (const flag of this.#byId.get(id) ?? []) flag.set(committedAt);
  }

  setAll(): void {
    for (const flags of this.#byId.values()) for (const flag of flags) flag.set(undefined);
  }

  /** Sets the next fraction of the flags for a recheck, so that `parts` calls set each of them at least once. */
  setNext(parts: number): void {
    const count = Math.ceil(this.#byId.size / parts);
    for (let done = 0; done < count; done++) {
      this.#recheckPosition ??= this.#byId.values();
      const next = this.#recheckPosition.next();
      if (next.done) this.#recheckPosition = undefined;
      else for (const flag of next.value) flag.set(undefined, true);
    }
  }

  #close(id: string, flags: Set<DirtyFlag>, flag: DirtyFlag): void {
    flags.delete(flag);
    this.#size -= 1;
    if (flags.size === 0) this.#byId.delete(id);
  }
}
