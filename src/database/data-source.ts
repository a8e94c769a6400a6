import 'reflect-metadata';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { ENTITIES } from '../entities/index.js';
import { pipelinedClientOf } from './pipeline/pipelined-client.js';
import { observedClientOf, type StatementObserver } from './session/observed-client.js';
import {
  SessionClient,
  type SessionConfig,
  type SessionSettings,
} from './session/session-client.js';
import { poolOptions, PreparingClient, type OpenConnections } from './typeorm-workarounds.js';

/** The role that a gateway works as: it may read everything and insert, but never change an entry. */
export const GATEWAY_ROLE = 'wallet_gateway';

const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** How much longer pg and its pool wait for a connection, so that the client's own error comes first. */
const POOL_TIMEOUT_MARGIN_MS = 500;
/** How much longer than the server the client waits, so that the server's own timeout comes first. */
const CLIENT_TIMEOUT_MARGIN_MS = 1_000;

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
  /** The server ends a session that is silent this long inside a transaction, and releases its locks. 30 s if absent. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Maximum time for opening a connection and setting its session. 5 s if absent. */
  readonly openWithinMs?: number;
  /** Promises that every statement finds its rows by an index. Each is then planned once a connection, to use one. */
  readonly lookUpsOnly?: boolean;
  /** Sends each statement at once, without waiting for the answers of the earlier ones. They still run in order. */
  readonly pipelined?: boolean;
  readonly migrations?: (new () => MigrationInterface)[];
  /** Receives errors of idle connections. The pool replaces such connections by itself. */
  readonly onIdleError?: (error: Error) => void;
  /** Receives the statements. */
  readonly observer?: StatementObserver | undefined;
  /** Collects the open connections, so that the caller can destroy them. */
  readonly open?: OpenConnections;
}

/** The settings of each connection to a book. */
type ConnectionOptions = Pick<
  DataSourceOptions,
  | 'url'
  | 'book'
  | 'name'
  | 'role'
  | 'statementTimeoutMs'
  | 'lockTimeoutMs'
  | 'idleInTransactionTimeoutMs'
  | 'openWithinMs'
  | 'lookUpsOnly'
>;

/** Configuration of a single connection to a book, for a pg client outside TypeORM. */
export function clientConfig(options: ConnectionOptions): SessionConfig {
  return {
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: openWithinMs(options) + POOL_TIMEOUT_MARGIN_MS,
    keepAlive: true,
    session: sessionSettingsOf(options),
  };
}

/**
 * Creates a pool of connections to a book. Each connection fixes its search_path before the pool hands it out, with the
 * temporary schema last, so that no temporary table can stand in for one of the book's.
 */
export function createDataSource(options: DataSourceOptions): DataSource {
  const { statementTimeoutMs } = options;
  return new DataSource({
    type: 'postgres',
    // TypeORM would look for it beside its own files, which a bundle does not have.
    driver: pg,
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
    connectTimeoutMS: openWithinMs(options) + POOL_TIMEOUT_MARGIN_MS,
    ...poolOptions({
      session: sessionSettingsOf(options),
      clientClass: clientClassFor(options),
      pipelined: options.pipelined ?? false,
      queryTimeoutMs:
        statementTimeoutMs === undefined
          ? undefined
          : statementTimeoutMs + CLIENT_TIMEOUT_MARGIN_MS,
      onIdleError: options.onIdleError,
    }),
  });
}

function clientClassFor({ open, lookUpsOnly, pipelined, observer }: DataSourceOptions) {
  const Session = lookUpsOnly ? PreparingClient : SessionClient;
  const Plain = pipelined ? pipelinedClientOf(Session) : Session;
  const Base = observer ? observedClientOf(Plain, observer) : Plain;
  return open ? open.clientsOf(Base) : Base;
}

/** An index look-up has the same best plan for every value and every table size. */
const LOOK_UPS_ONLY = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

function sessionSettingsOf(options: ConnectionOptions): SessionSettings {
  return {
    openWithinMs: openWithinMs(options),
    settings: {
      application_name: options.name,
      search_path: `"${options.book}",pg_temp`,
      idle_in_transaction_session_timeout: String(
        options.idleInTransactionTimeoutMs ?? IDLE_IN_TRANSACTION_TIMEOUT_MS,
      ),
      // The pool and the listener keep idle connections.
      idle_session_timeout: '0',
      statement_timeout: String(options.statementTimeoutMs ?? 0),
      lock_timeout: String(options.lockTimeoutMs ?? 0),
      // `inTransaction` relies on READ COMMITTED.
      default_transaction_isolation: 'read committed',
      default_transaction_deferrable: 'off',
      // To compile a statement costs more than it saves: `verify` of a small book took seconds longer with it.
      jit: 'off',
      ...DEAD_PEERS,
      ...MEANING,
      ...(options.lookUpsOnly ? LOOK_UPS_ONLY : {}),
      // The last one: everything before is set with the login's own rights.
      ...(options.role === undefined ? {} : { role: options.role }),
    },
  };
}

function openWithinMs(options: ConnectionOptions): number {
  return options.openWithinMs ?? CONNECT_TIMEOUT_MS;
}

/**
 * When the server gives up a client that its network no longer reaches, and releases its locks: data without an
 * acknowledgement in milliseconds, silence in seconds. On a Unix socket, where they mean nothing, they read as 0.
 */
const DEAD_PEERS = {
  tcp_user_timeout: '10000',
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
};

/** Settings that change what SQL means, or how values look. A server, a database or a login can have other defaults. */
const MEANING = {
  client_encoding: 'UTF8',
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
};
