import type { DataSource } from 'typeorm';
import type { Config } from '../config/index.js';
import { createDataSource, OpenConnections, type DataSourceOptions } from './data-source.js';

/** Longest that one statement may take. Milliseconds. */
const STATEMENT_MS = 30_000;
/** Longest that a commit waits for locks that another gateway, or somebody by hand, holds. */
const LOCK_MS = 5_000;
/** One verification at a time, and room to be asked meanwhile. */
const CHECKS = 2;
/** How long what is under way may take when everything closes. */
const CLOSE_MS = 3_000;

/** How a connection of that purpose is made: what all of a gateway's have in common. */
export type ConnectionFor = (
  purpose: string,
) => Pick<DataSourceOptions, 'url' | 'book' | 'name' | 'role'>;

type Name = 'writes' | 'reads' | 'checks';

/** A gateway's connections, apart by what they are for, so that one kind of work holds up no other. */
export class Pools {
  readonly #open: Readonly<Record<Name, OpenConnections>> = {
    writes: new OpenConnections(),
    reads: new OpenConnections(),
    checks: new OpenConnections(),
  };
  readonly #sources: Readonly<Record<Name, DataSource>>;

  /** @param onIdleError told of errors of idle connections, which are replaced */
  constructor(
    config: Pick<Config, 'writers' | 'readers'>,
    connectionFor: ConnectionFor,
    onIdleError: (error: Error) => void,
  ) {
    const pool = (
      name: Name,
      connections: number,
      limits: Pick<DataSourceOptions, 'statementMs' | 'lockMs' | 'lookUpsOnly'>,
    ): DataSource => {
      const open = this.#open[name];
      return createDataSource({
        ...connectionFor(name),
        ...{ ...limits, connections, open, onIdleError },
      });
    };
    this.#sources = {
      writes: pool('writes', config.writers, {
        statementMs: STATEMENT_MS,
        lockMs: LOCK_MS,
        lookUpsOnly: true,
      }),
      reads: pool('reads', config.readers, { statementMs: STATEMENT_MS }),
      checks: pool('checks', CHECKS, {}),
    };
  }

  get writes(): DataSource {
    return this.#sources.writes;
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

  /** Breaks the connections for reads, which may carry nothing any more without having said so. */
  cutReads(): void {
    this.#open.reads.cut();
  }

  async close(): Promise<void> {
    // A pool waits for those who still use it, and they perhaps for a server that never answers.
    const cut = setTimeout(() => {
      for (const open of Object.values(this.#open)) open.cut();
    }, CLOSE_MS);
    try {
      for (const source of Object.values(this.#sources))
        if (source.isInitialized) await source.destroy();
    } finally {
      clearTimeout(cut);
    }
  }
}
