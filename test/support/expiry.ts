import type { Client } from 'pg';
import { until } from './until.js';

/**
 * Lets the time of these holds end now, by hand, so that no test has to be quicker or slower than a clock.
 * Resolves when they are due by the database's clock.
 * @param owner of the book: a hold's end is nothing that anyone else could change
 */
export async function endHolds(owner: Client, transactionIds: readonly string[]): Promise<void> {
  await owner.query('BEGIN');
  await owner.query(`SET LOCAL session_replication_role = 'replica'`);
  // As early as the book allows: a hold ends after it has begun, and after it was captured.
  const { rowCount } = await owner.query(
    `UPDATE transaction SET expires_at = greatest(created_at, completed_at) + interval '1 millisecond'
      WHERE id = ANY($1::uuid[]) AND expires_at IS NOT NULL`,
    [transactionIds],
  );
  await owner.query('COMMIT');
  if (rowCount !== transactionIds.length)
    throw new Error(`${rowCount} of ${transactionIds.length} transactions are holds that can end`);
  await untilDue(owner, transactionIds);
}

/** Resolves when the time of these holds is over by the database's clock. */
export async function untilDue(owner: Client, transactionIds: readonly string[]): Promise<void> {
  await until(async () => {
    const { rows } = await owner.query<{ due: boolean }>(
      `SELECT bool_and(expires_at <= clock_timestamp()) IS NOT FALSE AS due
         FROM transaction WHERE id = ANY($1::uuid[])`,
      [transactionIds],
    );
    return rows[0]?.due === true;
  });
}
