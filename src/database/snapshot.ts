import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/**
 * One REPEATABLE READ, READ ONLY transaction, opened by the first read and ended once: whatever is
 * read through it is of one moment.
 */
export class Snapshot {
  #opening: Promise<QueryRunner> | undefined;
  #ended = false;

  constructor(private readonly dataSource: DataSource) {}

  /** @throws Error when the snapshot has ended: a read after the end would be of another moment */
  async manager(): Promise<EntityManager> {
    if (this.#ended) throw new Error('read through a snapshot that has ended');
    this.#opening ??= this.#open();
    return (await this.#opening).manager;
  }

  /** Gives the connection back. May be called at any time, also twice. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const runner = await this.#opening?.catch(() => undefined); // an opening that failed was reported to its reader
    if (!runner) return;
    try {
      await runner.query('COMMIT');
    } finally {
      await runner.release();
    }
  }

  async #open(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return runner;
    } catch (error) {
      await runner.release();
      throw error;
    }
  }
}
