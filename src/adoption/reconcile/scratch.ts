import type { DataSource, QueryRunner } from 'typeorm';
import { connectionOf, copyIn, inRolledBackTransaction } from '../../database/index.js';
import { RowCopy, type StagingSession } from '../import/session/session.js';

const FETCH = 1_000;

/**
 * A transaction in which a comparison keeps what it reads in temporary tables. It is rolled back at its end, so it leaves
 * nothing, and writes nothing that anyone else sees. Each statement sees the book as it is then.
 */
export class Scratch implements StagingSession {
  private constructor(private readonly runner: QueryRunner) {}

  static async use<T>(source: DataSource, work: (scratch: Scratch) => Promise<T>): Promise<T> {
    return inRolledBackTransaction(source, async (runner) => {
      const scratch = new Scratch(runner);
      // A source that is slow to open leaves the transaction idle. Without a process, the connection ends it.
      await scratch.run(
        'SET LOCAL statement_timeout = 0',
        `SET LOCAL idle_in_transaction_session_timeout = '10min'`,
        `SET LOCAL work_mem = '64MB'`,
        'SET LOCAL jit = off',
      );
      return work(scratch);
    });
  }

  async run(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.runner.query(statement);
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.runner.manager.query<Row[]>(sql, [...values]);
  }

  /** Rows of a query, a thousand at a time: any number of them takes little memory. */
  async *stream<Row>(sql: string, values: readonly unknown[] = []): AsyncGenerator<Row> {
    await this.rows(`DECLARE rows_of_scratch NO SCROLL CURSOR FOR ${sql}`, values);
    for (;;) {
      const rows = await this.rows<Row>(`FETCH ${FETCH} FROM rows_of_scratch`);
      yield* rows;
      if (rows.length < FETCH) break;
    }
    await this.rows('CLOSE rows_of_scratch');
  }

  async copyInto(target: string): Promise<RowCopy> {
    return new RowCopy(copyIn(await connectionOf(this.runner), `COPY ${target} FROM STDIN`));
  }
}
