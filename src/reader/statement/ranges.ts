import type { Amount } from '../../money/index.js';
import type { AccountHead } from '../chain-heads.js';

/** A chain, and the part of it that a reading covers: the entries after `low`, up to `high`. */
export interface ChainRange {
  readonly accountId: string;
  readonly low: number;
  readonly high: number;
}

/** The entries that were written after the one state of the chains, and are in the other. */
export function rangesBetween(
  low: readonly AccountHead[],
  high: readonly AccountHead[],
): ChainRange[] {
  const before = new Map(low.map(({ accountId, seq }) => [accountId, seq]));
  return high.map(({ accountId, seq }) => ({
    accountId,
    low: before.get(accountId) ?? 0,
    high: seq,
  }));
}

/** The balance of each account, for sums over them. */
export function balancesOfHeads(
  heads: readonly AccountHead[],
): (readonly [AccountHead['kind'], Amount])[] {
  return heads.map(({ kind, balance }) => [kind, balance]);
}
