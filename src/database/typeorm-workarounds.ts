/*
 * Everything that works around TypeORM: what it does, and what this gateway needs instead. Sources are files of
 * typeorm 1.1.1. Delete a part once TypeORM has a way of its own.
 */
import { hash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Client, ClientConfig } from 'pg';
import {
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  type DataSource,
  type DataSourceOptions,
  type QueryRunner,
} from 'typeorm';
import { SessionClient, type SessionSettings } from './session/session-client.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;
type ClientClass = new (config?: ClientConfig) => SessionClient;

/**
 * Pool settings that TypeORM has no option for. It merges `extra` into the options of pg's pool
 * (driver/postgres/PostgresDriver.js, createPool): session settings, keep-alive, the client class and a timeout at
 * the client. By default TypeORM logs errors of idle connections with its own logger; here the caller gets them.
 */
export function poolOptions(pool: {
  /** For the client class, which gets all options of the pool. */
  readonly session: SessionSettings;
  readonly clientClass: ClientClass;
  /** Milliseconds after which the client gives up on an answer; undefined waits without limit. */
  readonly queryTimeoutMs: number | undefined;
  /** Whether the client sends statements without waiting for the answers of the earlier ones. */
  readonly pipelined: boolean;
  readonly onIdleError: ((error: Error) => void) | undefined;
}): Pick<PostgresOptions, 'poolErrorHandler' | 'extra'> {
  return {
    poolErrorHandler: (error: Error) => pool.onIdleError?.(error),
    extra: {
      session: pool.session,
      keepAlive: true,
      Client: pool.clientClass,
      pipeline: pool.pipelined,
      ...(pool.queryTimeoutMs === undefined ? {} : { query_timeout: pool.queryTimeoutMs }),
    },
  };
}

/**
 * The open connections of one pool, in use or idle. TypeORM keeps its pool private, and the pool can only close
 * idle connections. A connection on a dead network path is never idle: its query waits for an answer.
 */
export class OpenConnections {
  readonly #clients = new Set<Client>();

  /** A subclass of `Base` whose instances are in this set while they are open. */
  clientsOf(Base: ClientClass): ClientClass {
    const clients = this.#clients;
    return class extends Base {
      constructor(config?: ClientConfig) {
        super(config);
        clients.add(this);
        this.once('end', () => clients.delete(this));
      }
    };
  }

  /** Destroys the sockets on which nothing has arrived once the event loop has read what is there. */
  destroySilent(): void {
    const streams = [...this.#clients].map(({ connection: { stream } }) => stream as Socket);
    const read = streams.map((stream) => stream.bytesRead);
    setTimeout(() => {
      for (const [index, stream] of streams.entries())
        if (stream.bytesRead === read[index]) stream.destroy();
    }, READ_WITHIN_MS);
  }

  /** Destroys every socket at once. Pending queries fail with a connection error, and the pool opens new connections. */
  destroyAll(): void {
    for (const client of this.#clients) client.connection.stream.destroy();
  }
}

/** Long enough to read what the kernel has received. */
const READ_WITHIN_MS = 20;

/** A bound, in case a text is ever built from input: a gateway has some dozens of statements, all constant. */
const MAX_PREPARED_STATEMENTS = 300;

/** Statement name by text, the same on every connection of every gateway. */
const statementNames = new Map<string, string>();

/**
 * A client that prepares each parameterised statement once a connection. TypeORM passes a text and its values to
 * `client.query` (driver/postgres/PostgresQueryRunner.js, query), and pg prepares only a query that has a name. So
 * every statement would be planned each time: a commit of one transfer spends about as long on planning as on
 * executing.
 *
 * A prepared plan does not notice that a table has grown. Use this client only for connections whose statements all
 * find their rows by an index (`lookUpsOnly`).
 */
export class PreparingClient extends SessionClient {
  constructor(config?: ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => query(...withStatementName(args))) as Client['query'];
  }
}

function withStatementName(args: unknown[]): unknown[] {
  const [text, values, ...rest] = args;
  if (typeof text !== 'string' || !Array.isArray(values)) return args;
  const name = statementNameOf(text);
  return name === undefined ? args : [{ name, text, values }, ...rest];
}

function statementNameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= MAX_PREPARED_STATEMENTS) return known;
  // A hash of the text rather than a counter: behind a pooler, two gateways share a connection, and one name must
  // never stand for two statements.
  const name = `onebook_${hash('sha256', text).slice(0, 32)}`;
  statementNames.set(text, name);
  return name;
}

/**
 * Whether TypeORM released the runner before it could send the statement. TypeORM releases a runner as soon as its
 * idle connection breaks (PostgresQueryRunner.js, connect), and then throws one of two errors without a code: one
 * from the runner, one from the runner's EntityManager.
 */
export function isReleasedRunnerError(error: unknown): boolean {
  return (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError
  );
}

/**
 * Begins a transaction that sees one snapshot and writes nothing. `startTransaction` cannot say READ ONLY, and sets
 * the isolation level in a second round trip.
 */
export const BEGIN_READ_ONLY_SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Runs `work` with one connection of a pool: a session of its own, which TypeORM's `query` does not promise. */
export async function withClient<T>(
  source: DataSource,
  work: (client: SessionClient) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  let failure: Error | undefined;
  try {
    return await work((await runner.connect()) as SessionClient);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    await release(runner, failure);
  }
}

/**
 * Gives a runner's connection back to the pool. After a failure the pool closes the connection instead, because its
 * server side may still be in a transaction. `QueryRunner.release` takes no error; the driver's own method does
 * (PostgresQueryRunner.js, releasePostgresConnection).
 */
export async function release(runner: QueryRunner, failure: Error | undefined): Promise<void> {
  const withReason = runner as QueryRunner & {
    releasePostgresConnection?(error?: Error): Promise<void>;
  };
  if (failure && withReason.releasePostgresConnection)
    await withReason.releasePostgresConnection(failure);
  else await runner.release();
}

/**
 * Tells TypeORM that the runner's transaction has ended, after a COMMIT that it did not send. Otherwise it would send a
 * ROLLBACK for it (PostgresQueryRunner.js, commitTransaction, sets the same).
 */
export function transactionEnded(runner: QueryRunner): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = false;
}
