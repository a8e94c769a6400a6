import type { Config } from '../config/index.js';
import { BulkConnection, DatabaseSetupError, findOwner, startFailure } from '../database/index.js';
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
 * @param mayCreate whether the embedded database may be made if it is missing
 */
export async function asOwner<T>(
  work: (owner: Owner) => Promise<T>,
  signal?: AbortSignal,
  mayCreate = true,
): Promise<T> {
  const config = environment();
  const { url, embedded } = await findOwner(config, progressLog, signal, mayCreate);
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
 * Works on one connection to the book, as its owner. Makes no database.
 * @param name the purpose of the connection, as `pg_stat_activity` shows it
 */
export async function withOwner<T>(
  name: string,
  work: (connection: BulkConnection, book: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return asOwner(
    async ({ url, config: { book } }) => {
      const connection = await BulkConnection.open({ url, book, name }).catch((error: unknown) => {
        throw error instanceof DatabaseSetupError ? error : startFailure(url, error);
      });
      try {
        return await work(connection, book);
      } finally {
        await connection.close();
      }
    },
    signal,
    false,
  );
}
