import type { AccountHead } from '../reader/index.js';

/**
 * The one moment of all that a commit writes: the clock's, but not before anything that it follows, also
 * where the clock was set back. A wallet's entries of one millisecond are all of one commit, so that what
 * happened to it has one order.
 * @param clock the database's, read once every lock was held
 * @param heads the last entries of the accounts that are locked
 * @param others when whatever else is locked was written
 */
export function commitTime(
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
