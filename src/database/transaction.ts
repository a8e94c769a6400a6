import {
  QueryRunnerAlreadyReleasedError,
  type DataSource,
  type EntityManager,
  type QueryRunner,
} from 'typeorm';
import { isRefusedByServer, isUnavailable } from './errors.js';
import { release } from './release.js';

/** The connection was lost, or could not be had, before COMMIT was sent: nothing was committed. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
}

/** COMMIT was sent and its answer lost: it may have happened or not. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

/**
 * The one way to write: a READ COMMITTED transaction around `work`. READ COMMITTED, which each connection
 * is opened with, because each statement must see what was committed while an earlier one waited for its
 * locks.
 * @throws NotCommittedError, CommitUnknownError, or what `work` or PostgreSQL refused with (then
 * nothing was committed)
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
    throw new NotCommittedError('the database was not there before the commit', { cause: error });
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    if (isRefusedByServer(error)) throw error;
    // The runner lets go of a connection that broke while idle; then COMMIT was never sent.
    if (error instanceof QueryRunnerAlreadyReleasedError)
      throw new NotCommittedError('the connection was lost before the commit', { cause: error });
    throw new CommitUnknownError('the connection was lost during the commit', { cause: error });
  }
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isReleased || !runner.isTransactionActive) return;
  // A rollback that cannot be sent is done by the server when the connection ends, which `release`
  // sees to; the error that led here is the one to report.
  await runner.rollbackTransaction().catch(() => undefined);
}

function isBroken(failure: Error | undefined): boolean {
  return failure instanceof NotCommittedError || failure instanceof CommitUnknownError;
}
