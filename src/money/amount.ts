/**
 * A sum of money in whole minor units of its currency (cents, say), signed. The currency travels
 * beside it; an amount is never a `number`, which is exact only up to 2^53.
 */
export type Amount = bigint;

/** The largest amount that the book can hold: 38 nines, what PostgreSQL's numeric(38,0) holds. */
export const MAX_AMOUNT: Amount = 10n ** 38n - 1n;
