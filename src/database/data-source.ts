import 'reflect-metadata';
import { Client, type ClientConfig } from 'pg';
import { DataSource } from 'typeorm';
import type { MigrationInterface } from 'typeorm';
import { PreparingClient } from './prepared.js';
import * as entities from '../entities/index.js';

/** The role as which a gateway works: it may read everything and insert, but change no entry. */
export const GATEWAY_ROLE = 'wallet_gateway';

/** A lost client gives its locks back after this long. Milliseconds. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** Longest that a connection may take to open. */
const CONNECT_MS = 5_000;

export interface DataSourceOptions {
  readonly url: string;
  readonly book: string;
  /** Most connections. */
  readonly connections: number;
  /** What the connections are for, as `pg_stat_activity` shows it. */
  readonly name: string;
  /** Take this role as each connection opens; undefined stays who the URL says. */
  readonly role?: string | undefined;
  /** Longest that one statement may take, at the server and (a little longer) at the client. Milliseconds. */
  readonly statementMs?: number;
  /** Longest that a statement waits for another's locks. Milliseconds. */
  readonly lockMs?: number;
  /** Every statement finds its rows by an index; they are planned so, once for each connection. */
  readonly lookUpsOnly?: boolean;
  readonly migrations?: (new () => MigrationInterface)[];
  /** Told of errors of idle connections; the pool replaces those by itself. */
  readonly onIdleError?: (error: Error) => void;
  /** Kept as the connections that are open, so that they can be cut. */
  readonly open?: OpenConnections;
}

/** Connections of a pool, in use or not. */
export class OpenConnections {
  readonly #clients = new Set<Client>();

  /** A client of that kind that is among them while it is open; what a pool makes its connections of. */
  clientsOf(Kind: new (config?: ClientConfig) => Client): new (config?: ClientConfig) => Client {
    const clients = this.#clients;
    return class extends Kind {
      constructor(config?: ClientConfig) {
        super(config);
        clients.add(this);
        this.once('end', () => clients.delete(this));
      }
    };
  }

  /** Breaks them all at once. Whoever waits for one is told that it was lost, and the pool makes new ones. */
  cut(): void {
    for (const client of this.#clients) client.connection.stream.destroy();
  }
}

/** What each connection to a book is told as it opens. */
type ConnectionOptions = Pick<
  DataSourceOptions,
  'url' | 'book' | 'name' | 'role' | 'statementMs' | 'lockMs' | 'lookUpsOnly'
>;

/** One connection to a book, outside of TypeORM. */
export function clientConfig(options: ConnectionOptions): ClientConfig {
  return {
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    options: settingsOf(options),
  };
}

/**
 * Connects to a book. The schema is fixed for each connection as it opens, with the temporary schema
 * last, so that no temporary table can stand in for one of the book's.
 */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.book,
    applicationName: options.name,
    entities: Object.values(entities),
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: options.connections,
    connectTimeoutMS: CONNECT_MS,
    poolErrorHandler: (error: Error) => options.onIdleError?.(error),
    extra: {
      options: settingsOf(options),
      keepAlive: true,
      Client: clientFor(options),
      ...(options.statementMs === undefined ? {} : { query_timeout: options.statementMs + 2_000 }),
    },
  });
}

function clientFor({ open, lookUpsOnly }: DataSourceOptions) {
  const Kind = lookUpsOnly ? PreparingClient : Client;
  return open ? open.clientsOf(Kind) : Kind;
}

/** A look-up's plan is the same whatever is looked up, and however large the tables are. */
const LOOK_UPS_ONLY = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

/** As PostgreSQL's `options`, which hold from a connection's first moment. */
function settingsOf(options: ConnectionOptions): string {
  const settings: Record<string, string> = {
    search_path: `"${options.book}",pg_temp`,
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
    timezone: 'UTC',
    // What `inTransaction` relies on, whatever the database or the login is set to.
    default_transaction_isolation: 'read committed',
    ...(options.statementMs === undefined
      ? {}
      : { statement_timeout: String(options.statementMs) }),
    ...(options.lockMs === undefined ? {} : { lock_timeout: String(options.lockMs) }),
    ...(options.lookUpsOnly ? LOOK_UPS_ONLY : {}),
    ...(options.role === undefined ? {} : { role: options.role }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}
