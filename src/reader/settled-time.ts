import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { type BookClock, readBookTime } from './book-clock.js';
import { readError } from './read-book.js';

/** How long a reader waits for the commits that are under way. Milliseconds. */
const WAIT_MS = 2_000;
/** Milliseconds between the first two looks; it doubles up to the last. */
const FIRST_PAUSE_MS = 1;
const LAST_PAUSE_MS = 50;
/** No commit of a gateway takes longer from its time to its end: PostgreSQL ends it after a few seconds. Milliseconds. */
const LONGEST_COMMIT_MS = 600_000;

/**
 * A moment that is settled: a snapshot that begins after this call shows every commit with an earlier time, and no gateway
 * will ever add one.
 *
 * A commit locks rows before it takes its time, and keeps the locks until its rows can be seen. So: read the time, then who
 * holds such locks. When none of these holds any more, every earlier commit can be seen. If one stays for long, perhaps of
 * another program, the moment is one before which no commit of a gateway can have begun. Imports alone write the past.
 * @throws ReadUnavailableError if the database is unavailable
 */
export async function readSettledTime(
  source: DataSource,
  clock: BookClock,
  waitMs = WAIT_MS,
): Promise<Date> {
  try {
    const now = await readBookTime(source.manager, clock);
    const deadline = performance.now() + waitMs;
    let holders = await readHolders(source);
    for (let pause = FIRST_PAUSE_MS; holders.size > 0; pause = Math.min(pause * 2, LAST_PAUSE_MS)) {
      if (performance.now() >= deadline) return new Date(now.getTime() - LONGEST_COMMIT_MS);
      await delay(pause);
      const present = await readHolders(source);
      holders = new Set([...holders].filter((holder) => present.has(holder)));
    }
    return now;
  } catch (error) {
    throw readError(error);
  }
}

/** The transactions that may be a commit which has its time: each locks a wallet, a transaction or a shard before. */
async function readHolders(source: DataSource): Promise<ReadonlySet<string>> {
  const rows = await source.query<{ holder: string }[]>(
    `/* holdersOfMoney */
     SELECT DISTINCT virtualtransaction AS holder FROM pg_locks
      WHERE locktype = 'relation' AND mode IN ('RowShareLock', 'RowExclusiveLock') AND granted
        AND relation = ANY (ARRAY['wallet', 'transaction', 'shard', 'entry']::regclass[])
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return new Set(rows.map(({ holder }) => holder));
}
