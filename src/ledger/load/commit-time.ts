import type { AccountHead } from '../../reader/index.js';

/**
 * Commit timestamp: the time of the book, but never earlier than any row that this commit builds on. The time of the book
 * never runs backwards; a row that was written past the gateway can still be later. A wallet's new entries are at least a
 * millisecond later than its last one. So all entries of a wallet in one millisecond belong to one commit, and its history
 * has one order.
 * @param clock the time of the book, read after every lock was granted
 * @param heads the last entries of the locked accounts
 * @param others timestamps of the other locked rows
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
