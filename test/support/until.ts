import type { Client } from 'pg';

/** Waits for conditions, never for a time. */

/**
 * The limit of a wait, so that its error names the condition. It claims nothing about speed: the busiest
 * machine is faster. Shorter than the limit of a test (jest.config.mjs). Milliseconds.
 */
const GIVE_UP_MS = 120_000;
const LOOK_EVERY_MS = 10;

/**
 * Resolves when the condition holds.
 * @param more further text for the error
 * @throws Error if it never does
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  more: () => string = () => '',
): Promise<void> {
  // The monotonic clock: some tests move the other one.
  for (const began = performance.now(); performance.now() - began < GIVE_UP_MS;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(
    `This does not hold after ${GIVE_UP_MS / 1_000} s: ${condition.toString()}\n${more()}`,
  );
}

/**
 * Resolves when at least so many sessions of the owner's database wait for a lock.
 * @param statement the comment in front of their statements, such as `heads`; absent: any statement
 */
export async function untilBlocked(owner: Client, statement?: string, sessions = 1): Promise<void> {
  const begins = statement === undefined ? '%' : `/* ${statement} */%`;
  await until(async () => {
    // Otherwise a transaction keeps the states of its first look.
    await owner.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await owner.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`,
      [begins],
    );
    return rows.length >= sessions;
  });
}

const DAY_MS = 86_400_000;
/** Longer than a test needs from a first claim of a bonus to the refusal of the second. */
const CLEAR_MS = 60_000;

/** Waits for the next day if this one is about to end: a bonus can be claimed again from 00:00 UTC on. */
export async function untilClearOfMidnight(): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < CLEAR_MS) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

/**
 * Ends the time of these holds now, so that no test has to race a clock. Resolves when they are due by the
 * database's clock.
 * @param owner the book's owner, because only the owner can change when a hold ends
 */
export async function expireHoldsNow(
  owner: Client,
  transactionIds: readonly string[],
): Promise<void> {
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
