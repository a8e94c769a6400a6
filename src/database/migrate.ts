import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { createDataSource, GATEWAY_ROLE } from './data-source.js';
import { DatabaseSetupError, sqlState } from './errors.js';

/** The oldest PostgreSQL that the migrations are written for. */
const OLDEST_POSTGRES = 150_000;

const LOCK_RETRY_MS = 100;

/**
 * Brings the book up to date as its owner: the schema, the gateway's role, all missing migrations.
 * Any number of gateways may call this at once: TypeORM takes no lock of its own, so one is taken
 * around it, for this book and for as long as this session lives.
 * @returns the names of the migrations that were run
 * @throws DatabaseSetupError if PostgreSQL is too old, or the owner lacks a right
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const owner = new Client({
    connectionString: options.url,
    application_name: 'onebook migrate',
    connectionTimeoutMillis: 5_000,
  });
  await owner.connect();
  const lost = new Promise<never>((_, reject) => owner.on('error', reject));
  // Before the race below, a lost connection shows at the next query. The handler keeps Node from ending the process
  // over an unhandled rejection.
  lost.catch(() => undefined);
  try {
    await refuseOldPostgres(owner);
    await takeLock(owner, options);
    await prepareSchema(owner, options.book);
    return await Promise.race([runMigrations(options), lost]);
  } finally {
    await owner.end();
  }
}

export interface MigrateOptions {
  readonly url: string;
  readonly book: string;
  readonly log?: { warn(message: string): void };
  /** Aborting ends the wait for another process's migration. A migration that already runs is finished. */
  readonly signal?: AbortSignal;
}

/** Takes this book's migration lock, and waits if another process holds it. */
async function takeLock(owner: Client, { book, log, signal }: MigrateOptions): Promise<void> {
  for (let waits = 0; ; waits++) {
    signal?.throwIfAborted();
    const { rows } = await owner.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken`,
      [`onebook ${book}`],
    );
    if (rows[0]?.taken) return;
    if (waits === 10) log?.warn(`waiting until another process has migrated book ${book}`);
    await delay(LOCK_RETRY_MS);
  }
}

/** The names of the migrations that the book lacks. Works as any role that may read the book. */
export async function missingMigrations(dataSource: DataSource): Promise<string[]> {
  const [present] = await dataSource.query<{ there: boolean }[]>(
    `/* migrationTable */ SELECT to_regclass('migration') IS NOT NULL AS there`,
  );
  const names = migrations.map((migration) => migration.name);
  if (!present?.there) return names;
  const done = await dataSource.query<{ name: string }[]>(
    `/* migrationsDone */ SELECT name FROM migration`,
  );
  return names.filter((name) => !done.some((row) => row.name === name));
}

async function refuseOldPostgres(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST_POSTGRES) return;
  throw new DatabaseSetupError(
    `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}: use version 15 or newer`,
  );
}

async function prepareSchema(owner: Client, book: string): Promise<void> {
  const { rows } = await owner.query<{ role: string; database: string }>(
    'SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database',
  );
  const [{ role, database } = { role: '?', database: '?' }] = rows;
  const schema = owner.escapeIdentifier(book);
  await orMissingRight(
    owner.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`),
    `DATABASE_URL's role ${role} may make no schema in this database: GRANT CREATE ON DATABASE ${database} TO ${role}`,
  );
  await orMissingRight(
    ensureGatewayRole(owner),
    `DATABASE_URL's role ${role} may not make the role ${GATEWAY_ROLE} and take it: give ${role} CREATEROLE, ` +
      `or let a superuser CREATE ROLE ${GATEWAY_ROLE} NOLOGIN and GRANT ${GATEWAY_ROLE} TO ${role}`,
  );
  await owner.query(`REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`);
  await owner.query(`GRANT USAGE ON SCHEMA ${schema} TO ${GATEWAY_ROLE}`);
}

/** @throws DatabaseSetupError with this message if PostgreSQL refuses with 42501, insufficient privilege */
async function orMissingRight(work: Promise<unknown>, message: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    throw new DatabaseSetupError(message, { cause: error });
  }
}

/** The role belongs to the whole server, so another book, or a race with one, may have made it. */
async function ensureGatewayRole(owner: Client): Promise<void> {
  await owner.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${GATEWAY_ROLE}') THEN
      CREATE ROLE ${GATEWAY_ROLE} NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`);
  // Since PostgreSQL 16 the creator of a role may grant it to others, but may not SET ROLE to it without a grant.
  await owner.query(`DO $$ BEGIN
    IF NOT pg_has_role(current_user, '${GATEWAY_ROLE}',
                       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
      EXECUTE format('GRANT ${GATEWAY_ROLE} TO %I', current_user);
    END IF;
  EXCEPTION WHEN unique_violation THEN NULL; -- another book's first start has just done it
  END $$`);
}

async function runMigrations(options: Pick<MigrateOptions, 'url' | 'book'>): Promise<string[]> {
  const dataSource = createDataSource({
    url: options.url,
    book: options.book,
    connections: 1,
    name: 'onebook migrate',
    migrations,
  });
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await dataSource.query(`GRANT SELECT ON migration TO ${GATEWAY_ROLE}`);
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
