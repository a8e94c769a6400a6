/** A decimal number as text, with a minus before negative ones: "104.00". */
export type Amount = string;

/** A sum of money, as the gateway gives it. */
export interface Money {
  readonly amount: Amount;
  readonly currency: string;
}

const FORM = /^-?\d+(\.\d+)?$/;

/** Compares two amounts exactly. @returns less than, equal to or more than 0, as for `sort` @throws TypeError */
export function compareAmounts(a: Amount, b: Amount): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exact sum, with as many digits after the point as the longer amount has. @throws TypeError */
export function addAmounts(a: Amount, b: Amount): Amount {
  const [left, right, digits] = aligned(a, b);
  return written(left + right, digits);
}

/** The exact difference, a minus b, with as many digits after the point as the longer amount has. @throws TypeError */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  const [left, right, digits] = aligned(a, b);
  return written(left - right, digits);
}

/** Compares two sums of one currency. @throws TypeError if they have different ones */
export function compareMoney(a: Money, b: Money): number {
  return compareAmounts(a.amount, sameCurrency(a, b).amount);
}

/** Adds two sums of one currency. @throws TypeError if they have different ones */
export function addMoney(a: Money, b: Money): Money {
  return { ...a, amount: addAmounts(a.amount, sameCurrency(a, b).amount) };
}

/** Subtracts b from a, in one currency. @throws TypeError if they have different ones */
export function subtractMoney(a: Money, b: Money): Money {
  return { ...a, amount: subtractAmounts(a.amount, sameCurrency(a, b).amount) };
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency === b.currency) return b;
  throw new TypeError(`${a.currency} and ${b.currency} are different currencies.`);
}

/** Digits after the point. */
export const digitsOf = (amount: Amount): number => amount.split('.')[1]?.length ?? 0;

function aligned(a: Amount, b: Amount): [bigint, bigint, number] {
  const digits = Math.max(digitsOf(a), digitsOf(b));
  return [unitsOf(a, digits), unitsOf(b, digits), digits];
}

function unitsOf(amount: Amount, digits: number): bigint {
  if (!FORM.test(amount))
    throw new TypeError(`"${amount}" is no amount. Pass a text like "12.50".`);
  return BigInt(amount.replace('.', '') + '0'.repeat(digits - digitsOf(amount)));
}

function written(units: bigint, digits: number): Amount {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(text.length - digits)}`;
  return (units < 0n ? '-' : '') + whole + fraction;
}
