import type { EntityManager } from 'typeorm';
import { isConnectionError, isUnavailable, type Snapshot } from '../database/index.js';

/** A read failed because the database is unreachable or too busy. */
export class ReadUnavailableError extends Error {
  override readonly name = 'ReadUnavailableError';
  /** True: the database cannot be reached. False: it took too long or was too busy. */
  readonly isUnreachable: boolean;
  constructor({
    cause,
    isUnreachable = true,
    message = 'The book cannot be read now. Send the query again later.',
  }: { cause?: unknown; isUnreachable?: boolean; message?: string } = {}) {
    super(message, { cause });
    this.isUnreachable = isUnreachable;
  }
}

/**
 * Reads through a snapshot.
 * @throws ReadUnavailableError if the database is unreachable or takes too long
 */
export async function readBook<T>(
  snapshot: Snapshot,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await snapshot.read(work);
  } catch (error) {
    throw readError(error);
  }
}

/** A ReadUnavailableError for an error that says that the database is unavailable; any other error as it is. */
export function readError(error: unknown): Error {
  if (!isUnavailable(error)) return error as Error;
  return new ReadUnavailableError({ cause: error, isUnreachable: isConnectionError(error) });
}
