import type { EntityManager } from 'typeorm';
import type { AccountHead } from './heads.js';

/** The database's clock, read once every lock is held. Whole milliseconds. */
export async function readClock(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>(
    `/* clock */ SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  );
  if (!row) throw new Error('the database told no time');
  return row.now;
}

/**
 * The one moment of all that a commit writes: the clock's, but not before anything that it follows, also
 * where the clock was set back. A wallet's entries of one millisecond are all of one commit, so that what
 * happened to it has one order.
 * @param heads the last entries of the accounts that are locked
 * @param others when whatever else is locked was written
 */
export function momentAfter(
  clock: Date,
  heads: readonly AccountHead[],
  others: readonly (Date | null)[],
): Date {
  const earliest = [
    ...heads.map(({ walletId, lastAt }) =>
      lastAt ? lastAt.getTime() + (walletId === null ? 0 : 1) : 0,
    ),
    ...others.map((date) => date?.getTime() ?? 0),
  ];
  return new Date(earliest.reduce((latest, time) => Math.max(latest, time), clock.getTime()));
}
