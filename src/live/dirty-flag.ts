/** What raised a watch since it was last lowered. */
export interface ChangeInfo {
  /** When the first of the commits that raised it was announced, by this machine's clock. Milliseconds. */
  readonly committedAt: number | undefined;
  /** Nothing was announced: it is only looked whether all is as it should be. */
  readonly routine: boolean;
}

/**
 * Whether there is something that its holder has not looked at yet. It holds no figures: whoever is slow
 * finds, when they come to look, what is in the book then, and so the newest takes the older one's place.
 */
export class DirtyFlag {
  #raised = false;
  #routine = true;
  #committedAt: number | undefined;
  #wake: (() => void) | undefined;

  /** @param committedAt undefined: it is not known that anything was committed */
  set(committedAt: number | undefined, routine = false): void {
    this.#committedAt ??= committedAt;
    this.#routine &&= routine;
    this.#raised = true;
    this.#wake?.();
  }

  /** From now on what comes raises it again: to be called before looking, or a change could be missed. */
  clear(): ChangeInfo {
    const whenSet = { committedAt: this.#committedAt, routine: this.#routine };
    this.#raised = false;
    this.#routine = true;
    this.#committedAt = undefined;
    return whenSet;
  }

  /** Resolves when it is raised, at once where it is, or when `signal`. One waits at a time. */
  async raised(signal: AbortSignal): Promise<void> {
    if (this.#raised || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#wake = undefined;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
