import {
  DecimalError,
  parseDecimal,
  toMinorUnits,
  type Amount,
  type Currency,
} from '../money/index.js';
import type { Settings } from '../ledger/index.js';

/**
 * The operator's settings, checked against the book's currencies.
 * @param dailyBonus a decimal text for each currency whose bonus is not one unit
 * @throws Error that names the currency and what is wrong with its setting
 */
export function settingsFor(
  dailyBonus: ReadonlyMap<string, string>,
  currencies: ReadonlyMap<string, Currency>,
): Settings {
  const amounts = new Map<string, Amount>();
  for (const [code, text] of dailyBonus) amounts.set(code, bonusOf(text, code, currencies));
  return { dailyBonus: amounts };
}

function bonusOf(text: string, code: string, currencies: ReadonlyMap<string, Currency>): Amount {
  const currency = currencies.get(code);
  if (!currency)
    throw new Error(
      `DAILY_BONUS: ${code} is not a currency of this book: remove it or correct the code`,
    );
  try {
    const minor = toMinorUnits(parseDecimal(text), currency);
    if (minor.ok && minor.amount > 0n) return minor.amount;
  } catch (error) {
    if (!(error instanceof DecimalError)) throw error;
  }
  throw new Error(
    `DAILY_BONUS: ${code} must have an amount above zero with at most ${currency.digits} digits after the point`,
  );
}
