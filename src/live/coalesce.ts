/**
 * Runs one read at a time. All callers that arrive during a read share the next one, which begins after
 * their calls. So an older read never overwrites a newer one.
 */
export class Coalescer {
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(private readonly read: () => Promise<void>) {}

  /** Resolves after a read that began after this call. @throws what the read throws */
  run(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const reading = this.read();
      this.#running = reading.catch(() => undefined); // the callers of this read receive the error
      return reading;
    });
    return this.#next;
  }
}
