import { compareAmounts, digitsOf, type Money } from './amounts.js';

/**
 * Writes money for people, exactly: Intl takes the text and no number.
 * @param locale as for Intl; default: that of the environment
 * @throws TypeError if the amount is none
 * @returns for example "€1,234.50"; a currency that Intl does not know stands after the number: "104 COIN"
 */
export function formatMoney(
  { amount, currency }: Money,
  locale?: string | readonly string[],
  options: Intl.NumberFormatOptions = {},
): string {
  compareAmounts(amount, '0');
  const digits = digitsOf(amount);
  const hasOwn = 'minimumFractionDigits' in options || 'maximumFractionDigits' in options;
  const exact = hasOwn ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const locales =
    locale === undefined ? undefined : typeof locale === 'string' ? locale : [...locale];
  const isKnown = /^[A-Z]{3}$/.test(currency);
  const style = isKnown ? { style: 'currency' as const, currency } : {};
  const format = new Intl.NumberFormat(locales, { ...style, ...exact, ...options });
  // A text has all its digits; the type of older libraries has numbers only.
  const text = format.format(amount as unknown as number);
  return isKnown ? text : `${text} ${currency}`;
}
