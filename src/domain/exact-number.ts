import { quoteText } from '../money/index.js';

/** Longer texts are refused unread: an exact number needs no more, and comparing them would take time. */
const MAX_LENGTH = 64;

/** A number as JSON and GraphQL documents write it: sign, whole part, fraction, exponent. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether JavaScript keeps a number exactly: reading it as a double and writing that down again gives the same value.
 * The forms may differ, as in 1.0 and 1, or 1e2 and 100. False for
 * - numbers beyond 2^53-1, also those few of them that a double holds: an id that works only for some is worse than
 *   one that is refused at once;
 * - more digits than a double holds (15 always fit, 17 at most);
 * - numbers that become zero, such as 1e-400, and -0, which JSON.stringify writes as 0.
 * @param text a number of a JSON text or a GraphQL document
 */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  if (!isKeptNumber(value) || text.length > MAX_LENGTH) return false;
  const kept = String(value);
  return kept === text || inLowestTerms(kept) === inLowestTerms(text);
}

/** Whether a number that has been read is in the range of those that are kept. Its lost digits no longer show. */
export function isKeptNumber(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);
}

/** The error about a number for which {@link isExactNumber} is false, as the rest of a sentence that names its place. */
export function inexactNumberFault(text: string): string {
  const quoted = quoteText(text);
  return (
    `has the number ${quoted.replaceAll('"', '')}, which would not be kept exactly. ` +
    `Send it as a string: ${quoted}.`
  );
}

/** Equal texts for equal values: the digits without zeros at either end, and the exponent of the last one. */
function inLowestTerms(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === '' ? '0' : `${sign}${significant}e${scale}`;
}
