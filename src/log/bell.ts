/** Wakes those who wait for something to happen. */
export class Bell {
  #ring: () => void = () => undefined;
  #next: Promise<void> = this.#renew();

  /** Resolves at the first ring after this call. */
  next(): Promise<void> {
    return this.#next;
  }

  ring(): void {
    const ring = this.#ring;
    this.#next = this.#renew();
    ring();
  }

  #renew(): Promise<void> {
    return new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
