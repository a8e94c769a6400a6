import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@onebook/embedded-postgres';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/index.js';
import type { Guards } from '../integrity/index.js';
import { clientConfig, GATEWAY_ROLE } from './data-source.js';
import { DatabaseSetupError, isConnectionError, sqlState, UnfitDatabaseError } from './errors.js';
import { checksumWarning, refuseMissingGuards } from './guards.js';
import { Listener, type ListenerOptions } from './listener.js';
import { migrate, missingMigrations, type BookMigrations } from './migrate.js';
import { Pools } from './pools.js';
import type { BookRights } from './rights/book-rights.js';
import {
  refuseTooFewRights,
  refuseTooManyRights,
  RightsMissingError,
} from './rights/gateway-rights.js';
import { describeUrl, oneLine } from './session/describe.js';
import { examineGround, startFailure } from './session/ground.js';
import { SessionLocks } from './session/session-locks.js';
import type { StatementObserver } from './session/observed-client.js';
import { withClient } from './typeorm-workarounds.js';

/** The listener's only statement asks for the time. */
const LISTENER_STATEMENT_TIMEOUT_MS = 2_000;
const RETRY_DELAY_MS = 1_000;
/** How long the start waits for a server that cannot be reached, one that is starting for example. */
const REACH_WITHIN_MS = 30_000;

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
  /** How long the start waits for a server that cannot be reached. Milliseconds; 30,000 if absent. */
  readonly reachWithinMs?: number;
  /** Receives the statements of the pools. */
  readonly observer?: StatementObserver | undefined;
}

/** Connections to a migrated book, as a role that may only read and insert entries. */
export interface Database {
  readonly writes: DataSource;
  /** For commits that waited for a row which another session holds. */
  readonly aside: DataSource;
  /** For look-ups that requests share. Its connections pipeline. */
  readonly rounds: DataSource;
  /** For reads that are more than look-ups. */
  readonly reads: DataSource;
  /** For verifications, which have no time limit, and for health checks. */
  readonly checks: DataSource;
  /** Those that the book's migrations made, to compare with. */
  readonly guards: Guards;
  /** Where the database is, and as whom the gateway logs in. Has a password. */
  readonly url: string;
  /** Reasons why the database cannot be used now; empty if it can. */
  problems(): Promise<string[]>;
  /** A listener on a channel (LISTEN) with a connection of its own. Call `start`, and close it before the database. */
  listener(options: Omit<ListenerOptions, 'connection'>): Listener;
  /** Locks on a connection of their own. Close them before the database. @param onLost called when it ends, and they with it */
  sessionLocks(purpose: string, onLost: () => void): Promise<SessionLocks>;
  /** Destroys the connections for reads and commits that a dead network path has left open but silent. */
  dropSilent(): void;
  close(): Promise<void>;
}

/** How to reach the database as its owner, who migrates. */
export interface OwnerAccess {
  /** undefined if only the gateway's URL is configured. */
  readonly url: string | undefined;
  /** The embedded server, if it was started. */
  readonly embedded: EmbeddedPostgres | undefined;
}

/**
 * The owner's access. Starts the embedded PostgreSQL if the configuration has no URL.
 * @param mayCreate whether a database may be made if the data directory has none: for what only reads, that is a mistake in DATA_DIR
 * @throws DatabaseSetupError
 */
export async function findOwner(
  config: Pick<Config, 'databaseUrl' | 'databaseGatewayUrl' | 'dataDir'>,
  log: Log,
  signal?: AbortSignal,
  mayCreate = true,
): Promise<OwnerAccess> {
  if (config.databaseUrl !== undefined || config.databaseGatewayUrl !== undefined)
    return { url: config.databaseUrl, embedded: undefined };
  const directory = join(config.dataDir, 'postgres');
  if (!mayCreate && !existsSync(directory))
    throw new DatabaseSetupError(
      `there is no database in ${directory}: set DATA_DIR to where it is, or DATABASE_URL`,
    );
  const embedded = await startEmbeddedPostgres({ directory, log, ...(signal && { signal }) });
  return { url: embedded.url, embedded };
}

/**
 * Connects as a gateway does, and migrates first if the owner's URL is known. Waits some seconds for a server that is
 * not reachable yet, and without limit for a book that its owner has not migrated yet.
 * @throws DatabaseSetupError with one line that names the database, what is wrong with it and what to change
 */
export async function connectDatabase(
  config: DatabaseConfig,
  log: Log,
  signal: AbortSignal,
): Promise<Database> {
  return stoppingIfFailed(await findOwner(config, log, signal), async ({ url, embedded }) => {
    const reachWithinMs = config.reachWithinMs ?? REACH_WITHIN_MS;
    const wait = { reachWithinMs, forOwner: url === undefined, log, signal };
    if (url !== undefined)
      await untilReachable(url, () => migrateAndTell(url, config, log, signal), wait);
    const gateway = gatewayUrl(config, url);
    return untilReachable(
      gateway,
      () => openPools(config, gateway, embedded, log, refuseUnguarded),
      wait,
    );
  });
}

/**
 * Connects to a book as it is, whatever its guards are: without migrating and without waiting.
 * @throws DatabaseSetupError
 */
export function connectForReading(config: DatabaseConfig, log: Log): Promise<Database> {
  return connectAsItIs(config, log);
}

/**
 * Connects to a book beside its gateways: without migrating and without waiting, but not without its guards.
 * @throws DatabaseSetupError
 */
export function connectForWriting(config: DatabaseConfig, log: Log): Promise<Database> {
  return connectAsItIs(config, log, refuseUnguarded);
}

async function connectAsItIs(
  config: DatabaseConfig,
  log: Log,
  refuse?: typeof refuseUnguarded,
): Promise<Database> {
  const { signal } = new AbortController();
  const owner = await findOwner(config, log, signal, false);
  return stoppingIfFailed(owner, async ({ url, embedded }) => {
    const gateway = gatewayUrl(config, url);
    try {
      return await openPools(config, gateway, embedded, log, refuse);
    } catch (error) {
      if (error instanceof DatabaseSetupError) throw error;
      throw startFailure(gateway, error);
    }
  });
}

function gatewayUrl(config: DatabaseConfig, ownerUrl: string | undefined): string {
  const url = config.databaseGatewayUrl ?? ownerUrl;
  if (url === undefined)
    throw new DatabaseSetupError('DATABASE_URL or DATABASE_GATEWAY_URL must be set');
  return url;
}

async function stoppingIfFailed(
  owner: OwnerAccess,
  connect: (owner: OwnerAccess) => Promise<Database>,
): Promise<Database> {
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
  const onMended = (statements: readonly string[]) =>
    log.warn(`mended the rights to book ${book}: ${statements.join('; ')}`);
  const done = await migrate({ url, book, migrations, log, onMended, signal });
  if (done.length > 0) log.info(`migrated book ${book}: ${done.join(', ')}`);
}

interface Wait {
  readonly reachWithinMs: number;
  /** Whether another process is the book's owner and may mend what is missing. */
  readonly forOwner: boolean;
  readonly log: Log;
  readonly signal: AbortSignal;
}

async function untilReachable<T>(
  url: string,
  attempt: () => Promise<T>,
  { reachWithinMs, forOwner, log, signal }: Wait,
): Promise<T> {
  const began = performance.now();
  let written = '';
  for (;;) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const isOwners = forOwner && isForTheOwner(error);
      const waitedMs = performance.now() - began;
      if (error instanceof DatabaseSetupError && !isOwners) throw error;
      if (!isConnectionError(error) && !isOwners) throw startFailure(url, error);
      if (!isOwners && waitedMs >= reachWithinMs) throw startFailure(url, error, waitedMs);
      const line = `waiting for ${describeUrl(url)}: ${oneLine(error)}`;
      if (line !== written) log.warn(line);
      written = line;
      await delay(RETRY_DELAY_MS, undefined, { signal });
    }
  }
}

/** The book lacks migrations. Worth waiting for: its owner may be about to migrate it. */
class NotMigratedError extends DatabaseSetupError {}

/** Whether the owner can mend it with `onebook migrate`. */
function isForTheOwner(error: unknown): boolean {
  return error instanceof NotMigratedError || error instanceof RightsMissingError;
}

async function openPools(
  config: DatabaseConfig,
  url: string,
  embedded: EmbeddedPostgres | undefined,
  log: Log,
  refuse: (source: DataSource, config: DatabaseConfig, log: Log) => Promise<void> = () =>
    Promise.resolve(),
): Promise<Database> {
  const connectionFor = (purpose: string) => ({
    url,
    book: config.book,
    name: `onebook ${purpose}`,
    role: config.databaseGatewayUrl === undefined ? GATEWAY_ROLE : undefined,
    observer: config.observer,
  });
  const pools = new Pools(config, connectionFor, (error) =>
    log.warn(`lost an idle database connection, the pool replaces it: ${error.message}`),
  );
  try {
    await openOrNameRole(pools);
    const warnings = await examineGround(url, clientConfig(connectionFor('start')));
    for (const warning of warnings) log.warn(warning);
    await refuseWhatCannotBeUsed(pools.checks, config);
    await refuse(pools.checks, config, log);
    await pools.fill();
  } catch (error) {
    await pools.close();
    throw error;
  }
  const { writes, aside, rounds, reads, checks } = pools;
  return {
    ...{ writes, aside, rounds, reads, checks, url },
    guards: await config.migrations.guards(),
    problems: () => problemsOf(checks, config.migrations),
    dropSilent: () => pools.dropSilent(),
    listener: (options) =>
      new Listener({
        ...options,
        connection: clientConfig({
          ...connectionFor('listener'),
          statementTimeoutMs: LISTENER_STATEMENT_TIMEOUT_MS,
        }),
      }),
    sessionLocks: (purpose, onLost) =>
      SessionLocks.open(clientConfig(connectionFor(`${purpose} locks`)), onLost),
    close: async () => {
      await pools.close();
      await embedded?.stop();
    },
  };
}

/** Each connection takes the gateway's role as it opens. A server to which a dump was restored may not have it. */
async function openOrNameRole(pools: Pools): Promise<void> {
  try {
    await pools.open();
  } catch (cause) {
    const message = (cause as Error).message;
    if (!message.includes(GATEWAY_ROLE)) throw cause;
    if (sqlState(cause) === INVALID_PARAMETER)
      throw new RightsMissingError(
        `this server has no role ${GATEWAY_ROLE}: run \`onebook migrate\` as the owner`,
        { cause },
      );
    if (sqlState(cause) === INSUFFICIENT_PRIVILEGE)
      throw new DatabaseSetupError(
        `DATABASE_URL's login may not take role ${GATEWAY_ROLE}: run \`onebook migrate\` with it, ` +
          `or let a superuser GRANT ${GATEWAY_ROLE} to it`,
        { cause },
      );
    throw cause;
  }
}

/** What PostgreSQL says of a role in the connection's options: that it does not exist, or may not be taken. */
const INVALID_PARAMETER = '22023';
const INSUFFICIENT_PRIVILEGE = '42501';

/** The other tables, and their columns, are there once the book has all migrations. */
const TO_READ_MIGRATIONS: BookRights = { tables: { migration: {} } };

async function refuseWhatCannotBeUsed(
  source: DataSource,
  { book, migrations }: DatabaseConfig,
): Promise<void> {
  await refuseTooFewRights(source, book, TO_READ_MIGRATIONS);
  const missing = await missingMigrations(source, migrations);
  if (missing.length > 0)
    throw new NotMigratedError(
      `book ${book} lacks ${missing.join(', ')}: run \`onebook migrate\` as its owner`,
    );
  await refuseTooFewRights(source, book, migrations.rights);
  await refuseTooManyRights(source, migrations.rights);
}

/** What a gateway asks of a book besides. A command that only reads it works on any book, to say what is wrong with it. */
async function refuseUnguarded(
  source: DataSource,
  { book, migrations }: DatabaseConfig,
  log: Log,
): Promise<void> {
  await refuseMissingGuards(source, book, await migrations.guards());
  const warning = await checksumWarning(source);
  if (warning !== undefined) log.warn(warning);
}

async function problemsOf(source: DataSource, migrations: BookMigrations): Promise<string[]> {
  try {
    const problem = await withClient(source, (client) => client.problem());
    if (problem) return [`the database cannot be used: ${problem}`];
    const missing = await missingMigrations(source, migrations);
    return missing.length > 0 ? [`the book lacks migrations: ${missing.join(', ')}`] : [];
  } catch (error) {
    if (error instanceof UnfitDatabaseError)
      return [`the database cannot be used: ${error.message}`];
    if (isConnectionError(error)) return ['the database cannot be reached'];
    if (error instanceof DatabaseSetupError) return [error.message];
    throw error;
  }
}
