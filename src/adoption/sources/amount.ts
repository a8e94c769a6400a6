import { quoteText } from '../../money/index.js';

/** What the book holds, in minor units. */
const MAX_AMOUNT_DIGITS = 38;

/** Bounds the work for a text that is no amount. */
const MAX_TEXT_LENGTH = 128;

/** A sign, digits, and digits after a point. ASCII only: `\d` never matches another script's digits. */
const DECIMAL = /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*$/;

/**
 * The amount that another system wrote, in minor units: "-3.20" is -320n in a currency of two digits. Leading zeros, a
 * plus sign, blanks around it and more digits after the point than the currency has are harmless, if those are zeros.
 *
 * @param digits of the currency, after the point
 * @param unit what the text counts: major units of the currency, or whole minor units
 * @returns the amount, or what is wrong with the text and what would be right
 */
export function parseAmount(
  text: string,
  digits: number,
  unit: 'major' | 'minor',
): bigint | { readonly reason: string } {
  const match = text.length > MAX_TEXT_LENGTH ? null : DECIMAL.exec(text);
  if (match === null) return { reason: reasonOf(text) };
  const [, sign = '', whole = '', fraction = ''] = match;
  const places = unit === 'major' ? digits : 0;
  if (fraction.length > places && hasOtherThanZeros(fraction, places)) {
    return { reason: tooFine(text, places, unit) };
  }
  const minor = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (whole.length + places > MAX_AMOUNT_DIGITS && minor.toString().length > MAX_AMOUNT_DIGITS) {
    return {
      reason: `${quoteText(text)} has more than ${MAX_AMOUNT_DIGITS} digits in minor units: the book holds no larger amount`,
    };
  }
  return sign === '-' ? -minor : minor;
}

function hasOtherThanZeros(fraction: string, from: number): boolean {
  for (let at = from; at < fraction.length; at += 1) if (fraction[at] !== '0') return true;
  return false;
}

function tooFine(text: string, places: number, unit: 'major' | 'minor'): string {
  if (unit === 'minor') {
    return `${quoteText(text)} is a fraction of a minor unit: give whole minor units, such as "10450", or \`unit: major\``;
  }
  const most = places === 1 ? '1 digit' : `${places} digits`;
  return `${quoteText(text)} is finer than the currency: give at most ${most} after the point`;
}

function reasonOf(text: string): string {
  const quoted = quoteText(text);
  const right = 'give a decimal such as "104.50"';
  const trimmed = text.trim();
  if (trimmed === '') return `the amount is empty: ${right}`;
  if (text.length > MAX_TEXT_LENGTH) {
    return `${quoted} has ${text.length} characters: give an amount of at most ${MAX_TEXT_LENGTH}`;
  }
  if (/^[+-]?(nan|inf(inity)?)$/i.test(trimmed)) return `${quoted} is no amount: ${right}`;
  if (/^[+-]?\d*\.?\d+e[+-]?\d+$/i.test(trimmed)) {
    return `${quoted} has an exponent: give all digits, such as "104.50"`;
  }
  if (/^[+-]?\d[\d.,'’_\s]*$/.test(trimmed)) {
    return `${quoted} has a comma, or separators between its digits: give digits with at most one point, such as "1000.50"`;
  }
  return `${quoted} is no decimal: give digits with at most one point between them, such as "104.50"`;
}
