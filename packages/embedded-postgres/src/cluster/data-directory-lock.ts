import path from 'node:path';
import { EmbeddedPostgresError } from '../errors.js';
import { LockTimeoutError, withLock } from '../lock/process-lock.mjs';
import type { Log } from '../log.js';

/** Longer than any start takes, crash recovery included. */
const lockTimeoutMs = 15 * 60_000;
const waitNoticeAfterMs = 1_000;

/**
 * Runs `work` while no other process starts or stops PostgreSQL in `directory`. Aborting the signal
 * ends the wait for the others.
 *
 * @throws EmbeddedPostgresError after 15 minutes, or the signal's reason
 */
export async function withDataDirectoryLock<T>(
  directory: string,
  { log, signal }: { log: Log; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withLock(path.join(directory, 'lock'), work, {
      signal,
      timeoutMs: lockTimeoutMs,
      onWaitAfterMs: waitNoticeAfterMs,
      onWait: (pid) =>
        log.info(`waiting for process ${pid}, which is starting or stopping this database`),
    });
  } catch (error) {
    if (!(error instanceof LockTimeoutError)) throw error;
    throw new EmbeddedPostgresError(
      `process ${error.holderPid} has been starting or stopping the database in ${directory} ` +
        'for 15 minutes: end it, then start again',
    );
  }
}
