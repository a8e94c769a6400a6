import { setTimeout as delay } from 'node:timers/promises';
import { ReadUnavailableError, type RowReader } from '../reader/index.js';

const RETRY_DELAY_MS = 250;

/**
 * Reads the book at one moment, and retries while the database is unreachable.
 * @param open opens a reader for one attempt
 * @throws ReadUnavailableError if the database was reached but took too long, or once `closing` aborts
 * @throws anything else that `read` throws
 */
export async function readWithRetry<Reader extends Pick<RowReader, 'end'>, T>(
  open: () => Reader,
  read: (reader: Reader) => Promise<T>,
  closing: AbortSignal,
): Promise<T> {
  for (;;) {
    const reader = open();
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
