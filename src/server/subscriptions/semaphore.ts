/** Limits concurrent work to `maxRunning`; the rest waits in order of arrival. */
export class Semaphore {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(private readonly maxRunning: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.maxRunning)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
