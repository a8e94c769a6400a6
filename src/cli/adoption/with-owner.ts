import { BulkConnection, findOwner } from '../../database/index.js';
import { environment, progressLog } from '../environment.js';

/**
 * Works on one connection to the book, as its owner.
 * @param name the purpose of the connection, as `pg_stat_activity` shows it
 */
export async function withOwner<T>(
  name: string,
  work: (connection: BulkConnection, book: string) => Promise<T>,
): Promise<T> {
  const config = environment();
  const owner = await findOwner(config, progressLog);
  try {
    const url = owner.url ?? config.databaseGatewayUrl ?? '';
    const connection = await BulkConnection.open({ url, book: config.book, name });
    try {
      return await work(connection, config.book);
    } finally {
      await connection.close();
    }
  } finally {
    await owner.embedded?.stop();
  }
}
