import type { Amount } from '../money/index.js';

/**
 * Divides what is taken back among its holders, in proportion to what each holds, in whole minor units: each gives its
 * share rounded down, and the units that are left come one each from those with the largest remainders, of equal ones
 * from the first. The shares add up to `amount`, none is above what its holder has, and to take back everything takes
 * from each all that it has.
 *
 * Source: the method of largest remainder (Hamilton's), as for seats in proportion to votes.
 * @param held what each holds, zero or more
 * @param amount zero or more, at most what all hold together
 */
export function takeBack(held: readonly Amount[], amount: Amount): Amount[] {
  const total = add(held);
  if (amount > total) throw new Error(`${amount} cannot be taken back from ${total}`);
  if (total === 0n) return held.map(() => 0n);
  const shares = held.map((one) => (one * amount) / total);
  const remainders = held.map((one) => (one * amount) % total);
  const byRemainder = held
    .map((_, index) => index)
    .sort((a, b) => descending(remainders[a] ?? 0n, remainders[b] ?? 0n) || a - b);
  const favoured = new Set(byRemainder.slice(0, Number(amount - add(shares))));
  return shares.map((share, index) => (favoured.has(index) ? share + 1n : share));
}

export function add(amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, one) => sum + one, 0n);
}

function descending(a: Amount, b: Amount): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}
