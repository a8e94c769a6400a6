import { randomUUID } from 'node:crypto';
import { isTransient, isUniqueViolation } from '../../database/index.js';
import { writeIncoming } from '../../ledger/index.js';
import { type PlannedBatch, refreshBatch } from './plan.js';
import type { ImportSession } from './session.js';

/** Attempts at a batch that meets other commits. */
const MAX_ATTEMPTS = 8;

interface WriteOptions {
  /** SHA-256 of the mapping and its inputs. */
  readonly inputHash: Buffer;
  readonly signal: AbortSignal;
  /** Receives how many wallets a commit brought in. */
  readonly onWritten: (wallets: number) => void;
}

/**
 * Writes the planned batches, one commit each. What was committed stays if a later one fails: an import that is run again
 * goes on from there.
 */
export async function writeBatches(
  session: ImportSession,
  batches: readonly PlannedBatch[],
  { inputHash, signal, onWritten }: WriteOptions,
): Promise<void> {
  for (const { batch, isPast } of batches) {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        const wallets = await session.transaction(async (manager) => {
          await refreshBatch(manager, batch);
          return writeIncoming(manager, { batch, key: randomUUID(), inputHash, isPast });
        });
        onWritten(wallets);
        break;
      } catch (error) {
        const isAgain = isUniqueViolation(error) || isTransient(error);
        if (!isAgain || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }
}
