import fc from 'fast-check';
import { total } from './largest-remainder.js';

/** A part of an amount. Several can have one receiver. */
export interface Part {
  readonly receiver: number;
  /** Minor units, more than zero. */
  readonly amount: bigint;
}

/** An amount in up to 20 parts, with a rest or without one. */
export interface DividedAmount {
  readonly amount: bigint;
  readonly parts: readonly Part[];
}

/** What became of it: what was not captured, and refunds until nothing is left. */
export interface DividedHistory extends DividedAmount {
  readonly uncaptured: bigint;
  readonly refunds: readonly bigint[];
}

/** The most minor units that an account holds. */
export const MOST = 10n ** 38n - 1n;

/** Divided amounts: few minor units, so that remainders are often equal; as usual; and up to `most`. */
export function dividedAmounts(most: bigint): fc.Arbitrary<DividedAmount> {
  return fc
    .record({
      amount: fc.oneof(
        fc.bigInt({ min: 1n, max: 40n }),
        fc.bigInt({ min: 1n, max: 1_000_000n }),
        fc.bigInt({ min: 1n, max: most }),
      ),
      cuts: fc.array(fc.bigInt({ min: 0n, max: MOST }), { minLength: 1, maxLength: 20 }),
      receivers: fc.array(fc.nat(4), { minLength: 20, maxLength: 20 }),
      whole: fc.boolean(),
      even: fc.boolean(),
    })
    .map(({ amount, cuts, receivers, whole, even }) => {
      const count = BigInt(cuts.length);
      const sizes =
        even && amount >= count ? cuts.map(() => amount / count) : between(cuts, amount);
      const rest = amount - total(sizes);
      const all = whole && rest > 0n && sizes.length < 20 ? [...sizes, rest] : sizes;
      const parts = all.map((size, index) => ({ receiver: receivers[index] ?? 0, amount: size }));
      return { amount, parts };
    });
}

/** The distances between cuts of a line of this length, without those of zero. */
function between(cuts: readonly bigint[], length: bigint): bigint[] {
  const places = cuts.map((cut) => cut % (length + 1n)).sort((a, b) => (a < b ? -1 : 1));
  return places
    .map((place, index) => place - (places[index - 1] ?? 0n))
    .filter((part) => part > 0n);
}

/** @param refunds the most refunds before the last one, which returns what is left */
export function dividedHistories(most: bigint, refunds: number): fc.Arbitrary<DividedHistory> {
  return dividedAmounts(most).chain((divided) =>
    fc
      .record({
        uncaptured: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: divided.amount - 1n })),
        choices: fc.array(fc.bigInt({ min: 1n, max: MOST }), { maxLength: refunds }),
      })
      .map(({ uncaptured, choices }) => ({
        ...{ ...divided, uncaptured },
        refunds: inPieces(divided.amount - uncaptured, choices),
      })),
  );
}

/** An amount in pieces that the choices determine. */
function inPieces(amount: bigint, choices: readonly bigint[]): bigint[] {
  const pieces: bigint[] = [];
  let left = amount;
  for (const choice of choices) {
    if (left === 0n) break;
    const piece = 1n + (choice % left);
    pieces.push(piece);
    left -= piece;
  }
  return left > 0n ? [...pieces, left] : pieces;
}
