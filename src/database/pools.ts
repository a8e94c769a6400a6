import type { DataSource } from 'typeorm';
import type { Config } from '../config/index.js';
import { createDataSource, type DataSourceOptions } from './data-source.js';
import { OpenConnections, withClient } from './typeorm-workarounds.js';

const STATEMENT_TIMEOUT_MS = 30_000;
/** A commit's statements take milliseconds. A server that does not answer for seconds is not worth waiting for. */
const WRITE_STATEMENT_TIMEOUT_MS = 5_000;
/** So a commit is late by no more than this once the server can be reached again. */
const WRITE_OPEN_WITHIN_MS = 2_000;
/**
 * Maximum time that a batch waits for a lock: all its commands wait with it. Other gateways hold theirs for some
 * milliseconds. If it is not enough, the commands on that row wait aside, and only they.
 */
const LOCK_TIMEOUT_MS = 100;
/**
 * A gateway is idle within a commit only while it decides. One that was stopped must not keep its locks: the server
 * ends its session, and nothing of that commit happens.
 */
const WRITE_IDLE_TIMEOUT_MS = 1_500;
const READ_IDLE_TIMEOUT_MS = 10_000;
/** Besides the writers: one for lists, and one for the commit beside that of a single writer. */
const MORE_WRITERS = 2;
/**
 * Connections of rounds, in which the look-ups of all requests are read. Two rounds are usually open; the others take
 * over from rounds that are slow, or whose COMMIT is not answered yet.
 */
const ROUND_CONNECTIONS = 4;
/** A round only looks rows up, which takes milliseconds. */
const ROUND_STATEMENT_TIMEOUT_MS = 5_000;
/**
 * One for the verification (one runs at a time), one for the transaction of a reconciliation, which waits for it, one for an
 * erasure, one for a report, one for a general ledger, and one for health checks meanwhile.
 */
const CHECK_CONNECTIONS = 6;
/** How long `close` waits for running statements before it destroys their connections. */
const CLOSE_TIMEOUT_MS = 3_000;

/** The options of a connection for this purpose that all connections of a gateway share. */
export type ConnectionFor = (
  purpose: string,
) => Pick<DataSourceOptions, 'url' | 'book' | 'name' | 'role' | 'observer'>;

type PoolName = 'writes' | 'aside' | 'rounds' | 'reads' | 'checks';

/** A gateway's connections, in one pool for each purpose, so that one kind of work never waits for another. */
export class Pools {
  readonly #open: Readonly<Record<PoolName, OpenConnections>> = {
    writes: new OpenConnections(),
    aside: new OpenConnections(),
    rounds: new OpenConnections(),
    reads: new OpenConnections(),
    checks: new OpenConnections(),
  };
  readonly #sources: Readonly<Record<PoolName, DataSource>>;

  /** @param onIdleError receives errors of idle connections, which the pools replace */
  constructor(
    config: Pick<Config, 'writers' | 'readers'>,
    connectionFor: ConnectionFor,
    onIdleError: (error: Error) => void,
  ) {
    const pool = (
      name: PoolName,
      connections: number,
      limits: Pick<
        DataSourceOptions,
        | 'statementTimeoutMs'
        | 'lockTimeoutMs'
        | 'idleInTransactionTimeoutMs'
        | 'openWithinMs'
        | 'lookUpsOnly'
        | 'pipelined'
      >,
    ): DataSource => {
      const open = this.#open[name];
      return createDataSource({
        ...connectionFor(name),
        ...{ ...limits, connections, open, onIdleError },
      });
    };
    const forWrites = {
      statementTimeoutMs: WRITE_STATEMENT_TIMEOUT_MS,
      idleInTransactionTimeoutMs: WRITE_IDLE_TIMEOUT_MS,
      openWithinMs: WRITE_OPEN_WITHIN_MS,
      lookUpsOnly: true,
      pipelined: true,
    };
    this.#sources = {
      writes: pool('writes', config.writers + MORE_WRITERS, {
        ...forWrites,
        lockTimeoutMs: LOCK_TIMEOUT_MS,
      }),
      rounds: pool('rounds', ROUND_CONNECTIONS, {
        statementTimeoutMs: ROUND_STATEMENT_TIMEOUT_MS,
        idleInTransactionTimeoutMs: READ_IDLE_TIMEOUT_MS,
        lookUpsOnly: true,
        pipelined: true,
      }),
      // The same for its commits: while they wait, they hold the other rows of their commands.
      aside: pool('aside', 1, { ...forWrites, lockTimeoutMs: LOCK_TIMEOUT_MS }),
      reads: pool('reads', config.readers, {
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
        idleInTransactionTimeoutMs: READ_IDLE_TIMEOUT_MS,
      }),
      checks: pool('checks', CHECK_CONNECTIONS, {}),
    };
  }

  get writes(): DataSource {
    return this.#sources.writes;
  }
  /** For commands that wait for a row which another session holds. */
  get aside(): DataSource {
    return this.#sources.aside;
  }
  get rounds(): DataSource {
    return this.#sources.rounds;
  }
  get reads(): DataSource {
    return this.#sources.reads;
  }
  get checks(): DataSource {
    return this.#sources.checks;
  }

  async open(): Promise<void> {
    for (const source of Object.values(this.#sources)) await source.initialize();
  }

  /**
   * Opens every connection that the gateway may come to need, and gives them back to the pools. A server or a pooler
   * that has fewer is found now, and not under load.
   */
  async fill(): Promise<void> {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const works: Promise<void>[] = [];
    const opened = Object.values(this.#sources).flatMap((source) =>
      Array.from({ length: source.options.poolSize ?? 1 }, () => {
        return new Promise<void>((resolve, reject) => {
          const work = withClient(source, () => {
            resolve();
            return held;
          });
          works.push(work.catch(reject));
        });
      }),
    );
    try {
      await Promise.all(opened);
    } finally {
      letGo();
      await Promise.all(works);
    }
  }

  /** Destroys the connections for reads and commits that a dead network path has left open but silent. */
  dropSilent(): void {
    this.#open.rounds.destroyAll();
    this.#open.reads.destroyAll();
    // A commit whose answer is here, and only not read yet, must not become one of unknown outcome.
    for (const name of ['writes', 'aside'] as const) this.#open[name].destroySilent();
  }

  async close(): Promise<void> {
    // A pool waits until all its connections are idle, and a query may wait for a server that never answers.
    const timeout = setTimeout(() => {
      for (const open of Object.values(this.#open)) open.destroyAll();
    }, CLOSE_TIMEOUT_MS);
    try {
      for (const source of Object.values(this.#sources))
        if (source.isInitialized) await source.destroy();
    } finally {
      clearTimeout(timeout);
    }
  }
}
