import type { EntityManager } from 'typeorm';
import { isConnectionError, isUnavailable } from '../../database/errors.js';
import type { Snapshot } from '../../database/snapshot.js';
import { ReadUnavailableError } from '../result.js';

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
