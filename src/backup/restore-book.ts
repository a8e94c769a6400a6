import type { EntityManager, QueryRunner } from 'typeorm';
import {
  type BookMigrations,
  BulkConnection,
  connectionOf,
  DatabaseSetupError,
  inTransaction,
  makeBook,
  makeGatewayRole,
  migrate,
  sqlState,
  takeBookLock,
} from '../database/index.js';
import { migrationsOf, PORTABLE_TEXT, qualified, tablesOf } from './catalog.js';
import type { Beside, RestoredShadow } from './beside.js';
import { BackupFileError, type BackupHead } from './format.js';
import { loadTables, Pieces, setSequences } from './load-tables.js';
import { refuseForeignShadow, restoreShadow } from './restore-shadow.js';
import { withGuardsAside } from './guards-aside.js';

export interface RestoreOptions {
  /** Of the owner. */
  readonly url: string;
  readonly book: string;
  readonly file: string;
  /** Of the file, which `checkBackup` has read once. */
  readonly head: BackupHead;
  readonly migrations: BookMigrations;
  readonly beside: Beside;
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
 * and the record of its shadow in one transaction, and then migrates it to the level of this program. If it fails or is stopped before its commit,
 * nothing is there. From the commit until the book is migrated, and has the rights that gateways need, the signal waits.
 * @throws DatabaseSetupError if there is a book with rows, or one of another level; BackupFileError about the file;
 * the signal's reason if it was stopped before the commit; RestoredError if anything failed, or it was stopped, after it
 * @returns what became of the record of the shadow
 */
export async function restoreBook(options: RestoreOptions): Promise<RestoredShadow> {
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
    const shadow = await load(connection, options);
    try {
      await migrate({ url, book, migrations });
    } catch (error) {
      throw new RestoredError(book, 'Run `onebook migrate`, then `onebook verify`', error);
    }
    try {
      await cutOnAbort(connection, signal, () => refresh(connection, options, shadow));
    } catch (error) {
      throw new RestoredError(book, RUN_VERIFY, error);
    }
    return shadow;
  } finally {
    await connection.close();
  }
}

/** Loads the book and commits. */
async function load(connection: BulkConnection, options: RestoreOptions): Promise<RestoredShadow> {
  return cutOnAbort(connection, options.signal, async (settle) => {
    await withRunner(connection, async (runner) => makeGatewayRole(await connectionOf(runner)));
    return inTransaction(connection.source, async (manager) => {
      const shadow = await restoreWithin(manager, options);
      // A connection that is cut during the COMMIT does not say whether the book is there.
      settle();
      return shadow;
    });
  });
}

/**
 * Runs work whose connection an abort cuts, until the work settles: from then on it runs to its end.
 * @throws the signal's reason if it was aborted before
 */
async function cutOnAbort<T>(
  connection: BulkConnection,
  signal: AbortSignal,
  work: (settle: () => void) => Promise<T>,
): Promise<T> {
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
    return await work(settle);
  } catch (error) {
    if (!state.isSettled) signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

async function restoreWithin(
  manager: EntityManager,
  options: RestoreOptions,
): Promise<RestoredShadow> {
  const { book, head, migrations } = options;
  const runner = runnerOf(manager);
  for (const setting of PORTABLE_TEXT) await manager.query(setting);
  await manager.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  await takeBookLock(manager, book);
  await refuseBesideAdopted(manager, options);
  await refuseForeignShadow(manager, options);
  const present = await migrationsOf(manager, book);
  if (present.length === 0) await makeBook(runner, book);
  else refuseOtherLevel(book, head, present);
  const tables = head.tables.map(({ name }) => name);
  await refuseOtherTables(manager, options);
  await lock(manager, book, tables);
  if (present.length > 0) await refuseIfUsed(manager, book, tables, migrations.seeded);
  const rest = await Pieces.of(options.file, options.onProgress);
  try {
    await withGuardsAside(manager, options, tables, async () => {
      // A new book has rows of its own: currencies, their system accounts, the vocabulary.
      await manager.query(`TRUNCATE ${tables.map((name) => qualified(book, name)).join(', ')}`);
      await loadTables(runner, rest, { file: options.file, prefix: '', schema: book }, head.tables);
    });
    await setSequences(manager, book, head.sequences);
    const shadow = await restoreShadow(manager, rest, options);
    await rest.end();
    return shadow;
  } finally {
    await rest.discard();
  }
}

/** @throws DatabaseSetupError if tables of an old system are behind views of the book */
async function refuseBesideAdopted(
  manager: EntityManager,
  { book, beside }: RestoreOptions,
): Promise<void> {
  const tables = await beside.adoptedTables(manager);
  if (tables.length === 0) return;
  throw new DatabaseSetupError(
    `book ${book} has adopted ${tables.join(', ')} in this database, whose other columns a backup of the book does not have: ` +
      'restore the whole database from a dump of it, or set BOOK to a new name (docs/operations.md, "With an old system beside the book")',
  );
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

/** Statistics, the visibility map and the summary of the BRIN index, without which the first hours would be slow. */
async function refresh(
  connection: BulkConnection,
  { book, head, beside }: RestoreOptions,
  shadow: RestoredShadow,
): Promise<void> {
  const ofShadow = shadow === 'restored' ? (head.shadow?.tables ?? []) : [];
  for (const name of [
    ...head.tables.map((table) => qualified(book, table.name)),
    ...ofShadow.map((table) => qualified(beside.shadow.schema, table.name)),
  ])
    await connection.source.query(`VACUUM (ANALYZE) ${name}`);
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
