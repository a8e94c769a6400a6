import type { EntityManager } from 'typeorm';

/** How fast the book's time goes on without the database's clock. Seconds a second. */
const RATE = 0.9;

/**
 * The time of the book, which never runs backwards: the latest of the database's clock, the newest moment in the book,
 * and how far this gateway has seen time come. The last one goes on while the database's clock is behind, by this
 * process's monotonic clock, so a hold of two seconds ends in about two seconds even after the clock was set back an hour.
 * It goes on a little slower than time, so that a book that is ahead (a clock jumped forward and was corrected) comes
 * together with the clock again, without ever standing still.
 */
export class BookClock {
  #moment = 0;
  #seenAt = 0;
  #aheadMs = 0;

  /** @param now a monotonic clock, in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The earliest time that it can be now, in whole milliseconds. */
  get floor(): Date {
    return new Date(Math.floor(this.#moment + RATE * (this.now() - this.#seenAt)));
  }

  /** Milliseconds by which the book was ahead of the database's clock when it was last read. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Takes note of a time that the book has come to. @param databaseClock the database's clock then, if it was read */
  observe(bookTime: Date, databaseClock?: Date): void {
    if (databaseClock) this.#aheadMs = Math.max(0, bookTime.getTime() - databaseClock.getTime());
    if (bookTime <= this.floor) return;
    this.#moment = bookTime.getTime();
    this.#seenAt = this.now();
  }
}

/**
 * The book's newest moment, as SQL: each command stores its key in its commit, with the commit's time. An index finds it
 * with one look-up, however large the book is.
 */
const NEWEST = `(SELECT created_at FROM command ORDER BY created_at DESC LIMIT 1)`;

/** The time of the book, as SQL. @param floor SQL of `BookClock.floor` */
export function bookTimeSql(floor: string): string {
  return `greatest(clock_timestamp(), ${floor}::timestamptz, ${NEWEST})`;
}

/** The time of a snapshot of the book, as SQL: nothing that the snapshot shows is later. */
export const SNAPSHOT_TIME = `greatest(transaction_timestamp(), ${NEWEST})`;

/**
 * The snapshot's time: never earlier than any entry that it shows, because clocks can go backwards.
 * @param shown times of entries that it shows
 */
export async function readSnapshotTime(
  manager: EntityManager,
  shown: readonly (Date | null)[],
): Promise<Date> {
  const [clock] = await manager.query<{ time: Date }[]>(
    `/* snapshotTime */
     SELECT greatest(date_trunc('milliseconds', ${SNAPSHOT_TIME}), max(shown)) AS time
       FROM unnest($1::timestamptz[]) AS shown`,
    [shown],
  );
  if (!clock) throw new Error('the database returned no row for its clock');
  return clock.time;
}

/** Reads the time of the book, and takes note of it. */
export async function readBookTime(manager: EntityManager, clock: BookClock): Promise<Date> {
  const [row] = await manager.query<{ book: Date; clock: Date }[]>(
    `/* bookTime */ SELECT ${bookTimeSql('$1')} AS book, clock_timestamp() AS clock`,
    [clock.floor],
  );
  if (!row) throw new Error('the database returned no row for its clock');
  clock.observe(row.book, row.clock);
  return row.book;
}
