import { randomUUID } from 'node:crypto';
import { isTransient, isUniqueViolation } from '../../../database/index.js';
import { writeIncoming } from '../../../ledger/index.js';
import { type PlannedBatch, refreshBatch } from './plan.js';
import type { ImportSession } from '../session/session.js';

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
  for (const { batch, isPast, hasOpen } of batches) {
    signal.throwIfAborted();
    const wallets = await again(signal, (isFirst) =>
      session.transaction(async (manager) => {
        // The first attempt takes it that nothing has changed since the plan: PostgreSQL refuses the batch if something has.
        if (hasOpen || !isFirst) await refreshBatch(manager, batch);
        const isAlone = isFirst;
        return writeIncoming(manager, { batch, key: randomUUID(), inputHash, isPast, isAlone });
      }),
    );
    onWritten(wallets);
  }
}

/** Does the work again if it met another commit, up to some times. */
async function again<T>(signal: AbortSignal, work: (isFirst: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work(attempt === 1);
    } catch (error) {
      signal.throwIfAborted();
      const hasMet = isUniqueViolation(error) || isTransient(error);
      if (!hasMet || attempt === MAX_ATTEMPTS) throw error;
    }
}
