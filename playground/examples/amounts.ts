/*
 * Amounts of examples: strings in the digits of their currency. They are counted in minor units as bigint, never as
 * numbers.
 */

/** Digits after the point: 2 of "104.00", 0 of "250". */
export function digitsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** Minor units: 10400n of "104.00". */
export function unitsOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** An amount of so many minor units. @param digits of its currency */
export function amountOf(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** `wanted` whole units of a currency such as dollars, in the digits of `like`. */
export function whole(wanted: bigint, like: string): string {
  const digits = digitsOf(like);
  return amountOf(wanted * 10n ** BigInt(digits), digits);
}

/** `wanted` whole units, or all of `limit` if that is less. */
export function atMost(wanted: bigint, limit: string): string {
  const asked = whole(wanted, limit);
  return unitsOf(asked) < unitsOf(limit) ? asked : limit;
}

/** What of `amount` is left after `taken`. */
export function minus(amount: string, taken: string): string {
  return amountOf(unitsOf(amount) - unitsOf(taken), digitsOf(amount));
}
