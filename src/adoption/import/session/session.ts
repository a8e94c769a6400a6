import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { EntityManager, QueryRunner } from 'typeorm';
import { BulkConnection, connectionOf, copyIn } from '../../../database/index.js';

/** What staging and comparing need of a session. */
export type StagingSession = Pick<ImportSession, 'run' | 'rows' | 'copyInto'>;

/** One connection of an import, with temporary tables of its own: its share of the owners. They end with it. */
export class ImportSession {
  private constructor(
    private readonly connection: BulkConnection,
    private readonly runner: QueryRunner,
  ) {}

  /** @param url of a login that may write the book and make temporary tables */
  static async open(url: string, book: string): Promise<ImportSession> {
    const connection = await BulkConnection.open({ url, book, name: 'onebook import' });
    const runner = connection.source.createQueryRunner();
    await runner.connect();
    const session = new ImportSession(connection, runner);
    // What is staged is sorted and compared in memory as far as it fits.
    await session.run(`SET temp_buffers = '32MB'`, `SET work_mem = '64MB'`, 'SET jit = off');
    return session;
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Runs statements, one after another. */
  async run(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.runner.query(statement);
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(sql, [...values]);
  }

  /** Does the work in a transaction. It is rolled back if the work throws. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    await this.runner.startTransaction();
    try {
      const result = await work(this.manager);
      await this.runner.commitTransaction();
      return result;
    } catch (error) {
      // A connection that was lost has rolled back.
      await this.runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  /** A COPY into a table. Nothing else goes through this session until it is ended. @param target table and columns */
  async copyInto(target: string): Promise<RowCopy> {
    return new RowCopy(copyIn(await connectionOf(this.runner), `COPY ${target} FROM STDIN`));
  }

  /** Ends what runs. The server rolls back. */
  cut(): void {
    this.connection.cut();
  }

  async close(): Promise<void> {
    await this.runner.release();
    await this.connection.close();
  }
}

/** Characters for one write. */
const CHUNK = 64 * 1024;

/** Rows on their way into a table. */
export class RowCopy {
  #text = '';
  readonly #done: Promise<void>;

  constructor(private readonly stream: ReturnType<typeof copyIn>) {
    this.#done = finished(stream);
    // Waited for by `end`. A failure before that must not end the process.
    this.#done.catch(() => undefined);
  }

  /** @returns whether the caller must call `drain` before it adds more */
  add(values: readonly (string | null)[]): boolean {
    let line = '';
    for (const [index, value] of values.entries())
      line += (index === 0 ? '' : '\t') + (value === null ? '\\N' : escaped(value));
    this.#text += `${line}\n`;
    return this.#text.length >= CHUNK;
  }

  async drain(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (this.stream.write(text)) return;
    // The stream ends instead if PostgreSQL refused a row.
    await Promise.race([once(this.stream, 'drain'), this.#done]);
  }

  /** @throws the error of PostgreSQL */
  async end(): Promise<void> {
    this.stream.end(this.#text);
    await this.#done;
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
