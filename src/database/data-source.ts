import 'reflect-metadata';
import { Client, type ClientConfig } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { ENTITIES } from '../entities/index.js';
import { poolOptions, PreparingClient, type OpenConnections } from './typeorm-workarounds.js';

/** The role that a gateway works as: it may read everything and insert, but never change an entry. */
export const GATEWAY_ROLE = 'wallet_gateway';

/** The server rolls back and releases the locks of a client that is silent this long inside a transaction. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/** Maximum time for opening a connection. */
const CONNECT_TIMEOUT_MS = 5_000;
/** How much longer than the server the client waits, so that the server's own timeout comes first. */
const CLIENT_TIMEOUT_MARGIN_MS = 2_000;

export interface DataSourceOptions {
  readonly url: string;
  /** The schema that holds the book. */
  readonly book: string;
  /** Maximum number of connections. */
  readonly connections: number;
  /** The connections' purpose, as `pg_stat_activity` shows it. */
  readonly name: string;
  /** The role that each connection takes when it opens; undefined keeps the URL's login. */
  readonly role?: string | undefined;
  /** Maximum duration of one statement, at the server and (a little longer) at the client. */
  readonly statementTimeoutMs?: number;
  /** Maximum time that a statement waits for locks. */
  readonly lockTimeoutMs?: number;
  /** Promises that every statement finds its rows by an index. Each is then planned once a connection, to use one. */
  readonly lookUpsOnly?: boolean;
  readonly migrations?: (new () => MigrationInterface)[];
  /** Receives errors of idle connections. The pool replaces such connections by itself. */
  readonly onIdleError?: (error: Error) => void;
  /** Collects the open connections, so that the caller can destroy them. */
  readonly open?: OpenConnections;
}

/** The settings of each connection to a book. */
type ConnectionOptions = Pick<
  DataSourceOptions,
  'url' | 'book' | 'name' | 'role' | 'statementTimeoutMs' | 'lockTimeoutMs' | 'lookUpsOnly'
>;

/** Configuration of a single connection to a book, for a pg client outside TypeORM. */
export function clientConfig(options: ConnectionOptions): ClientConfig {
  return {
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: sessionOptionsOf(options),
  };
}

/**
 * Creates a pool of connections to a book. Each connection fixes its search_path as it opens, with the temporary
 * schema last, so that no temporary table can stand in for one of the book's.
 */
export function createDataSource(options: DataSourceOptions): DataSource {
  const { statementTimeoutMs } = options;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.book,
    applicationName: options.name,
    entities: [...ENTITIES],
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: options.connections,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    ...poolOptions({
      sessionOptions: sessionOptionsOf(options),
      clientClass: clientClassFor(options),
      queryTimeoutMs:
        statementTimeoutMs === undefined
          ? undefined
          : statementTimeoutMs + CLIENT_TIMEOUT_MARGIN_MS,
      onIdleError: options.onIdleError,
    }),
  });
}

function clientClassFor({ open, lookUpsOnly }: DataSourceOptions) {
  const Base = lookUpsOnly ? PreparingClient : Client;
  return open ? open.clientsOf(Base) : Base;
}

/** An index look-up has the same best plan for every value and every table size. */
const LOOK_UPS_ONLY = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

/** Session settings as PostgreSQL's `options` parameter, so that they hold from the first statement on. */
function sessionOptionsOf(options: ConnectionOptions): string {
  const settings: Record<string, string> = {
    search_path: `"${options.book}",pg_temp`,
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_TIMEOUT_MS),
    timezone: 'UTC',
    // `inTransaction` relies on READ COMMITTED, whatever the defaults of the database or the login are.
    default_transaction_isolation: 'read committed',
    ...(options.statementTimeoutMs === undefined
      ? {}
      : { statement_timeout: String(options.statementTimeoutMs) }),
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: String(options.lockTimeoutMs) }),
    ...(options.lookUpsOnly ? LOOK_UPS_ONLY : {}),
    ...(options.role === undefined ? {} : { role: options.role }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}
