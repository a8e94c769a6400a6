/**
 * Something that is read again when it may have changed: one at a time, and all who ask meanwhile share the
 * next one, which begins after they asked. So no older reading takes the place of a newer one.
 */
export class Coalesced {
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(private readonly read: () => Promise<void>) {}

  /** Resolves when what was so at the call has been read. @throws what reading does */
  run(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const reading = this.read();
      this.#running = reading.catch(() => undefined); // told to whoever asked
      return reading;
    });
    return this.#next;
  }
}
