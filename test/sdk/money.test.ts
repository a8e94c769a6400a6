import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import {
  addAmounts,
  addMoney,
  compareAmounts,
  compareMoney,
  formatMoney,
  subtractAmounts,
  subtractMoney,
} from '../../packages/client/src/index.js';

/** An amount with its value in units of 10^-8. */
const amounts = fc
  .record({ units: fc.bigInt(-(10n ** 38n), 10n ** 38n), digits: fc.nat(8) })
  .map(({ units, digits }) => {
    const size = units < 0n ? -units : units;
    const text = String(size).padStart(digits + 1, '0');
    const point = text.length - digits;
    const amount = `${units < 0n ? '-' : ''}${text.slice(0, point)}${digits ? `.${text.slice(point)}` : ''}`;
    return { amount, value: units * 10n ** BigInt(8 - digits) };
  });

/** The value in units of 10^-8, read in another way than the client does. */
function valueOf(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  const size = BigInt(whole) * 10n ** 8n + BigInt(fraction.padEnd(8, '0'));
  return amount.startsWith('-') ? -size : size;
}

describe('amounts', () => {
  test('sums, differences and comparisons are exact for 38 digits', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(valueOf(addAmounts(a.amount, b.amount))).toBe(a.value + b.value);
        expect(valueOf(subtractAmounts(a.amount, b.amount))).toBe(a.value - b.value);
        const order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
        expect(compareAmounts(a.amount, b.amount)).toBe(order);
      }),
    );
  });

  test.each([
    ['0.10', '0.2', '0.30'],
    ['104', '-4', '100'],
    ['-0.05', '0.05', '0.00'],
    ['99999999999999999999.99', '0.01', '100000000000000000000.00'],
  ])('%s and %s are %s', (a, b, sum) => {
    expect(addAmounts(a, b)).toBe(sum);
  });

  test.each(['', '1,5', '1e3', '.5', '1.', '+1', ' 1', '٣'])('"%s" is no amount', (text) => {
    expect(() => addAmounts(text, '1')).toThrow(
      `"${text}" is no amount. Pass a text like "12.50".`,
    );
  });

  test('money of two currencies is neither added nor compared', () => {
    const [usd, coin] = [
      { amount: '1.00', currency: 'USD' },
      { amount: '1', currency: 'COIN' },
    ];
    for (const combine of [addMoney, subtractMoney, compareMoney])
      expect(() => combine(usd, coin)).toThrow('USD and COIN are different currencies.');
    expect(addMoney(usd, usd)).toEqual({ amount: '2.00', currency: 'USD' });
    expect(subtractMoney(usd, usd)).toEqual({ amount: '0.00', currency: 'USD' });
  });

  test.each([
    ['12345678901234567890.12', 'USD', 'en-US', '$12,345,678,901,234,567,890.12'],
    ['-5.00', 'EUR', 'de-DE', '-5,00\u00a0€'],
    ['104', 'COIN', 'en-US', '104 COIN'],
    ['0.00000001', 'BTC', 'en-US', 'BTC\u00a00.00000001'],
    ['1.0000', 'USDT', 'en-US', '1.0000 USDT'],
  ])('%s %s in %s is %s', (amount, currency, locale, text) => {
    expect(formatMoney({ amount, currency }, locale)).toBe(text);
  });
});
