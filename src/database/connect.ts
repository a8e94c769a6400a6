import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/index.js';
import { clientConfig, GATEWAY_ROLE } from './data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/index.js';
import { DatabaseSetupError, isConnectionError } from './errors.js';
import { Listener, type ListenerOptions } from './listener.js';
import { migrate, missingMigrations, type BookMigrations } from './migrate.js';
import { Pools } from './pools.js';

/** A listener asks for nothing but the time. */
const LISTENER_MS = 2_000;
const RETRY_MS = 1_000;

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface DatabaseConfig extends Pick<
  Config,
  'databaseUrl' | 'databaseGatewayUrl' | 'dataDir' | 'book' | 'writers' | 'readers'
> {
  /** Those that the book must have. */
  readonly migrations: BookMigrations;
}

/** A migrated book's connections, as the role that may only insert and read entries. */
export interface Database {
  readonly writes: DataSource;
  readonly reads: DataSource;
  /** For what takes as long as it takes, and for being asked whether all is well. */
  readonly checks: DataSource;
  /** What keeps this database from being used now; nothing when all is well. */
  problems(): Promise<string[]>;
  /** Hears what is told on a channel, over a connection of its own, from `start` on. To be closed before the rest. */
  listener(options: Omit<ListenerOptions, 'connection'>): Listener;
  /** Breaks the connections for reads, which may carry nothing any more without having said so. */
  cutReads(): void;
  close(): Promise<void>;
}

/** Where the owner, who migrates, is to be found; with the embedded server, if it is that one. */
export interface OwnerAccess {
  readonly url: string | undefined;
  readonly embedded: EmbeddedPostgres | undefined;
}

/** Starts the embedded PostgreSQL where no URL leads to another one. */
export async function findOwner(
  config: Pick<Config, 'databaseUrl' | 'databaseGatewayUrl' | 'dataDir'>,
  log: Log,
  signal?: AbortSignal,
): Promise<OwnerAccess> {
  if (config.databaseUrl !== undefined || config.databaseGatewayUrl !== undefined)
    return { url: config.databaseUrl, embedded: undefined };
  const directory = join(config.dataDir, 'postgres');
  const embedded = await startEmbeddedPostgres({ directory, log, ...(signal && { signal }) });
  return { url: embedded.url, embedded };
}

/**
 * Connects as a gateway does, and migrates first where the owner's URL is known. A server that cannot
 * be reached yet, or a book that somebody else has yet to migrate, is waited for; what waiting will
 * not mend is an error.
 * @throws DatabaseSetupError, or PostgreSQL's refusal (a wrong password, say)
 */
export async function connectDatabase(
  config: DatabaseConfig,
  log: Log,
  signal: AbortSignal,
): Promise<Database> {
  return withOwner(config, log, signal, async ({ url, embedded }) => {
    if (url !== undefined)
      await untilReachable(() => migrateAndTell(url, config, log, signal), log, signal);
    return untilReachable(
      () => openPools(config, gatewayUrl(config, url), embedded, log),
      log,
      signal,
    );
  });
}

/** Connects to a book as it is: nothing is migrated, and nothing is waited for. */
export async function connectForReading(config: DatabaseConfig, log: Log): Promise<Database> {
  const { signal } = new AbortController();
  return withOwner(config, log, signal, ({ url, embedded }) =>
    openPools(config, gatewayUrl(config, url), embedded, log),
  );
}

function gatewayUrl(config: DatabaseConfig, ownerUrl: string | undefined): string {
  const url = config.databaseGatewayUrl ?? ownerUrl;
  if (url === undefined)
    throw new DatabaseSetupError('DATABASE_URL or DATABASE_GATEWAY_URL must be set');
  return url;
}

async function withOwner(
  config: DatabaseConfig,
  log: Log,
  signal: AbortSignal,
  connect: (owner: OwnerAccess) => Promise<Database>,
): Promise<Database> {
  const owner = await findOwner(config, log, signal);
  try {
    return await connect(owner);
  } catch (error) {
    await owner.embedded?.stop();
    throw error;
  }
}

async function migrateAndTell(
  url: string,
  { book, migrations }: DatabaseConfig,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const done = await migrate({ url, book, migrations, log, signal });
  if (done.length > 0) log.info(`migrated book ${book}: ${done.join(', ')}`);
}

async function untilReachable<T>(
  attempt: () => Promise<T>,
  log: Log,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!isConnectionError(error) && !(error instanceof NotMigratedError)) throw error;
      log.warn(`waiting for the database: ${(error as Error).message}`);
      await delay(RETRY_MS, undefined, { signal });
    }
  }
}

/** Waiting mends it: an owner migrates the book. */
class NotMigratedError extends Error {}

async function openPools(
  config: DatabaseConfig,
  url: string,
  embedded: EmbeddedPostgres | undefined,
  log: Log,
): Promise<Database> {
  const connectionFor = (purpose: string) => ({
    url,
    book: config.book,
    name: `onebook ${purpose}`,
    role: config.databaseGatewayUrl === undefined ? GATEWAY_ROLE : undefined,
  });
  const pools = new Pools(config, connectionFor, (error) =>
    log.warn(`a database connection was lost: ${error.message}`),
  );
  try {
    await pools.open();
    await refuseWhatCannotBeUsed(pools.checks, config);
  } catch (error) {
    await pools.close();
    throw error;
  }
  const { writes, reads, checks } = pools;
  return {
    ...{ writes, reads, checks },
    problems: () => problemsOf(checks, config.migrations),
    cutReads: () => pools.cutReads(),
    listener: (options) =>
      new Listener({
        ...options,
        connection: clientConfig({ ...connectionFor('listener'), statementMs: LISTENER_MS }),
      }),
    close: async () => {
      await pools.close();
      await embedded?.stop();
    },
  };
}

async function refuseWhatCannotBeUsed(
  source: DataSource,
  { book, migrations }: DatabaseConfig,
): Promise<void> {
  const missing = await missingMigrations(source, migrations);
  if (missing.length > 0)
    throw new NotMigratedError(
      `book ${book} lacks ${missing.join(', ')}: \`onebook migrate\` brings it up to date`,
    );
  await refuseTooManyRights(source);
}

/** A gateway that could change what is written is one mistake away from doing it. */
async function refuseTooManyRights(source: DataSource): Promise<void> {
  const [row] = await source.query<{ who: string; may: boolean }[]>(
    `/* gatewayRights */
     SELECT current_user AS who,
            bool_or(has_table_privilege(name, 'DELETE, TRUNCATE, TRIGGER'))
              OR has_any_column_privilege('entry', 'UPDATE')
              OR has_any_column_privilege('idempotency_key', 'UPDATE')
              OR has_any_column_privilege('currency', 'UPDATE') AS may
       FROM unnest('{currency,wallet,account,transaction,entry,idempotency_key}'::text[]) AS name`,
  );
  if (row?.may === false) return;
  throw new DatabaseSetupError(
    `DATABASE_GATEWAY_URL must be a login that only has role ${GATEWAY_ROLE}: ${row?.who ?? 'this one'} may change what is written`,
  );
}

async function problemsOf(source: DataSource, migrations: BookMigrations): Promise<string[]> {
  try {
    const missing = await missingMigrations(source, migrations);
    return missing.length > 0 ? [`the book lacks migrations: ${missing.join(', ')}`] : [];
  } catch (error) {
    if (isConnectionError(error)) return ['the database cannot be reached'];
    if (error instanceof DatabaseSetupError) return [error.message];
    throw error;
  }
}
