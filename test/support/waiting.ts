import type { Client } from 'pg';
import { until } from './until.js';

/**
 * Resolves when so many sessions of the owner's database wait for a lock.
 * @param statement what the comment in front of their statements says, such as `heads`; absent: any
 */
export async function untilWaiting(owner: Client, statement?: string, sessions = 1): Promise<void> {
  const begins = statement === undefined ? '%' : `/* ${statement} */%`;
  await until(async () => {
    // Within a transaction the states would be those of its first look.
    await owner.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await owner.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`,
      [begins],
    );
    return rows.length >= sessions;
  });
}
