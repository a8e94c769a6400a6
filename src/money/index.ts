/* Amounts, decimals and currencies. Imports nothing. */
export { type Amount, MAX_AMOUNT } from './amount.js';
export {
  type Currency,
  isCurrencyCode,
  MAX_CURRENCY_NAME,
  MAX_DIGITS,
  oneUnit,
} from './currency.js';
export {
  type Decimal,
  DecimalError,
  convert,
  decimalText,
  formatAmount,
  inputText,
  parseDecimal,
  toMinorUnits,
} from './decimal.js';
export { CUSTOM_CURRENCIES, ISO_4217 } from './iso4217.js';
export { quoteText } from './quote-input.js';
