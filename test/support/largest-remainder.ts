/**
 * The method of largest remainder in words, and slowly: a second statement of how a take-back is divided, which uses none
 * of src/. The whole part of a share is the largest number that fits, found by halving. Then one unit after another goes to
 * the holder with the largest remainder that has got none yet, the first of equal ones.
 * @param held what each holds, zero or more
 * @param amount at most what all hold together
 */
export function takeBackSlowly(held: readonly bigint[], amount: bigint): bigint[] {
  const all = total(held);
  const shares = held.map((one) => largestThatFits(one, (share) => share * all <= one * amount));
  const waiting = held.map((one, index) => ({ index, over: one * amount - shares[index]! * all }));
  for (let left = amount - total(shares); left > 0n; left--) {
    let first = 0;
    for (const [place, { over }] of waiting.entries())
      if (over > waiting[first]!.over) first = place;
    const [favoured] = waiting.splice(first, 1);
    shares[favoured!.index]! += 1n;
  }
  return shares;
}

function largestThatFits(most: bigint, fits: (share: bigint) => boolean): bigint {
  let [low, high] = [0n, most];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (fits(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** The sum of amounts. */
export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, one) => sum + one, 0n);
}
