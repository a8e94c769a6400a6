import { describe, expect, test } from '@jest/globals';
import { isCurrencyCode } from '../../src/money/currency.js';
import { CUSTOM_CURRENCIES, ISO_4217 } from '../../src/money/iso4217.js';

const digitsOf = new Map(ISO_4217.map((currency) => [currency.code, currency.digits]));
const known = new Set(Intl.supportedValuesOf('currency'));

function intlDigits(code: string): number | undefined {
  return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
    .maximumFractionDigits;
}

/** Codes that Intl lists although ISO 4217 has withdrawn them, or gives them no minor units (XDR, XSU). */
const ONLY_IN_INTL = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL'];

/** Funds and accounting units, which ISO 4217 lists and Intl, made for everyday money, may not. */
const ONLY_IN_ISO = ['BOV', 'CHE', 'CHW', 'CLF', 'COU', 'MXV', 'USN', 'UYI', 'UYW', 'VED', 'XAD'];

/** Digits by ISO 4217 of currencies that Intl shows without digits, because small change is out of use. */
const DIFFERENT: [string, number][] = [
  ['AFN', 2],
  ['ALL', 2],
  ['COP', 2],
  ['HUF', 2],
  ['IDR', 2],
  ['IQD', 3],
  ['IRR', 2],
  ['KPW', 2],
  ['LAK', 2],
  ['LBP', 2],
  ['MGA', 2],
  ['MMK', 2],
  ['PKR', 2],
  ['SOS', 2],
  ['SYP', 2],
  ['YER', 2],
];

describe('isCurrencyCode accepts well-formed codes alone', () => {
  test.each(['USD', 'COIN', 'X12', 'ABCDEFGHIJKL'])('isCurrencyCode accepts %s', (code) => {
    expect(isCurrencyCode(code)).toBe(true);
  });

  test.each(['', 'US', 'usd', 'ABCDEFGHIJKLM', '1AB', 'U-D', 'USD\n', ' USD', 'ÜSD', 5, null])(
    'isCurrencyCode refuses %j',
    (code) => {
      expect(isCurrencyCode(code)).toBe(false);
    },
  );
});

describe('the ISO 4217 table is complete and right', () => {
  test('the ISO 4217 table has 165 currencies and funds, sorted, each once', () => {
    const codes = ISO_4217.map((currency) => currency.code);
    expect(codes).toHaveLength(165);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test('every row of the currency tables is well formed', () => {
    for (const { code, digits, name } of [...ISO_4217, ...CUSTOM_CURRENCIES]) {
      expect(isCurrencyCode(code) ? code : `bad code ${code}`).toBe(code);
      expect([code, [0, 2, 3, 4].includes(digits)]).toEqual([code, true]);
      expect([code, name.trim() === name && name.length > 2]).toEqual([code, true]);
    }
  });

  test('the ISO 4217 table has the codes of Intl, except for a known few', () => {
    const missing = [...known].filter((code) => !digitsOf.has(code));
    const extra = [...digitsOf.keys()].filter((code) => !known.has(code));
    expect(missing.filter((code) => !ONLY_IN_INTL.includes(code))).toEqual([]);
    expect(extra.filter((code) => !ONLY_IN_ISO.includes(code))).toEqual([]);
  });

  test.each(ONLY_IN_INTL)('the ISO 4217 table does not have %s', (code) => {
    expect(digitsOf.has(code)).toBe(false);
  });

  test.each([...ONLY_IN_ISO, 'XCG', 'ZWG', 'SLE'])('the ISO 4217 table has %s', (code) => {
    expect(digitsOf.has(code)).toBe(true);
  });

  test.each(['XAU', 'XAG', 'XPT', 'XPD', 'XTS', 'XXX', 'XUA', 'XBA'])(
    'the ISO 4217 table does not have %s, which has no minor units',
    (code) => {
      expect(digitsOf.has(code)).toBe(false);
    },
  );

  test.each(DIFFERENT)('%s has %i digits, although Intl shows none', (code, iso) => {
    expect(digitsOf.get(code)).toBe(iso);
  });

  test('every other currency has the digits that Intl shows', () => {
    const listed = new Set(DIFFERENT.map(([code]) => code));
    const differing = ISO_4217.filter(({ code }) => known.has(code) && !listed.has(code))
      .filter(({ code, digits }) => intlDigits(code) !== digits)
      .map(({ code, digits }) => [code, digits, intlDigits(code)]);
    expect(differing).toEqual([]);
  });

  test.each([
    ['JPY', 0],
    ['ISK', 0],
    ['UGX', 0],
    ['UYI', 0],
    ['KRW', 0],
    ['BHD', 3],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
    ['USD', 2],
    ['INR', 2],
    ['HUF', 2],
  ])('%s has %i digits', (code, digits) => {
    expect(digitsOf.get(code)).toBe(digits);
  });
});

test('COIN counts whole coins', () => {
  expect(CUSTOM_CURRENCIES).toContainEqual({ code: 'COIN', digits: 0, name: 'Coin' });
});
