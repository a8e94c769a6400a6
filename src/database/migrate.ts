import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import {
  type DataSource,
  type EntityManager,
  MigrationExecutor,
  type MigrationInterface,
  type QueryRunner,
} from 'typeorm';
import type { Guards } from '../integrity/index.js';
import { connectionOf } from './bulk/copy.js';
import { clientConfig, createDataSource } from './data-source.js';
import { DatabaseSetupError } from './errors.js';
import { makeGatewayRole, makeSchema, refuseForeignBook } from './prepare-schema.js';
import type { BookRights } from './rights/book-rights.js';
import { mendRights } from './rights/mend-rights.js';
import { examineForMigration } from './session/ground.js';
import { SessionClient } from './session/session-client.js';

const LOCK_RETRY_MS = 100;

/** What this program knows of the migrations of a book. */
export interface BookMigrations {
  /** Oldest first. */
  readonly all: readonly (new () => MigrationInterface)[];
  /** Version by name of migration: a book with one of these was written by that version, and no upgrade leads here. */
  readonly withoutUpgrade: Readonly<Record<string, string>>;
  /** The guards of a book that these migrations have just made. */
  readonly guards: () => Promise<Guards>;
  /** What the gateway's role may do in a book with all these migrations. */
  readonly rights: BookRights;
  /** The tables in which the migrations themselves put rows. */
  readonly seeded: readonly string[];
}

export interface MigrateOptions {
  readonly url: string;
  readonly book: string;
  readonly migrations: BookMigrations;
  readonly log?: { warn(message: string): void };
  /** Receives the statements that put the rights of the gateway's role in force, if no migration was the reason. */
  readonly onMended?: (statements: readonly string[]) => void;
  /** Aborting it ends the wait for another's migration; one that runs is finished. */
  readonly signal?: AbortSignal;
}

/**
 * Brings the book up to date as its owner: the schema, the gateway's role and its rights, all missing migrations. A
 * restored dump may have all but the role and the rights. Changes nothing if nothing is missing. Any number of gateways
 * may call this at once: TypeORM takes no lock of its own, so one is taken around it, for this book and for as long as
 * this session lives.
 * @returns the names of the migrations that were run
 * @throws DatabaseSetupError if PostgreSQL is too old, the owner lacks a right, or no upgrade leads here from the book
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { url, book } = options;
  const connection = clientConfig({ url, book, name: 'onebook migrate' });
  await examineForMigration(url, connection);
  const owner = new SessionClient(connection);
  await owner.connect();
  const lost = new Promise<never>((_, reject) => owner.on('error', reject));
  // Before the race below, a lost connection shows at the next query. The handler keeps Node from ending the process
  // over an unhandled rejection.
  lost.catch(() => undefined);
  try {
    await takeLock(owner, options);
    return await Promise.race([bringUpToDate(owner, options), lost]);
  } finally {
    await owner.end();
  }
}

/** Takes this book's migration lock, and waits if another process holds it. */
async function takeLock(owner: Client, { book, log, signal }: MigrateOptions): Promise<void> {
  for (let waits = 0; ; waits++) {
    signal?.throwIfAborted();
    const { rows } = await owner.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken`,
      [lockName(book)],
    );
    if (rows[0]?.taken) return;
    if (waits === 10) log?.warn(`waiting until another process has migrated book ${book}`);
    await delay(LOCK_RETRY_MS);
  }
}

function lockName(book: string): string {
  return `onebook ${book}`;
}

/**
 * Takes this book's migration lock until the transaction ends, so that no start migrates it meanwhile.
 * @throws DatabaseSetupError if another process holds it
 */
export async function takeBookLock(manager: EntityManager, book: string): Promise<void> {
  const [row] = await manager.query<{ taken: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken`,
    [lockName(book)],
  );
  if (!row?.taken)
    throw new DatabaseSetupError(
      `another process migrates or restores book ${book}: wait until it has finished`,
    );
}

/** Makes the schema and runs the migrations of the runner's DataSource, in the runner's transaction. */
export async function makeBook(runner: QueryRunner, book: string): Promise<void> {
  await makeSchema(await connectionOf(runner), book);
  await new MigrationExecutor(runner.dataSource, runner).executePendingMigrations();
}

/**
 * The names of the migrations that this program has and the book has not. Any role that may read the book can ask.
 * @throws DatabaseSetupError if no upgrade leads here from the version that wrote the book
 */
/** The books of a database, by name: schemas with their own record of migrations. */
export async function findBooks({ manager }: Pick<DataSource, 'manager'>): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT n.nspname::text AS name FROM pg_namespace n
      WHERE (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname IN ('migration', 'wallet', 'entry')) = 3 ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

export async function missingMigrations(
  dataSource: DataSource,
  migrations: BookMigrations,
): Promise<string[]> {
  const names = migrations.all.map((migration) => migration.name);
  const [present] = await dataSource.query<{ there: boolean }[]>(
    `/* migrationTable */ SELECT to_regclass('migration') IS NOT NULL AS there`,
  );
  if (!present?.there) return names;
  const done = await dataSource.query<{ name: string; book: string }[]>(
    `/* migrationsDone */ SELECT name, current_schema() AS book FROM migration`,
  );
  for (const { name, book } of done) {
    const version = migrations.withoutUpgrade[name];
    if (version !== undefined) throw noUpgrade(book, version);
  }
  return names.filter((name) => !done.some((row) => row.name === name));
}

function noUpgrade(book: string, version: string): DatabaseSetupError {
  return new DatabaseSetupError(
    `book ${book} was written by Onebook ${version}, and there is no upgrade from ${version}: ` +
      `set BOOK to a new name, or drop the schema "${book}" with everything in it`,
  );
}

/** Runs DDL only for what is missing: TypeORM's own table of migrations is DDL too. */
async function bringUpToDate(owner: Client, options: MigrateOptions): Promise<string[]> {
  const dataSource = createDataSource({
    url: options.url,
    book: options.book,
    connections: 1,
    name: 'onebook migrate',
    migrations: [...options.migrations.all],
  });
  await dataSource.initialize();
  try {
    await refuseForeignBook(owner, options.book);
    const missing = await missingMigrations(dataSource, options.migrations);
    await makeSchema(owner, options.book);
    await makeGatewayRole(owner);
    if (missing.length > 0) await dataSource.runMigrations({ transaction: 'each' });
    const mended = await mendRights(owner, {
      book: options.book,
      rights: options.migrations.rights,
      revoke: !(await isNewer(dataSource, options.migrations)),
    });
    if (missing.length === 0 && mended.length > 0) options.onMended?.(mended);
    return missing;
  } finally {
    await dataSource.destroy();
  }
}

/** Whether the book has a migration that this program does not know. */
async function isNewer(dataSource: DataSource, { all }: BookMigrations): Promise<boolean> {
  const done = await dataSource.query<{ name: string }[]>(
    `/* migrationsKnown */ SELECT name FROM migration`,
  );
  return done.some(({ name }) => !all.some((migration) => migration.name === name));
}
