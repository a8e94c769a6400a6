/** Wakes the one who waits for it. What is set while no one waits is kept. */
export class Flag {
  #isSet = false;
  #wake: () => void = () => undefined;

  set(): void {
    this.#isSet = true;
    this.#wake();
  }

  clear(): void {
    this.#isSet = false;
  }

  /** Resolves when it is set, which may have been before. */
  async whenSet(): Promise<void> {
    if (this.#isSet) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
