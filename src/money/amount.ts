/**
 * A signed sum of money in whole minor units of its currency, such as cents. The currency is stored beside it. An
 * amount is never a `number`, because that is exact only up to 2^53.
 */
export type Amount = bigint;

/** The largest amount that the book can hold: 38 nines, the maximum of PostgreSQL's numeric(38,0). */
export const MAX_AMOUNT: Amount = 10n ** 38n - 1n;
