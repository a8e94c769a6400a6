import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DividedFate,
  type Split,
  stillReceived,
  takenBackOfSplits,
} from '../../src/domain/split.js';
import { takeBack } from '../../src/domain/take-back.js';
import { dividedHistories, MOST } from '../support/divided-amounts.js';
import { takeBackSlowly, total } from '../support/largest-remainder.js';

const holdings = fc.oneof(
  fc.array(fc.bigInt({ min: 0n, max: 5n }), { minLength: 1, maxLength: 21 }),
  fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 21 }),
  fc.array(fc.bigInt({ min: 0n, max: MOST / 21n }), { minLength: 1, maxLength: 21 }),
);

/** What each holds, and an amount of at most all of it. */
const takings = holdings.chain((held) =>
  fc.record({ held: fc.constant(held), amount: fc.bigInt({ min: 0n, max: total(held) }) }),
);

const histories = dividedHistories(MOST, 12).map(({ parts, ...history }) => ({
  ...history,
  splits: parts.map(({ receiver, amount }): Split => ({
    walletId: `wallet ${receiver}`,
    amount,
    label: 'part',
  })),
}));

/** The shares of each take-back in turn, and what is left after all. */
function inTurn(
  parts: readonly bigint[],
  taken: readonly bigint[],
): { held: bigint[]; shares: bigint[]; amount: bigint }[] {
  const what = { amount: total(parts), splits: [] as Split[] };
  const splits = parts.map((amount): Split => ({ walletId: 'w', amount, label: 'part' }));
  return taken.map((amount, index) => {
    const held = stillReceived({ ...what, splits }, taken.slice(0, index));
    const after = stillReceived({ ...what, splits }, taken.slice(0, index + 1));
    return { held, shares: held.map((one, place) => one - after[place]!), amount };
  });
}

/** What is in no split, last. */
function partsOf({ amount, splits }: { amount: bigint; splits: readonly Split[] }): bigint[] {
  const parts = splits.map((split) => split.amount);
  return [...parts, amount - total(parts)];
}

describe('a take-back', () => {
  test('takes exactly its amount, from each its quota rounded down or up, and never more than it has', () => {
    fc.assert(
      fc.property(takings, ({ held, amount }) => {
        const shares = takeBack(held, amount);
        const all = total(held);
        const wrong = held.filter((one, index) => {
          const share = shares[index]!;
          const off = share * all - one * amount;
          const isRounded = off === 0n || (off > -all && off < all);
          return share < 0n || share > one || !isRounded;
        });
        expect({ sum: total(shares), wrong }).toEqual({ sum: amount, wrong: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('rounds up for the largest remainders, and of equal ones for the first', () => {
    fc.assert(
      fc.property(takings, ({ held, amount }) => {
        const all = total(held);
        const shares = takeBack(held, amount);
        const rounded = held.map((one, index) => {
          const over = all === 0n ? 0n : (one * amount) % all;
          return { index, over, isUp: shares[index]! * all > one * amount };
        });
        const wrong = rounded
          .filter(({ isUp }) => isUp)
          .filter((up) =>
            rounded.some(
              ({ isUp, over, index }) =>
                !isUp && (over > up.over || (over === up.over && index < up.index)),
            ),
          );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same shares as the method carried out slowly', () => {
    fc.assert(
      fc.property(takings, ({ held, amount }) => {
        expect(takeBack(held, amount)).toEqual(takeBackSlowly(held, amount));
      }),
      { numRuns: 500 },
    );
  });

  test('of everything takes from each all that it has, and of nothing takes nothing', () => {
    fc.assert(
      fc.property(holdings, (held) => {
        expect(takeBack(held, total(held))).toEqual(held);
        expect(takeBack(held, 0n)).toEqual(held.map(() => 0n));
      }),
    );
  });

  test('of more than all have together is an error, not a guess', () => {
    expect(() => takeBack([1n, 2n], 4n)).toThrow('4 cannot be taken back from 3');
    expect(() => takeBack([], 1n)).toThrow('1 cannot be taken back from 0');
  });

  test.each([
    { held: [1n, 1n, 1n], amount: 1n, shares: [1n, 0n, 0n] },
    { held: [1n, 1n, 1n], amount: 2n, shares: [1n, 1n, 0n] },
    { held: [29n, 167n, 803n, 1n], amount: 333n, shares: [10n, 56n, 267n, 0n] },
    { held: [0n, 3n, 0n], amount: 2n, shares: [0n, 2n, 0n] },
  ])('of $amount from $held takes $shares', ({ held, amount, shares }) => {
    expect(takeBack(held, amount)).toEqual(shares);
  });
});

describe('a divided transaction', () => {
  test('ends with nothing for anyone after a partial capture and refunds of all of it, and each take-back adds up', () => {
    fc.assert(
      fc.property(histories, ({ uncaptured, refunds, ...transaction }) => {
        const taken = [uncaptured, ...refunds];
        const parts = partsOf(transaction);
        for (const { held, shares, amount } of inTurn(parts, taken)) {
          const all = total(held);
          const wrong = shares.filter((share, index) => {
            const quota = held[index]! * amount;
            const isRounded = share === quota / all || share === (quota + all - 1n) / all;
            return share < 0n || share > held[index]! || !isRounded;
          });
          expect({ sum: total(shares), wrong }).toEqual({ sum: amount, wrong: [] });
        }
        expect(stillReceived(transaction, taken)).toEqual(parts.map(() => 0n));
      }),
      { numRuns: 300 },
    );
  });

  test('leaves each receiver less than one unit a take-back away from its exact proportion', () => {
    fc.assert(
      fc.property(histories, ({ uncaptured, refunds, ...transaction }) => {
        const taken = [uncaptured, ...refunds];
        const parts = partsOf(transaction);
        for (const steps of taken.keys()) {
          const before = taken.slice(0, steps + 1);
          const left = transaction.amount - total(before);
          const allowed = BigInt(before.length) * transaction.amount;
          const wrong = stillReceived(transaction, before).filter((held, index) => {
            const off = held * transaction.amount - parts[index]! * left;
            return off >= allowed || off <= -allowed;
          });
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('shows as taken back what its receivers gave back, in each status', () => {
    fc.assert(
      fc.property(histories, ({ uncaptured, refunds, amount, splits }) => {
        const fate: DividedFate = {
          ...{ amount, splits, status: 'COMPLETED', isReversed: false },
          ...{ captured: amount - uncaptured, refunds: refunds.slice(0, -1) },
        };
        const parts = splits.map((split) => split.amount);
        const left = stillReceived(fate, [uncaptured, ...refunds.slice(0, -1)]);
        expect(takenBackOfSplits(fate)).toEqual(parts.map((part, index) => part - left[index]!));
        expect(takenBackOfSplits({ ...fate, refunds })).toEqual(parts);
        const pending = { ...fate, status: 'PENDING', captured: null, refunds: [] } as const;
        expect(takenBackOfSplits(pending)).toEqual(parts.map(() => 0n));
        const ended = [
          ...(['FAILED', 'CANCELLED'] as const).map((status) => ({ ...pending, status })),
          { ...pending, status: 'COMPLETED', isReversed: true } as const,
        ];
        for (const one of ended) expect(takenBackOfSplits(one)).toEqual(parts);
      }),
      { numRuns: 100 },
    );
  });
});
