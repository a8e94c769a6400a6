import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import {
  type BookMigrations,
  BulkConnection,
  connectionOf,
  copyIn,
  copyOut,
  DatabaseSetupError,
  inTransaction,
  makeBook,
  makeGatewayRole,
  migrate,
  sqlState,
  takeBookLock,
} from '../database/index.js';
import { type Piece, readBackup } from './archive-reader.js';
import { migrationsOf, PORTABLE_TEXT, qualified, quoted, tablesOf } from './catalog.js';
import { BackupFileError, type BackupHead } from './format.js';
import { withGuardsAside } from './guards-aside.js';

export interface RestoreOptions {
  /** Of the owner. */
  readonly url: string;
  readonly book: string;
  readonly file: string;
  /** Of the file, which `checkBackup` has read once. */
  readonly head: BackupHead;
  readonly migrations: BookMigrations;
  readonly signal: AbortSignal;
  /** Receives bytes of the file. */
  readonly onProgress?: (bytes: number) => void;
}

/** How long it waits for the locks of tables that others use. */
const LOCK_TIMEOUT = '5s';

/** SQLSTATE of a lock that was not free in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** What is left to do if the book is there and was not checked to the end. */
export const RUN_VERIFY = 'Run `onebook verify`';

/** The book is there, and what follows its restore did not come to its end. */
export class RestoredError extends Error {
  override readonly name = 'RestoredError';
  constructor(book: string, toDo: string, cause: unknown) {
    super(
      `book ${book} is restored, and its verification was not finished: ${(cause as Error).message}. ${toDo}`,
      { cause },
    );
  }
}

/**
 * Refuses a backup that this program cannot bring to its own level.
 * @throws BackupFileError if a newer version made it
 */
export function refuseNewerBackup(file: string, head: BackupHead, { all }: BookMigrations): void {
  const unknown = head.migrations.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new BackupFileError(
      `${file} is a backup of a book with migrations that this Onebook does not know (${unknown.join(', ')}): restore it with the version that made it`,
    );
}

/**
 * Restores a book from a file: makes it at the level of the backup, or takes an empty one of that level, loads all rows
 * in one transaction, and then migrates it to the level of this program. If it fails or is stopped before its commit,
 * nothing is there. From the commit until the book is migrated, and has the rights that gateways need, the signal waits.
 * @throws DatabaseSetupError if there is a book with rows, or one of another level; BackupFileError about the file;
 * the signal's reason if it was stopped before the commit; RestoredError if anything failed, or it was stopped, after it
 */
export async function restoreBook(options: RestoreOptions): Promise<void> {
  const { url, book, file, head, migrations, signal } = options;
  refuseNewerBackup(file, head, migrations);
  const ofItsLevel = migrations.all.filter(({ name }) => head.migrations.includes(name));
  const connection = await BulkConnection.open({
    url,
    book,
    name: 'onebook restore',
    migrations: ofItsLevel,
  });
  try {
    await load(connection, options);
    try {
      await migrate({ url, book, migrations });
    } catch (error) {
      throw new RestoredError(book, 'Run `onebook migrate`, then `onebook verify`', error);
    }
    try {
      await cutOnAbort(connection, signal, () => refresh(connection, book, head));
    } catch (error) {
      throw new RestoredError(book, RUN_VERIFY, error);
    }
  } finally {
    await connection.close();
  }
}

/** Loads the book and commits. */
async function load(connection: BulkConnection, options: RestoreOptions): Promise<void> {
  await cutOnAbort(connection, options.signal, async (settle) => {
    await withRunner(connection, async (runner) => makeGatewayRole(await connectionOf(runner)));
    await inTransaction(connection.source, async (manager) => {
      await restoreWithin(manager, options);
      // A connection that is cut during the COMMIT does not say whether the book is there.
      settle();
    });
  });
}

/**
 * Runs work whose connection an abort cuts, until the work settles: from then on it runs to its end.
 * @throws the signal's reason if it was aborted before
 */
async function cutOnAbort(
  connection: BulkConnection,
  signal: AbortSignal,
  work: (settle: () => void) => Promise<void>,
): Promise<void> {
  const cut = () => connection.cut();
  const state = { isSettled: false };
  const settle = (): void => {
    signal.throwIfAborted();
    signal.removeEventListener('abort', cut);
    state.isSettled = true;
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', cut, { once: true });
  try {
    await work(settle);
  } catch (error) {
    if (!state.isSettled) signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

async function restoreWithin(manager: EntityManager, options: RestoreOptions): Promise<void> {
  const { book, head, migrations } = options;
  const runner = runnerOf(manager);
  for (const setting of PORTABLE_TEXT) await manager.query(setting);
  await manager.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  await takeBookLock(manager, book);
  const present = await migrationsOf(manager, book);
  if (present.length === 0) await makeBook(runner, book);
  else refuseOtherLevel(book, head, present);
  const tables = head.tables.map(({ name }) => name);
  await refuseOtherTables(manager, options);
  await lock(manager, book, tables);
  if (present.length > 0) await refuseIfUsed(manager, book, tables, migrations.seeded);
  await withGuardsAside(manager, book, tables, async () => {
    // A new book has rows of its own: currencies, their system accounts, the vocabulary.
    await manager.query(`TRUNCATE ${tables.map((name) => qualified(book, name)).join(', ')}`);
    await loadTables(runner, options);
  });
  for (const { name, value, called } of head.sequences)
    await manager.query(`SELECT setval($1::regclass, $2::bigint, $3)`, [
      qualified(book, name),
      value,
      called,
    ]);
}

function refuseOtherLevel(book: string, head: BackupHead, present: readonly string[]): void {
  if (present.join() === head.migrations.join()) return;
  throw new DatabaseSetupError(
    `book ${book} has the migrations ${present.join(', ')}, and the backup ${head.migrations.join(', ')}: ` +
      `set BOOK to a new name, or drop the schema "${book}"; the restored book is then migrated`,
  );
}

async function refuseOtherTables(
  manager: EntityManager,
  { book, file, head, migrations }: RestoreOptions,
): Promise<void> {
  const tables = await tablesOf(manager, book);
  const describe = (name: string, columns: readonly string[]) =>
    `${name} (${[...columns].sort().join(', ')})`;
  const there = tables
    .filter(
      ({ name }) => migrations.rights.tables[name] ?? head.tables.some((t) => t.name === name),
    )
    .map(({ name, columns }) => describe(name, columns));
  const stored = head.tables.map(({ name, columns }) => describe(name, columns));
  const odd = [
    ...stored.filter((table) => !there.includes(table)),
    ...there.filter((table) => !stored.includes(table)),
  ];
  if (odd.length > 0)
    throw new BackupFileError(
      `${file} does not fit a book with its own migrations: ${odd[0] ?? ''} is in only one of them`,
    );
}

async function lock(
  manager: EntityManager,
  book: string,
  tables: readonly string[],
): Promise<void> {
  try {
    const names = tables.map((name) => qualified(book, name)).join(', ');
    await manager.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  } catch (cause) {
    if (sqlState(cause) !== LOCK_NOT_AVAILABLE) throw cause;
    throw new DatabaseSetupError(`others use book ${book}: stop its gateways, and restore again`, {
      cause,
    });
  }
}

/** @throws DatabaseSetupError if a table has rows that no migration put there */
async function refuseIfUsed(
  manager: EntityManager,
  book: string,
  tables: readonly string[],
  seeded: readonly string[],
): Promise<void> {
  for (const name of tables.filter((table) => !seeded.includes(table))) {
    const [row] = await manager.query<{ used: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${qualified(book, name)}) AS used`,
    );
    if (row?.used)
      throw new DatabaseSetupError(
        `book ${book} is not empty (${name} has rows), and a restore replaces nothing: ` +
          `set BOOK to a new name, or DATABASE_URL or DATA_DIR to another database`,
      );
  }
}

async function loadTables(runner: QueryRunner, options: RestoreOptions): Promise<void> {
  const { book, file, head, onProgress } = options;
  const connection = await connectionOf(runner);
  const rest = await Pieces.of(file, onProgress);
  try {
    for (const { name, columns, rows } of head.tables) {
      const target = `${qualified(book, name)} (${columns.map(quoted).join(', ')})`;
      const hash = createHash('sha256');
      const copy = copyIn(connection, `COPY ${target} FROM STDIN`);
      await pipeline(Readable.from(rest.of(name, (data) => hash.update(data))), copy);
      if (copy.rowCount !== rows)
        throw new BackupFileError(
          `${file} is damaged: ${name} has ${copy.rowCount} rows, not the ${rows} that its head says`,
        );
      await refuseIfDifferent(connection, target, hash.digest('hex'));
    }
    await rest.end();
  } finally {
    await rest.discard();
  }
}

/** Reads back what was loaded: it must be the same text, byte for byte. */
async function refuseIfDifferent(
  connection: PoolClient,
  target: string,
  expected: string,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of copyOut(connection, `COPY ${target} TO STDOUT`))
    hash.update(chunk as Buffer);
  if (hash.digest('hex') !== expected)
    throw new Error(`this server gives back other rows of ${target} than it was given`);
}

/** The pieces of a backup, table by table. */
class Pieces {
  private constructor(
    private readonly pieces: AsyncGenerator<BackupHead | Piece, void, void>,
    private next: Piece | undefined,
  ) {}

  static async of(file: string, onProgress?: (bytes: number) => void): Promise<Pieces> {
    const rest = new Pieces(readBackup(file, onProgress), undefined);
    await rest.advance();
    return rest;
  }

  /** @param onPiece receives each piece too */
  async *of(table: string, onPiece: (data: Buffer) => void): AsyncGenerator<Buffer, void, void> {
    while (this.next?.table === table) {
      onPiece(this.next.data);
      yield this.next.data;
      await this.advance();
    }
  }

  /** @throws BackupFileError if the file is not whole, or has more */
  async end(): Promise<void> {
    while (this.next) await this.advance();
  }

  async discard(): Promise<void> {
    await this.pieces.return();
  }

  private async advance(): Promise<void> {
    this.next = undefined;
    for (;;) {
      const { done, value } = await this.pieces.next();
      if (done) return;
      if ('data' in value) {
        this.next = value;
        return;
      }
    }
  }
}

/** Statistics, the visibility map and the summary of the BRIN index, without which the first hours would be slow. */
async function refresh(connection: BulkConnection, book: string, head: BackupHead): Promise<void> {
  for (const { name } of head.tables)
    await connection.source.query(`VACUUM (ANALYZE) ${qualified(book, name)}`);
}

async function withRunner(
  { source }: BulkConnection,
  work: (runner: QueryRunner) => Promise<void>,
): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await work(runner);
  } finally {
    await runner.release();
  }
}

function runnerOf(manager: EntityManager): QueryRunner {
  if (!manager.queryRunner) throw new Error('the manager of a transaction has a runner');
  return manager.queryRunner;
}
