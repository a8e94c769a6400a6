import { MAX_AMOUNT, type Amount } from './amount.js';
import type { Currency } from './currency.js';
import { quoteText } from './quote-input.js';

/**
 * A non-negative decimal number from a client: `units` × 10^-`scale`, in lowest terms. "10.0" and "10" have the same
 * units and scale.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
  /**
   * Number of digits that the client wrote after the point. Present only if trailing zeros make it larger than
   * `scale`. It is no part of the value. An input may not have more digits than its currency, not even zeros, so it
   * is kept.
   */
  readonly places?: number;
}

/** An input that is not a decimal. The message says what is wrong and what a decimal looks like. */
export class DecimalError extends Error {
  override readonly name = 'DecimalError';
}

/** A decimal in minor units of a currency, or the reason why it cannot be one. */
export type MinorUnits =
  | { readonly ok: true; readonly amount: Amount }
  | { readonly ok: false; readonly reason: 'TOO_MANY_DIGITS' | 'TOO_LARGE' };

/** The book holds 38 digits. The rest leaves room for harmless zeros. */
const MAX_TEXT_LENGTH = 128;

/** ASCII only: `\d` without the `u` or `v` flag never matches another script's digits. */
const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d+))?$/;
const LEADING_ZERO = /^0\d+(?:\.\d+)?$/;

/**
 * Parses a decimal: ASCII digits with at most one point between digits. No sign, exponent, grouping or blanks.
 * No leading zeros either: "010" may come from a program that cut or padded the number, so it is refused and not
 * taken as 10.
 *
 * @throws {DecimalError} for anything else, and for texts over 128 characters, before they cost time to parse
 */
export function parseDecimal(text: unknown): Decimal {
  if (typeof text !== 'string') {
    throw new DecimalError(
      `${kindOf(text)} is not a decimal: send a string of digits, such as "1000.00"`,
    );
  }
  if (text.length > MAX_TEXT_LENGTH) {
    throw new DecimalError(
      `${quoteText(text)} is too long for a decimal: send at most ${MAX_TEXT_LENGTH} characters, ` +
        `not ${text.length}`,
    );
  }
  if (LEADING_ZERO.test(text)) {
    throw new DecimalError(
      `${quoteText(text)} has leading zeros: send the number without them, such as "7.50" or "0.50"`,
    );
  }
  const match = DECIMAL.exec(text);
  if (match === null) {
    throw new DecimalError(
      `${quoteText(text)} is not a decimal: send digits with at most one point, such as "1000.00"`,
    );
  }
  return lowestTerms(match[1] ?? '', match[2] ?? '');
}

/** The canonical text of a value, for hashing inputs: without leading or trailing zeros ("10", "0.5"). */
export function decimalText(decimal: Decimal): string {
  return withPoint(decimal.units, decimal.scale);
}

/**
 * The text of a decimal as an input in a currency, for hashing. If the client wrote more digits than the currency has,
 * the text includes their number. Such an input is refused, so it must not equal one that is accepted: in USD, "1.000"
 * and "1.00" are different inputs.
 */
export function inputText(
  decimal: Decimal,
  currency: Pick<Currency, 'digits'> | undefined,
): string {
  const text = decimalText(decimal);
  const written = decimal.places ?? decimal.scale;
  if (!currency || written <= currency.digits) return text;
  return `${text} in ${written} places`;
}

/**
 * Converts a decimal to minor units of a currency.
 *
 * Fills missing digits after the point with zeros. More digits than the currency has are TOO_MANY_DIGITS, even zeros,
 * and never rounded. An amount beyond {@link MAX_AMOUNT} is TOO_LARGE.
 */
export function toMinorUnits(decimal: Decimal, currency: Pick<Currency, 'digits'>): MinorUnits {
  const written = Math.max(decimal.scale, decimal.places ?? 0);
  if (written > currency.digits) return { ok: false, reason: 'TOO_MANY_DIGITS' };
  const amount = decimal.units * 10n ** BigInt(currency.digits - decimal.scale);
  if (amount > MAX_AMOUNT) return { ok: false, reason: 'TOO_LARGE' };
  return { ok: true, amount };
}

/**
 * Converts an amount to another currency's minor units. Rounds down, so that no exchange creates money.
 * @param amount minor units of a currency with `digits` digits
 * @param rate units of the other currency for one unit
 */
export function convert(
  amount: Amount,
  digits: number,
  rate: Decimal,
  otherDigits: number,
): Amount {
  const scaled = amount * rate.units * 10n ** BigInt(otherDigits);
  return scaled / 10n ** BigInt(digits + rate.scale);
}

/**
 * Formats an amount for clients, with exactly the currency's digits after the point, without grouping or rounding:
 * 10400n with 2 digits is "104.00", -5n with 2 is "-0.05", 104n with 0 is "104".
 *
 * @throws {RangeError} if `digits` is not a whole number from 0
 */
export function formatAmount(amount: Amount, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0) {
    throw new RangeError(`${String(digits)} is not a number of digits: use a whole number from 0`);
  }
  return amount < 0n ? `-${withPoint(-amount, digits)}` : withPoint(amount, digits);
}

function lowestTerms(whole: string, fraction: string): Decimal {
  const significant = fraction.replace(/0+$/, '');
  const value = { units: BigInt(whole + significant), scale: significant.length };
  return significant.length < fraction.length ? { ...value, places: fraction.length } : value;
}

/** Non-negative `units` with a point before the last `scale` digits, and at least one digit before the point. */
function withPoint(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const digits = units.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
