import type { Client } from 'pg';

/**
 * Past this a wait is given up, so that it says what for. No claim about speed: whatever comes at all comes
 * sooner on the busiest machine. Shorter than a test may take (jest.config.mjs). Milliseconds.
 */
const GIVE_UP_MS = 120_000;
const LOOK_EVERY_MS = 10;

/**
 * Resolves when the condition holds.
 * @param more what the error shows besides the condition
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
 * Resolves when so many sessions of the owner's database wait for a lock.
 * @param statement what the comment in front of their statements says, such as `heads`; absent: any
 */
export async function untilBlocked(owner: Client, statement?: string, sessions = 1): Promise<void> {
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

const DAY_MS = 86_400_000;
/** Longer than anything takes between a first claim and what is said of the second. */
const CLEAR_MS = 60_000;

/** Waits for the next day if this one is about to end: a bonus can be claimed again from 00:00 UTC on. */
export async function untilClearOfMidnight(): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < CLEAR_MS) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

/**
 * Lets the time of these holds end now, by hand, so that no test has to be quicker or slower than a clock.
 * Resolves when they are due by the database's clock.
 * @param owner of the book: a hold's end is nothing that anyone else could change
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
