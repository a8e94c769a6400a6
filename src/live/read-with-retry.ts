import { setTimeout as delay } from 'node:timers/promises';
import { type BookReader, ReadUnavailableError } from '../reader/index.js';
import type { Book } from '../book/index.js';

const RETRY_DELAY_MS = 250;

/**
 * Reads the book from one snapshot, and retries while the database is unreachable.
 * @throws ReadUnavailableError if the database was reached but took too long, or once `closing` aborts
 * @throws anything else that `read` throws
 */
export async function readWithRetry<T>(
  book: Pick<Book, 'read'>,
  read: (reader: BookReader) => Promise<T>,
  closing: AbortSignal,
): Promise<T> {
  for (;;) {
    const reader = book.read();
    try {
      return await read(reader);
    } catch (error) {
      const isAway = error instanceof ReadUnavailableError && error.isUnreachable;
      if (!isAway || closing.aborted) throw error;
    } finally {
      await reader.end();
    }
    await delay(RETRY_DELAY_MS, undefined, { signal: closing }).catch(() => undefined); // closing: one last attempt
  }
}
