/** Amounts are texts, as a client writes them. */
export interface AskedMoney {
  readonly amount: string;
  readonly currency: string;
}

/** The currencies that the model uses, and how many digits each has. */
export const DIGITS: Readonly<Record<string, number>> = { USD: 2, JPY: 0, BHD: 3 };

/** 38 digits are the most that an account holds. */
const MOST = 10n ** 38n - 1n;

/** Whether the book has its currency. */
export const isKnown = ({ currency }: AskedMoney): boolean => currency in DIGITS;

/** What is wrong with an amount for a wallet in this currency: a refusal code, or nothing. */
export function wrongAmount(
  { amount, currency }: AskedMoney,
  walletCurrency: string,
  zero: 'zero is wrong' | 'zero is right' = 'zero is wrong',
): string[] {
  if (!(currency in DIGITS)) return ['UNKNOWN_CURRENCY'];
  if (currency !== walletCurrency) return ['CURRENCY_MISMATCH'];
  const [, fraction = ''] = amount.split('.');
  if (fraction.length > (DIGITS[currency] ?? 0)) return ['INVALID_AMOUNT'];
  return wrongMinor(minorUnits(amount, currency), zero);
}

export function wrongMinor(
  minor: bigint,
  zero: 'zero is wrong' | 'zero is right' = 'zero is wrong',
): string[] {
  if (minor === 0n && zero === 'zero is wrong') return ['INVALID_AMOUNT'];
  return minor > MOST ? ['AMOUNT_TOO_LARGE'] : [];
}

export function minorUnits(amount: string, currency: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS[currency] ?? 0, '0'));
}

/** Minor units as a client writes them. */
export function amountText(minor: bigint, currency: string): string {
  const digits = DIGITS[currency] ?? 0;
  const text = minor.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** floor(minor units × rate), in the minor units of the other currency. */
export function exchanged(minor: bigint, from: string, to: string, rate: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const signal = 10n ** BigInt(fraction.length + (DIGITS[from] ?? 0));
  return (minor * BigInt(whole + fraction) * 10n ** BigInt(DIGITS[to] ?? 0)) / signal;
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const atLeastZero = (a: bigint): bigint => (a < 0n ? 0n : a);
