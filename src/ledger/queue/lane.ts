import { FairQueue } from './fair-queue.js';
import { countWithin, type QueuedCommand } from './queued-command.js';

export interface LaneOptions {
  /** Weight from which on no more commands may wait. */
  readonly queueMax: number;
  /** Maximum weight of a batch of more than one command. */
  readonly batchMax: number;
  /** Maximum number of batches at once. */
  readonly writers: number;
  /** Executes a batch and settles its commands. Never rejects. */
  execute(batch: readonly QueuedCommand[]): Promise<void>;
}

/** Commands that wait for a writer, and the writers that take them in batches. */
export class Lane {
  readonly #queue: FairQueue<QueuedCommand>;
  /** Commands that go before the queue, as a batch of their own. */
  #ahead: QueuedCommand[] = [];
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(private readonly options: LaneOptions) {
    this.#queue = new FairQueue(options.queueMax);
  }

  /** Number of commands that wait. */
  get waiting(): number {
    return this.#queue.size + this.#ahead.length;
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** Adds a command. A free writer takes it at once. @returns the commands that find no place */
  offer(command: QueuedCommand): readonly QueuedCommand[] {
    const refused = this.#queue.offer(command);
    this.#startWriters();
    return refused;
  }

  /** Adds commands that go before all that wait. */
  putAhead(commands: readonly QueuedCommand[]): void {
    this.#ahead.push(...commands);
    this.#startWriters();
  }

  /** Removes the waiting commands for which `isOver` holds, and returns them. */
  sweep(isOver: (command: QueuedCommand) => boolean): readonly QueuedCommand[] {
    const over = this.#ahead.filter(isOver);
    if (over.length > 0) this.#ahead = this.#ahead.filter((command) => !over.includes(command));
    return [...over, ...this.#queue.sweep(isOver)];
  }

  /** Resolves when nothing waits or runs. */
  async untilIdle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #startWriters(): void {
    while (this.#running < this.options.writers && this.waiting > 0) {
      this.#running++;
      void this.#writeUntilIdle();
    }
  }

  async #writeUntilIdle(): Promise<void> {
    while (this.waiting > 0) await this.options.execute(this.#nextBatch());
    this.#running--;
    if (this.#running === 0) this.#idle.splice(0).forEach((resolve) => resolve());
  }

  #nextBatch(): readonly QueuedCommand[] {
    const { batchMax } = this.options;
    return this.#ahead.length > 0 ? this.#takeAhead(batchMax) : this.#queue.take(batchMax);
  }

  #takeAhead(weightMax: number): readonly QueuedCommand[] {
    return this.#ahead.splice(0, countWithin(this.#ahead, weightMax));
  }
}
