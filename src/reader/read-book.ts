import type { EntityManager } from 'typeorm';
import { isConnectionError, isUnavailable } from '../database/index.js';
import type { Snapshot } from '../database/index.js';

/** The database could not be reached by a read. */
export class ReadUnavailableError extends Error {
  override readonly name = 'ReadUnavailableError';
  /** The database is not there; otherwise it is, and took too long or was too busy. */
  readonly isAway: boolean;
  constructor({ cause, isAway = true }: { cause?: unknown; isAway?: boolean } = {}) {
    super('The book cannot be read at the moment. Ask again in a moment.', { cause });
    this.isAway = isAway;
  }
}

/**
 * Reads through a snapshot.
 * @throws ReadUnavailableError where the database cannot be reached, or takes too long
 */
export async function readBook<T>(
  snapshot: Snapshot,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await snapshot.read(work);
  } catch (error) {
    if (isUnavailable(error))
      throw new ReadUnavailableError({ cause: error, isAway: isConnectionError(error) });
    throw error;
  }
}
