import type { Amount } from './amount.js';

/** A currency, or a unit that is counted like one, such as points. */
export interface Currency {
  /** Three to twelve characters, see {@link isCurrencyCode}; an ISO 4217 code if the currency has one. */
  readonly code: string;
  /** Number of digits after the decimal point: 2 for USD, 0 for JPY. */
  readonly digits: number;
  /** The English name. */
  readonly name: string;
}

/** The most digits that a currency can have after the decimal point. An amount has 38 digits in all. */
export const MAX_DIGITS = 18;

/** The most characters of a currency's name. */
export const MAX_CURRENCY_NAME = 100;

/** One unit of a currency, such as 1.00 USD or 1 JPY, in minor units. */
export function oneUnit({ digits }: Pick<Currency, 'digits'>): Amount {
  return 10n ** BigInt(digits);
}

/** ISO 4217 codes have three letters. Up to twelve characters leave room for a book's own tokens and points. */
const CODE = /^[A-Z][A-Z0-9]{2,11}$/;

/**
 * Whether `text` has the shape of a currency code: an ASCII capital, then 2 to 11 ASCII capitals
 * or digits. Does not check whether the book has such a currency.
 */
export function isCurrencyCode(text: unknown): text is string {
  return typeof text === 'string' && CODE.test(text);
}
