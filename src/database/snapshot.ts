import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { release } from './release.js';

/**
 * One REPEATABLE READ, READ ONLY transaction, opened by the first read and ended once: whatever is
 * read through it is of one moment.
 */
export class Snapshot {
  #opening: Promise<QueryRunner> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #ended = false;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Reads through the snapshot. Reads that are asked for at once are done one after another: they
   * share one connection, and a connection answers one question at a time.
   * @throws Error when the snapshot has ended: a read after the end would be of another moment
   */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.#ended) return Promise.reject(new Error('read through a snapshot that has ended'));
    const reading = this.#last.then(async () => {
      if (this.#failure) throw this.#failure.error;
      this.#opening ??= this.#open();
      return work((await this.#opening).manager);
    });
    // PostgreSQL answers nothing more in a transaction in which it has refused something, so the readers
    // that come after are told what went wrong, not that.
    this.#last = reading.catch((error: unknown) => (this.#failure ??= { error }));
    return reading;
  }

  /** Gives the connection back once what is being read has been. May be called at any time, also twice. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#last;
    const runner = await this.#opening?.catch(() => undefined); // an opening that failed was reported to its reader
    if (!runner) return;
    // Nothing was written: a COMMIT that fails only says that the connection is of no more use.
    const failure = await runner.query('COMMIT').then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    await release(runner, failure);
  }

  async #open(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return runner;
    } catch (error) {
      await release(runner, error as Error);
      throw error;
    }
  }
}
