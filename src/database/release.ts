import type { QueryRunner } from 'typeorm';

/**
 * Gives a runner's connection back to the pool, or, where it failed, has the pool close it: its
 * server side may still be in a transaction.
 */
export async function release(runner: QueryRunner, failure: Error | undefined): Promise<void> {
  const withReason = runner as QueryRunner & {
    releasePostgresConnection?(error?: Error): Promise<void>;
  };
  if (failure && withReason.releasePostgresConnection)
    await withReason.releasePostgresConnection(failure);
  else await runner.release();
}
