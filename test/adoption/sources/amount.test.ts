import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAmount } from '../../../src/adoption/sources/amount.js';

describe('An amount of another system', () => {
  test.each<[string, number, 'major' | 'minor', bigint]>([
    ['104', 2, 'major', 10_400n],
    ['104.5', 2, 'major', 10_450n],
    ['104.50', 2, 'major', 10_450n],
    ['104.500', 2, 'major', 10_450n],
    ['-3.20', 2, 'major', -320n],
    ['+7', 2, 'major', 700n],
    [' 8.1\t', 2, 'major', 810n],
    ['0', 2, 'major', 0n],
    ['-0.00', 2, 'major', 0n],
    ['007.5', 2, 'major', 750n],
    ['104', 0, 'major', 104n],
    ['104.000', 0, 'major', 104n],
    ['0.000000000000000001', 18, 'major', 1n],
    ['10450', 2, 'minor', 10_450n],
    ['10450.00', 2, 'minor', 10_450n],
    ['9'.repeat(38), 2, 'minor', BigInt('9'.repeat(38))],
    [`${'0'.repeat(40)}1`, 2, 'major', 100n],
  ])(
    '%j in a currency of %d digits, in %s units, is %d minor units',
    (text, digits, unit, minor) => {
      expect(parseAmount(text, digits, unit)).toBe(minor);
    },
  );

  test.each<[string, 'major' | 'minor', RegExp]>([
    ['', 'major', /is empty: give a decimal such as/],
    ['  ', 'major', /is empty/],
    ['NaN', 'major', /"NaN" is no amount/],
    ['-Infinity', 'major', /is no amount/],
    ['1e5', 'major', /"1e5" has an exponent: give all digits/],
    ['1,000.50', 'major', /"1,000.50" has a comma/],
    ['104,50', 'major', /has a comma/],
    ['1 000', 'major', /separators/],
    ['1.000.000', 'major', /separators/],
    ['104.505', 'major', /"104.505" is finer than the currency: give at most 2 digits/],
    ['104.5', 'minor', /a fraction of a minor unit: give whole minor units/],
    ['.5', 'major', /no decimal/],
    ['5.', 'major', /comma, or separators|no decimal/],
    ['--5', 'major', /no decimal/],
    ['0x10', 'major', /no decimal/],
    ['$5', 'major', /no decimal/],
    ['٣', 'major', /no decimal/],
    ['9'.repeat(37), 'major', /more than 38 digits/],
    ['1'.repeat(129), 'major', /has 129 characters/],
    [`x${'y'.repeat(60)}`, 'major', /^"xy{39}"… is no decimal/],
  ])('%j in %s units is refused with the reason', (text, unit, reason) => {
    expect(parseAmount(text, 2, unit)).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('comes back from its decimal text, whatever its size and the digits of its currency', () => {
    const most = 10n ** 38n - 1n;
    fc.assert(
      fc.property(
        fc.bigInt(-most, most),
        fc.integer({ min: 0, max: 18 }),
        fc.integer({ min: 0, max: 5 }),
        (minor, digits, zeros) => {
          const all = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
          const fraction = all.slice(all.length - digits) + '0'.repeat(zeros);
          const whole = all.slice(0, all.length - digits);
          const text = digits === 0 ? all : `${whole}.${fraction}`;
          const signed = minor < 0n ? `-${text}` : text;
          expect(parseAmount(signed, digits, 'major')).toBe(minor);
          expect(parseAmount(String(minor), digits, 'minor')).toBe(minor);
        },
      ),
    );
  });
});
