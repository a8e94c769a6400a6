/** The cause of a dirty flag: what set it since it was last cleared. */
export interface ChangeInfo {
  /** Time of the first commit that set it, as announced, by this machine's clock. Milliseconds. */
  readonly committedAt: number | undefined;
  /** True if no commit was announced and the balance is only read again to verify what is shown. */
  readonly isRecheck: boolean;
}

/**
 * Marks that its holder has not read the latest change. It holds no figures: a slow reader finds the book's
 * present state when it reads, so the newest change replaces the older ones.
 */
export class DirtyFlag {
  #isSet = false;
  #isRecheck = true;
  #committedAt: number | undefined;
  #wake: (() => void) | undefined;
  #wakesOn: AbortSignal | undefined;

  /** @param committedAt undefined if no commit is known */
  set(committedAt: number | undefined, isRecheck = false): void {
    this.#committedAt ??= committedAt;
    this.#isRecheck &&= isRecheck;
    this.#isSet = true;
    this.#wake?.();
  }

  /** Clears the flag and returns its cause. Call it before reading: a change during the read then sets it again. */
  clear(): ChangeInfo {
    const change = { committedAt: this.#committedAt, isRecheck: this.#isRecheck };
    this.#isSet = false;
    this.#isRecheck = true;
    this.#committedAt = undefined;
    return change;
  }

  /** Resolves when the flag is set or `signal` aborts, or immediately. Only one caller may wait at a time. */
  async whenSet(signal: AbortSignal): Promise<void> {
    if (this.#isSet || signal.aborted) return;
    // Once for all waits: see UntilAborted.
    if (this.#wakesOn !== signal) signal.addEventListener('abort', () => this.#wake?.());
    this.#wakesOn = signal;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }
}
