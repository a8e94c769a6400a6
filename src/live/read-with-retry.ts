import { setTimeout as delay } from 'node:timers/promises';
import { type BookReader, ReadUnavailableError } from '../reader/index.js';
import type { Book } from '../book/index.js';

const RETRY_MS = 250;

/**
 * Reads the book at one moment, and while it cannot be reached, tries again.
 * @throws ReadUnavailableError where it was reached and took too long, and once `closing`; and whatever
 * else the reading throws
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
    await delay(RETRY_MS, undefined, { signal: closing }).catch(() => undefined); // closed: one try more
  }
}
