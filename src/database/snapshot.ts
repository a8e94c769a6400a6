import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { BEGIN_READ_ONLY_SNAPSHOT, release } from './typeorm-workarounds.js';

export interface SnapshotOptions {
  /** Receives the first error of a read. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /** Waits for a place before the snapshot takes a connection. The result gives the place back. */
  readonly takePlace?: (() => Promise<() => void>) | undefined;
}

/**
 * A consistent view of the book: one REPEATABLE READ, READ ONLY transaction. The first read opens it. All reads see
 * the same state.
 */
export class Snapshot {
  #opening: Promise<QueryRunner> | undefined;
  #leavePlace: (() => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #ended = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: SnapshotOptions = {},
  ) {}

  /**
   * Reads through the snapshot. Concurrent reads run one after another: they share one connection, and a connection
   * runs one statement at a time.
   * @throws Error if the snapshot has ended: a later read would see another state
   */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.#ended)
      return Promise.reject(new Error('the snapshot has ended: read through a new one'));
    const reading = this.#last.then(async () => {
      if (this.#failure) throw this.#failure.error;
      this.#opening ??= this.#open();
      return work((await this.#opening).manager);
    });
    // After one error PostgreSQL refuses every statement of the transaction (25P02). Later readers get the first error,
    // which names the cause.
    this.#last = reading.catch((error: unknown) => {
      if (this.#failure) return;
      this.#failure = { error };
      this.options.onFailure?.(error);
    });
    return reading;
  }

  /** Gives the connection back after the reads under way. Safe to call at any time, and more than once. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#last;
    const runner = await this.#opening?.catch(() => undefined); // its reader got the error
    if (runner) {
      // Nothing was written, so a failed COMMIT only means that the connection is broken.
      const failure = await runner.query('COMMIT').then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      await release(runner, failure);
    }
    this.#leavePlace?.();
  }

  async #open(): Promise<QueryRunner> {
    this.#leavePlace = await this.options.takePlace?.();
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.query(BEGIN_READ_ONLY_SNAPSHOT);
      return runner;
    } catch (error) {
      await release(runner, error as Error);
      throw error;
    }
  }
}
