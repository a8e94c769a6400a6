import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isConnectionError } from './errors.js';
import type { SessionClient } from './session/session-client.js';
import { BEGIN_READ_ONLY_SNAPSHOT, release } from './typeorm-workarounds.js';

/** A read of rows by keys. What it returns for a key does not depend on the other keys, so it can be split. */
export interface KeyedRead {
  /** Number of keys. */
  readonly count: number;
  /** Reads the keys from index `from` to `to`, without `to`, and returns a value for each, in order. */
  read(manager: EntityManager, from: number, to: number): Promise<readonly unknown[]>;
}

/** For each key of a read, in order, its value, or the error of the statement that was to read it alone. */
export type KeyedValues = readonly unknown[];

/**
 * A consistent view of the book for many readers at once: one REPEATABLE READ, READ ONLY transaction on a connection
 * that pipelines. The reads of one call go out together, BEGIN with the first ones, so the first call costs one round
 * trip and so does each further one.
 *
 * A statement that PostgreSQL refuses spoils the transaction for the statements behind it. So no value of a call is
 * handed out before all its statements have succeeded. If one fails, the reads are repeated in the same snapshot, one
 * after another, and a read that fails again is halved until the keys that cannot be read are alone. (The first call
 * begins a new transaction for that: no reader has seen anything of the old one.)
 */
export class SharedSnapshot {
  #state: 'fresh' | 'begun' | 'saved' = 'fresh';

  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: SessionClient,
  ) {}

  /** Takes a connection of a pool that pipelines. The first read begins the transaction. */
  static async open(dataSource: DataSource): Promise<SharedSnapshot> {
    const runner = dataSource.createQueryRunner();
    try {
      return new SharedSnapshot(runner, (await runner.connect()) as SessionClient);
    } catch (error) {
      await release(runner, error as Error);
      throw error;
    }
  }

  /**
   * Reads together. Call it again only after it has settled.
   * @returns the values of each read, in the order of the reads
   * @throws the error of the connection if it is lost; then call `destroy`
   */
  async readAll(reads: readonly KeyedRead[]): Promise<KeyedValues[]> {
    const together = await this.#readTogether(reads);
    if (Array.isArray(together)) return together;
    await this.#recover();
    const values: KeyedValues[] = [];
    for (const read of reads) values.push(await this.#readHalved(read, 0, read.count));
    return values;
  }

  /** Sends COMMIT, and gives the connection back once it is answered. */
  end(): void {
    const ended = this.#state === 'fresh' ? Promise.resolve() : this.#send('COMMIT');
    ended.then(
      () => release(this.runner, undefined),
      // Nothing was written, so a failed COMMIT only means that the connection is broken.
      (error: unknown) => release(this.runner, error as Error),
    );
  }

  /** Ends the connection at once. Reads under way fail with a connection error. */
  destroy(): void {
    this.client.connection.stream.destroy();
    void release(this.runner, new Error('the snapshot was given up'));
  }

  /** @returns the values, or an error of PostgreSQL's or of a read. @throws the error of a lost connection */
  async #readTogether(reads: readonly KeyedRead[]): Promise<KeyedValues[] | { error: unknown }> {
    const { manager } = this.runner;
    const [marked, ...settled] = await Promise.allSettled([
      this.#mark(),
      ...reads.map((read) => read.read(manager, 0, read.count)),
    ]);
    const failures = [marked, ...settled].filter((one) => one.status === 'rejected');
    const [first] = failures;
    if (!first)
      return settled.map((one) => (one as PromiseFulfilledResult<readonly unknown[]>).value);
    const lost = failures.find(({ reason }) => isConnectionError(reason));
    if (lost) throw lost.reason;
    return { error: first.reason };
  }

  /** Begins the transaction, or marks where it can go back to. */
  async #mark(): Promise<void> {
    if (this.#state === 'fresh') {
      this.#state = 'begun';
      await this.#send(BEGIN_READ_ONLY_SNAPSHOT);
    } else if (this.#state === 'begun') {
      this.#state = 'saved';
      await this.#send(SAVE);
    }
  }

  async #recover(): Promise<void> {
    if (this.#state === 'saved') return this.#send(GO_BACK);
    await this.#send('ROLLBACK');
    await this.#send(BEGIN_READ_ONLY_SNAPSHOT);
    await this.#send(SAVE);
    this.#state = 'saved';
  }

  async #readHalved(read: KeyedRead, from: number, to: number): Promise<KeyedValues> {
    try {
      return await read.read(this.runner.manager, from, to);
    } catch (error) {
      if (isConnectionError(error)) throw error;
      await this.#send(GO_BACK);
      if (to - from <= 1) return [error];
      const middle = Math.floor((from + to) / 2);
      const values = await this.#readHalved(read, from, middle);
      return [...values, ...(await this.#readHalved(read, middle, to))];
    }
  }

  /** Sends a statement at once, ahead of every read that is asked for later. */
  async #send(statement: string): Promise<void> {
    await this.client.query(statement);
  }
}

const SAVE = 'SAVEPOINT shared_reads';
const GO_BACK = 'ROLLBACK TO SAVEPOINT shared_reads';
