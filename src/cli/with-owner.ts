import type { Config } from '../config/index.js';
import { BulkConnection, findOwner } from '../database/index.js';
import { environment, progressLog } from './environment.js';

/** The database as its owner. */
export interface Owner {
  readonly url: string;
  readonly config: Config;
  /** Whether the database is the project's own, beside this process. */
  readonly isEmbedded: boolean;
}

/**
 * Works as the owner of the database. The embedded one is stopped after it.
 * @param signal ends the start of the embedded database
 */
export async function asOwner<T>(
  work: (owner: Owner) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const config = environment();
  const { url, embedded } = await findOwner(config, progressLog, signal);
  try {
    return await work({
      url: url ?? config.databaseGatewayUrl ?? '',
      config: { ...config, databaseUrl: url },
      isEmbedded: embedded !== undefined,
    });
  } finally {
    await embedded?.stop();
  }
}

/**
 * Works on one connection to the book, as its owner.
 * @param name the purpose of the connection, as `pg_stat_activity` shows it
 */
export async function withOwner<T>(
  name: string,
  work: (connection: BulkConnection, book: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return asOwner(async ({ url, config: { book } }) => {
    const connection = await BulkConnection.open({ url, book, name });
    try {
      return await work(connection, book);
    } finally {
      await connection.close();
    }
  }, signal);
}
