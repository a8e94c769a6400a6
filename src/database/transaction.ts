import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isRefusedByServer, isUnavailable } from './errors.js';
import { isReleasedRunnerError, release } from './typeorm-workarounds.js';

/** The connection was lost, could not be opened, or the database could not do it (a full disk), before the commit. Nothing was committed. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
}

/** COMMIT was sent and its answer was lost. The commit may have happened or not. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

/**
 * Runs `work` in a READ COMMITTED transaction. All writes go through here. Each statement must see the rows that
 * others committed while an earlier statement waited for locks; READ COMMITTED, the default of each connection
 * here, does that.
 * @throws NotCommittedError, CommitUnknownError, or the error of `work` or PostgreSQL (then nothing was committed)
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let failure: Error | undefined;
  try {
    const value = await beforeCommit(runner, work);
    await commit(runner);
    return value;
  } catch (error) {
    failure = error as Error;
    await rollBack(runner);
    throw error;
  } finally {
    await release(runner, isBroken(failure) ? failure : undefined);
  }
}

async function beforeCommit<T>(
  runner: QueryRunner,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    await runner.connect();
    await runner.startTransaction();
    return await work(runner.manager);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new NotCommittedError('the database became unavailable before the commit', {
      cause: error,
    });
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    if (isRefusedByServer(error)) {
      if (!isUnavailable(error)) throw error;
      throw new NotCommittedError('the database refused the commit', { cause: error });
    }
    // The connection broke while it was idle, so TypeORM never sent COMMIT.
    if (isReleasedRunnerError(error))
      throw new NotCommittedError('the connection was lost before the commit', { cause: error });
    throw new CommitUnknownError('the connection was lost during the commit', { cause: error });
  }
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isReleased || !runner.isTransactionActive) return;
  // If the rollback cannot be sent, `release` closes the connection and the server rolls back. The error that led
  // here is the one to report.
  await runner.rollbackTransaction().catch(() => undefined);
}

function isBroken(failure: Error | undefined): boolean {
  return failure instanceof NotCommittedError || failure instanceof CommitUnknownError;
}
