import { MAX_AMOUNT, type Amount } from './amount.js';
import type { Currency } from './currency.js';
import { quoteText } from './quote-input.js';

/**
 * A non-negative decimal number as a client wrote it: `units` × 10^-`scale`, in lowest terms, so
 * that "10.0" and "10" have the same units and scale.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
  /**
   * Digits written after the point, present only where zeros at the end make them more than
   * `scale`. No part of the value; kept because an input may not have more digits than its
   * currency, not even zeros.
   */
  readonly places?: number;
}

/** A text that is not a decimal. The message names what is wrong and what would be right. */
export class DecimalError extends Error {
  override readonly name = 'DecimalError';
}

/** What became of a decimal in a currency: its minor units, or why it has none. */
export type MinorUnits =
  | { readonly ok: true; readonly amount: Amount }
  | { readonly ok: false; readonly reason: 'TOO_MANY_DIGITS' | 'TOO_LARGE' };

/** 38 digits are the most that fit the book; the rest is room for zeros that do no harm. */
const LONGEST_TEXT = 128;

/** ASCII only: `\d` without the `u` or `v` flag never matches another script's digits. */
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal: ASCII digits with at most one point between digits. No sign, exponent,
 * grouping or blanks. Zeros in front are accepted and mean nothing, as in PostgreSQL's numeric:
 * "007.50" can only be 7.5, since no reader takes a decimal with a point for octal.
 *
 * @throws {DecimalError} for anything else, and for texts over 128 characters, which are refused
 * before they cost anything.
 */
export function parseDecimal(text: unknown): Decimal {
  if (typeof text !== 'string') {
    throw new DecimalError(
      `${kindOf(text)} is not a decimal: a string of digits is, such as "1000.00"`,
    );
  }
  if (text.length > LONGEST_TEXT) {
    throw new DecimalError(
      `${quoteText(text)} is too long for a decimal: at most ${LONGEST_TEXT} characters, ` +
        `this has ${text.length}`,
    );
  }
  const match = DECIMAL.exec(text);
  if (match === null) {
    throw new DecimalError(
      `${quoteText(text)} is not a decimal: digits with at most one point, such as "1000.00"`,
    );
  }
  return lowestTerms(match[1] ?? '', match[2] ?? '');
}

/** The one text of a value, for hashing inputs: no zeros in front or at the end ("10", "0.5"). */
export function decimalText(decimal: Decimal): string {
  return pointed(decimal.units, decimal.scale);
}

/**
 * The text of a decimal as an input in a currency: its value; and where it was written with more digits
 * than the currency has, which is refused, as it was written, so that it is not the same input as one
 * that is not refused.
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
 * A decimal as minor units of a currency.
 *
 * Fewer digits after the point than the currency has are filled with zeros; more are
 * TOO_MANY_DIGITS, zeros included, and never rounded. Beyond {@link MAX_AMOUNT}: TOO_LARGE.
 */
export function toMinorUnits(decimal: Decimal, currency: Pick<Currency, 'digits'>): MinorUnits {
  const written = Math.max(decimal.scale, decimal.places ?? 0);
  if (written > currency.digits) return { ok: false, reason: 'TOO_MANY_DIGITS' };
  const amount = decimal.units * 10n ** BigInt(currency.digits - decimal.scale);
  if (amount > MAX_AMOUNT) return { ok: false, reason: 'TOO_LARGE' };
  return { ok: true, amount };
}

/**
 * An amount in another currency, in its minor units, rounded down (never up, so that no exchange makes
 * money): `amount` minor units of a currency with `digits` digits, at `rate` units of the other for one.
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
 * An amount as clients read it, with exactly the currency's digits after the point: 10400n with 2
 * is "104.00", -5n with 2 is "-0.05", 104n with 0 is "104". Nothing is grouped or rounded.
 *
 * @throws {RangeError} when `digits` is not a whole number from 0.
 */
export function formatAmount(amount: Amount, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0) {
    throw new RangeError(`a currency has a whole number of digits from 0, not ${String(digits)}`);
  }
  return amount < 0n ? `-${pointed(-amount, digits)}` : pointed(amount, digits);
}

function lowestTerms(whole: string, fraction: string): Decimal {
  const kept = fraction.replace(/0+$/, '');
  const value = { units: BigInt(whole + kept), scale: kept.length };
  return kept.length < fraction.length ? { ...value, places: fraction.length } : value;
}

/** `units` (not negative) with a point before its last `scale` digits, and a digit before that. */
function pointed(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const digits = units.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
