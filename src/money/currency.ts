/** A currency, or anything counted like one. */
export interface Currency {
  /** Three to twelve characters, see {@link isCurrencyCode}; an ISO 4217 code where there is one. */
  readonly code: string;
  /** How many digits an amount has after the decimal point: 2 for USD, 0 for JPY. */
  readonly digits: number;
  /** The English name. */
  readonly name: string;
}

/** Three letters for ISO 4217; up to twelve so that a book can have tokens and points of its own. */
const CODE = /^[A-Z][A-Z0-9]{2,11}$/;

/**
 * Whether `text` has the shape of a currency code: an ASCII capital, then 2 to 11 ASCII capitals
 * or digits. Says nothing about whether the book keeps such a currency.
 */
export function isCurrencyCode(text: unknown): text is string {
  return typeof text === 'string' && CODE.test(text);
}
