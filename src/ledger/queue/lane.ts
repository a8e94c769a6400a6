import { type Choice, FairQueue } from './fair-queue.js';
import { ClaimedRows } from './claimed-rows.js';
import { countWithin, type QueuedCommand } from './queued-command.js';

export interface LaneOptions {
  /** Weight from which on no more commands may wait. */
  readonly queueMax: number;
  /** Maximum weight of a batch of more than one command. */
  readonly batchMax: number;
  /** Maximum number of batches at once that need not look at each other. */
  readonly writers: number;
  /**
   * Least weight of one more batch beside a single one, of commands that want none of its rows; undefined: there is none.
   * It keeps PostgreSQL and the gateway busy at the same time; smaller ones would cost more than that brings.
   */
  readonly besideMin?: number;
  /** Executes a batch and settles its commands. Never rejects. */
  execute(batch: readonly QueuedCommand[]): Promise<void>;
}

/** The most waiting commands that one of several writers looks at to find what can go. Callers take turns among them. */
const MOST_LOOKED_AT = 64;

/** Commands that wait for a writer, and the writers that take them in batches. */
export class Lane {
  readonly #queue: FairQueue<QueuedCommand>;
  /** Commands that go before the queue, as a batch of their own. */
  #ahead: QueuedCommand[] = [];
  readonly #claimed = new ClaimedRows();
  #running = 0;
  #isBesideScheduled = false;
  /** Whether a command can go, if a writer has just found none that can; undefined if none has looked since. */
  #judge: ((command: QueuedCommand) => Choice) | undefined;
  /** Number of waiting commands from which on it is worth looking for a batch beside the one in flight. */
  #lookFrom = 0;
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
    if (!this.#judge || this.#running >= this.options.writers) this.#startWriters();
    // A writer is free, because what waits wants rows of batches in flight. Only a command that wants others changes that.
    else if (!refused.includes(command) && this.#judge(command) === 'take') {
      this.#running++;
      void this.#writeUntilIdle([this.#queue.takeLast(command)]);
    }
    this.#startBesideSoon();
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
      const batch = this.#nextBatch();
      if (batch.length === 0) {
        this.#running--;
        return;
      }
      void this.#writeUntilIdle(batch);
    }
  }

  async #writeUntilIdle(first: readonly QueuedCommand[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.#nextBatch()) {
      const giveBack = this.#claimed.claim(batch);
      await this.options.execute(batch);
      giveBack();
      this.#lookFrom = 0;
      this.#judge = undefined;
    }
    this.#running--;
    // What waited for the last rows may be enough for several writers.
    this.#startWriters();
    if (this.#running === 0) this.#idle.splice(0).forEach((resolve) => resolve());
  }

  #nextBatch(): readonly QueuedCommand[] {
    const { batchMax, writers } = this.options;
    if (this.#running > writers) return this.#takeBeside();
    if (this.#ahead.length > 0) return this.#takeAhead(batchMax);
    // Several writers would wait in PostgreSQL for each other's rows, and could not tell them from an outsider's.
    return writers > 1 ? this.#takeFree() : this.#queue.take(batchMax);
  }

  /** On the next turn of the event loop, when all commands of this turn have arrived. */
  #startBesideSoon(): void {
    if (!this.#mayStartBeside || this.#isBesideScheduled) return;
    this.#isBesideScheduled = true;
    setImmediate(() => {
      this.#isBesideScheduled = false;
      const batch = this.#mayStartBeside ? this.#takeBeside() : [];
      if (batch.length === 0) return;
      this.#running++;
      void this.#writeUntilIdle(batch);
    });
  }

  get #mayStartBeside(): boolean {
    const { besideMin, writers } = this.options;
    return (
      besideMin !== undefined &&
      this.#running === writers &&
      this.#ahead.length === 0 &&
      this.#queue.size >= Math.max(besideMin, this.#lookFrom)
    );
  }

  #takeFree(): readonly QueuedCommand[] {
    const judge = this.#claimed.free();
    const batch = this.#queue.takeFirst(this.options.batchMax, MOST_LOOKED_AT, judge);
    this.#judge = batch.length > 0 ? undefined : judge;
    return batch;
  }

  #takeBeside(): readonly QueuedCommand[] {
    const { batchMax, besideMin = 0 } = this.options;
    const batch = this.#queue.takeChosen(besideMin, batchMax, this.#claimed.beside());
    // What was not enough can be only with as many more, or when a batch has given rows back.
    if (batch.length === 0) this.#lookFrom = this.#queue.size + besideMin;
    return batch;
  }

  #takeAhead(weightMax: number): readonly QueuedCommand[] {
    return this.#ahead.splice(0, countWithin(this.#ahead, weightMax));
  }
}
